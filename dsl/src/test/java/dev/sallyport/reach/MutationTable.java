package dev.sallyport.reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Prints the table of mutation tests from the CSV reports of PIT that are its arguments after the
 * first, which is the module's folder. What a later report says of a class replaces what an earlier
 * one said.
 *
 * <p>A mutant that no test kills either changes no answer, and then {@code src/test/mutants} says
 * why, or a test is missing. That folder has a file for each class, {@code Access.tsv}, and each of
 * its lines has a method, a mutator, the line of the source without the spaces around it, and the
 * reason. Mutants without a reason, and reasons without a mutant, are printed to the standard error
 * stream; then the program ends with 1.
 */
final class MutationTable {
  private static final List<String> STATES =
      List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "SURVIVED", "NO_COVERAGE");

  private static final int FIRST_ALIVE = STATES.indexOf("SURVIVED");

  private final Path module;

  private final Map<String, Row> rows = new TreeMap<>();

  /** Of each class with a report: the mutants that are alive, and how many of each. */
  private final Map<String, Map<String, Integer>> alive = new TreeMap<>();

  private MutationTable(Path module) {
    this.module = module;
  }

  /**
   * How many mutants of a class came to each of the states, and how many of those have a reason.
   */
  private record Row(int[] states, int explained) {
    int killed() {
      return states[0] + states[1] + states[2];
    }

    int alive() {
      return states[3] + states[4];
    }

    Row plus(Row other) {
      int[] sums = new int[states.length];
      Arrays.setAll(sums, state -> states[state] + other.states[state]);
      return new Row(sums, explained + other.explained);
    }

    @Override
    public String toString() {
      return String.format(
          "%d | %d | %d | %d | %d |",
          killed() + alive(), killed(), states[1] + states[2], explained, alive() - explained);
    }
  }

  public static void main(String[] arguments) throws IOException {
    MutationTable table = new MutationTable(Path.of(arguments[0]));
    for (String report : List.of(arguments).subList(1, arguments.length)) {
      table.read(Files.readAllLines(Path.of(report)));
    }
    List<String> open = table.explain();
    table.print();
    open.forEach(System.err::println);
    System.exit(open.isEmpty() ? 0 : 1);
  }

  /** A line has source file, class, mutator, method, line number, state, and who killed it. */
  private void read(List<String> report) throws IOException {
    Map<String, int[]> states = new HashMap<>();
    Map<String, Map<String, Integer>> mutants = new HashMap<>();
    Map<String, List<String>> sources = new HashMap<>();
    for (String line : report) {
      String[] cells = line.split(",", 7);
      int state = STATES.indexOf(cells[5]);
      if (state < 0) {
        throw new IllegalArgumentException("neither killed nor alive: " + line);
      }
      String source = cells[0].replace(".java", "");
      states.computeIfAbsent(source, s -> new int[STATES.size()])[state]++;
      Map<String, Integer> own = mutants.computeIfAbsent(source, s -> new LinkedHashMap<>());
      if (state >= FIRST_ALIVE) {
        if (!sources.containsKey(source)) {
          sources.put(source, Files.readAllLines(source(source)));
        }
        String mutator =
            cells[2].substring(cells[2].lastIndexOf('.') + 1).replaceFirst("Mutator$", "");
        String text = sources.get(source).get(Integer.parseInt(cells[4]) - 1).strip();
        own.merge(String.join("\t", cells[3], mutator, text), 1, Integer::sum);
      }
    }
    states.forEach((source, counts) -> rows.put(source, new Row(counts, 0)));
    alive.putAll(mutants);
  }

  private Path source(String name) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(file -> file.endsWith(name + ".java")).findFirst().orElseThrow();
    }
  }

  /** Counts the mutants that have a reason, and tells those that have none. */
  private List<String> explain() throws IOException {
    List<String> open = new ArrayList<>();
    for (Map.Entry<String, Map<String, Integer>> each : alive.entrySet()) {
      String source = each.getKey();
      TreeSet<String> unused = new TreeSet<>(reasons(source));
      int explained = 0;
      for (Map.Entry<String, Integer> mutant : each.getValue().entrySet()) {
        if (unused.remove(mutant.getKey())) {
          explained += mutant.getValue();
        } else {
          open.add(
              "no reason: " + source + "\t" + mutant.getKey() + "\t(" + mutant.getValue() + ")");
        }
      }
      unused.forEach(key -> open.add("no mutant: " + source + "\t" + key));
      rows.put(source, new Row(rows.get(source).states, explained));
    }
    return open;
  }

  private List<String> reasons(String source) throws IOException {
    Path file = module.resolve("src/test/mutants").resolve(source + ".tsv");
    List<String> keys = new ArrayList<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      int reason = line.lastIndexOf('\t');
      if (line.split("\t").length != 4 || line.substring(reason).isBlank()) {
        throw new IllegalArgumentException(file + " needs four cells in: " + line);
      }
      keys.add(line.substring(0, reason));
    }
    return keys;
  }

  private void print() {
    System.out.println(
        "| class, with what is nested in it | mutants | killed | of these out of time or memory"
            + " | change no answer | other survivors |");
    System.out.println("|---|---|---|---|---|---|");
    rows.forEach((source, row) -> System.out.println("| `" + source + "` | " + row));
    rows.values().stream()
        .reduce(Row::plus)
        .ifPresent(row -> System.out.println("| together | " + row));
  }
}
