package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What a command found, in a form for every printer.
 *
 * @param command the command, for example {@code link}
 * @param schema the schema of its JSON form
 * @param results what was found, sorted
 * @param suppressed what was found and the sources suppress, sorted; shown where asked for
 */
public record Report(String command, String schema, List<Result> results, List<Result> suppressed) {

  /** Sorts the results and drops repetitions. */
  public Report {
    results = results.stream().distinct().sorted(Result.ORDER).toList();
    suppressed = suppressed.stream().distinct().sorted(Result.ORDER).toList();
  }

  /** A report of which nothing is suppressed. */
  public Report(String command, String schema, List<Result> results) {
    this(command, schema, results, List.of());
  }

  /** The same without a word about what is suppressed. */
  public Report withoutSuppressed() {
    return new Report(command, schema, results);
  }

  /**
   * One thing that was found.
   *
   * @param code its code, for example {@code SP031}
   * @param title what the code means, as one sentence without a full stop
   * @param severity error or warning
   * @param message what is wrong and what to do
   * @param location where
   */
  public record Result(
      String code, String title, Severity severity, String message, Location location) {
    private static final Comparator<Result> ORDER =
        Comparator.comparing((Result r) -> r.location.file())
            .thenComparing(r -> r.location.within())
            .thenComparingInt(r -> r.location.line())
            .thenComparing(Result::code)
            .thenComparing(r -> r.location.source())
            .thenComparing(Result::message);

    private Result below(Path folder) {
      return new Result(code, title, severity, message, location.below(folder));
    }

    /** As the compiler shows it: {@code [SP031] message}. */
    public String text() {
      return "[" + code + "] " + message;
    }
  }

  /** The same with files below a folder named relative to it. */
  public Report below(Path folder) {
    return new Report(
        command,
        schema,
        results.stream().map(r -> r.below(folder)).toList(),
        suppressed.stream().map(r -> r.below(folder)).toList());
  }

  /** Whether there is an error among the results. */
  public boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }

  /** How many errors and warnings there are, and how much is suppressed, as a phrase. */
  public String counts() {
    return counted(count(Severity.ERROR), "error")
        + ", "
        + counted(count(Severity.WARNING), "warning")
        + (suppressed.isEmpty() ? "" : ", " + suppressed.size() + " suppressed");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** How many results have a severity. */
  public long count(Severity severity) {
    return results.stream().filter(r -> r.severity() == severity).count();
  }
}
