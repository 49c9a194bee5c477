package dev.sallyport.runtime.expect;

import dev.sallyport.check.Severity;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.findings.Report;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the command {@code test} found.
 *
 * @param files one for each expectation file, in order
 */
public record TestReport(List<File> files) {
  /** The schema of its JSON form. */
  public static final String SCHEMA = "sallyport.dev/test/v1";

  /** Copies the files. */
  public TestReport {
    files = List.copyOf(files);
  }

  /**
   * The report of some files.
   *
   * @param coverage whether to list open connections that no expectation mentions. Files that are
   *     checked against the same inputs count together, and the first of them has the list
   */
  public static TestReport of(List<TestResult> results, boolean coverage) {
    Map<NetworkPolicies, List<Outcome>> outcomes = new IdentityHashMap<>();
    for (TestResult result : results) {
      outcomes.computeIfAbsent(result.policies(), p -> new ArrayList<>()).addAll(result.outcomes());
    }
    List<File> files = new ArrayList<>();
    for (TestResult result : results) {
      List<Outcome> all = outcomes.remove(result.policies());
      files.add(
          new File(
              result.file().source(),
              result.outcomes(),
              coverage && all != null ? Coverage.of(result.policies(), all) : List.of()));
    }
    return new TestReport(files);
  }

  /**
   * What became of one file.
   *
   * @param source the file
   * @param outcomes one for each expectation, in its order
   * @param uncovered open connections that no expectation mentions; empty if not asked
   */
  public record File(String source, List<Outcome> outcomes, List<Coverage.Uncovered> uncovered) {

    /** Copies the lists. */
    public File {
      outcomes = List.copyOf(outcomes);
      uncovered = List.copyOf(uncovered);
    }
  }

  /** How many expectations of all files have a status. */
  public int count(Outcome.Status status) {
    return (int)
        files.stream()
            .flatMap(file -> file.outcomes().stream())
            .filter(outcome -> outcome.status() == status)
            .count();
  }

  /** How many open connections no expectation mentions. */
  public int uncovered() {
    return files.stream().mapToInt(file -> file.uncovered().size()).sum();
  }

  /** As findings, for SARIF and GitHub: each expectation that does not hold, at its line. */
  public Report findings() {
    List<Report.Result> results = new ArrayList<>();
    for (File file : files) {
      for (Outcome outcome : file.outcomes()) {
        if (outcome.status() != Outcome.Status.HOLDS) {
          results.add(
              result(
                  file.source(),
                  outcome.expectation().line(),
                  outcome.status() == Outcome.Status.FAILS ? "expectation" : "question",
                  outcome.status() == Outcome.Status.FAILS
                      ? "An expectation does not hold"
                      : "An expectation asks about something that is not there",
                  outcome.message().stripTrailing()));
        }
      }
      for (Coverage.Uncovered each : file.uncovered()) {
        results.add(
            result(
                file.source(),
                0,
                "uncovered",
                "An open connection that no expectation mentions",
                each.from()
                    + " reaches "
                    + each.to()
                    + " on "
                    + each.on()
                    + ", and no expectation mentions it"));
      }
    }
    return new Report("test", SCHEMA, results);
  }

  private static Report.Result result(
      String file, int line, String code, String title, String message) {
    return new Report.Result(code, title, Severity.ERROR, message, Location.of(file, line, ""));
  }
}
