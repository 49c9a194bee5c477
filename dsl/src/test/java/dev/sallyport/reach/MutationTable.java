package dev.sallyport.reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the table of mutation tests from the CSV reports of PIT that are its arguments. What a
 * later report says of a class replaces what an earlier one said.
 */
final class MutationTable {
  private static final List<String> STATES =
      List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "SURVIVED", "NO_COVERAGE");

  private MutationTable() {}

  /** How many mutants of a class came to each of the states. */
  private record Row(int[] counts) {
    int of(int state) {
      return counts[state];
    }

    @Override
    public String toString() {
      return String.format(
          "%d | %d | %d | %d | %d |",
          Arrays.stream(counts).sum(), of(0) + of(1) + of(2), of(1) + of(2), of(3), of(4));
    }
  }

  public static void main(String[] reports) throws IOException {
    Map<String, Row> table = new TreeMap<>();
    for (String report : reports) {
      table.putAll(read(Files.readAllLines(Path.of(report))));
    }
    int[] together = new int[STATES.size()];
    System.out.println(
        "| class, with what is nested in it | mutants | killed | of these out of time or memory | survived"
            + " | not reached by these tests |");
    System.out.println("|---|---|---|---|---|---|");
    for (Map.Entry<String, Row> row : table.entrySet()) {
      System.out.println("| `" + row.getKey() + "` | " + row.getValue());
      for (int state = 0; state < together.length; state++) {
        together[state] += row.getValue().of(state);
      }
    }
    System.out.println("| together | " + new Row(together));
  }

  /** A line has source file, class, mutator, method, line number, state, and who killed it. */
  private static Map<String, Row> read(List<String> lines) {
    Map<String, Row> rows = new HashMap<>();
    for (String line : lines) {
      String[] cells = line.split(",", 7);
      int state = STATES.indexOf(cells[5]);
      if (state < 0) {
        throw new IllegalArgumentException("neither killed nor alive: " + line);
      }
      String source = cells[0].replace(".java", "");
      rows.computeIfAbsent(source, s -> new Row(new int[STATES.size()])).counts()[state]++;
    }
    return rows;
  }
}
