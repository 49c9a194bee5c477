package dev.sallyport.runtime;

import dev.sallyport.runtime.fast.KubectlLists;
import dev.sallyport.runtime.fast.KubectlText;
import dev.sallyport.runtime.objects.FastPath;
import dev.sallyport.runtime.objects.KubernetesReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints how fast pods are read out of what kubectl prints, as tables: warm, the fast path beside
 * the full reader, over text in memory; and cold, whole runs of {@code matrix} over a file in the
 * folder for temporary files.
 *
 * <pre>{@code
 * mvn -q -pl runtime -am -DskipTests package
 * mvn -q -Pjmh -pl runtime -am test-compile dependency:build-classpath -Dmdep.outputFile=target/class.path
 * java -cp runtime/target/test-classes:runtime/target/classes:dsl/target/classes:$(cat runtime/target/class.path) \
 *     dev.sallyport.runtime.LoadTable
 * }</pre>
 */
public final class LoadTable {
  private static final int WARM_UP = 60;
  private static final int RUNS = 100;
  private static final int FULL_RUNS = 15;

  private LoadTable() {}

  /** Prints the tables. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = System.out;
    out.println("JDK " + System.getProperty("java.version") + ", " + RUNS + " runs\n");
    out.println("| text | MB | fast, ms (min / median) | GB/s (min / median) | full reader, ms |");
    out.println("|---|---|---|---|---|");
    for (int pods : new int[] {1000, 10_000}) {
      row("JSON", pods, text(pods, true), out);
      row("YAML", pods, text(pods, false), out);
    }
    out.println("\nCold, `sallyport matrix` from start to end, by its launcher:\n");
    out.println("| text | MB | ms (min / median) | runs |");
    out.println("|---|---|---|---|");
    cold(1000, 20, out);
    cold(150_000, 5, out);
  }

  private static void cold(int pods, int runs, PrintStream out)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("pods", ".json");
    try {
      try (Writer text = Files.newBufferedWriter(file)) {
        new KubectlText(42, 15).writeJson(pods, text);
      }
      long[] times = new long[runs];
      matrix(file); // makes the archive of classes, if there is none
      for (int i = 0; i < runs; i++) {
        long start = System.nanoTime();
        matrix(file);
        times[i] = System.nanoTime() - start;
      }
      Arrays.sort(times);
      out.printf(
          Locale.ROOT,
          "| JSON, %,d pods | %.1f | %.0f / %.0f | %d |%n",
          pods,
          Files.size(file) / 1e6,
          times[0] / 1e6,
          times[runs / 2] / 1e6,
          runs);
    } finally {
      Files.delete(file);
    }
  }

  private static void matrix(Path file) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("runtime/target/sallyport/bin/sallyport", "matrix", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("matrix ended with " + exit);
    }
  }

  private static byte[] text(int pods, boolean json) throws IOException {
    StringWriter text = new StringWriter();
    KubectlText kubectl = new KubectlText(42, 15);
    if (json) {
      kubectl.writeJson(pods, text);
    } else {
      kubectl.writeYaml(pods, text);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(String language, int pods, byte[] text, PrintStream out) {
    for (int i = 0; i < WARM_UP; i++) {
      read(new KubectlLists(), text, pods);
    }
    long[] fast = times(new KubectlLists(), text, pods, RUNS);
    long[] full = times(FastPath.NONE, text, pods, FULL_RUNS);
    out.printf(
        Locale.ROOT,
        "| %s, %,d pods | %.1f | %.1f / %.1f | %.2f / %.2f | %.0f |%n",
        language,
        pods,
        text.length / 1e6,
        fast[0] / 1e6,
        fast[RUNS / 2] / 1e6,
        (double) text.length / fast[0],
        (double) text.length / fast[RUNS / 2],
        full[0] / 1e6);
  }

  /** Sorted, in nanoseconds. */
  private static long[] times(FastPath path, byte[] text, int pods, int runs) {
    long[] times = new long[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      read(path, text, pods);
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return times;
  }

  private static void read(FastPath path, byte[] text, int pods) {
    int found =
        new KubernetesReader("default", path).add("pods", text).objects().workloads().size();
    if (found != pods) {
      throw new IllegalStateException("read " + found + " pods of " + pods);
    }
  }
}
