package dev.sallyport.processor;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * What the processor adds to javac: whole processes and warm compilations, against no processor and
 * a no-op processor that asks for all annotations. Prints markdown tables.
 *
 * <pre>{@code
 * mvn -q -pl processor -am -DskipTests package dependency:copy-dependencies -DincludeScope=runtime
 * java processor/src/jmh/java/dev/sallyport/processor/CompileCost.java [--runs N] [--jdk HOME]...
 * }</pre>
 *
 * <p>Runs of the three are interleaved, so that a change of the machine's speed meets all. A warm
 * compilation gives each compilation a class loader of its own for the processor, as Maven does for
 * each module. Times are wall clock, in milliseconds.
 */
public final class CompileCost {
  private static final String NO_OP =
      """
      public class NoOp extends javax.annotation.processing.AbstractProcessor {
        @Override public java.util.Set<String> getSupportedAnnotationTypes() {
          return java.util.Set.of("*");
        }
        @Override public javax.lang.model.SourceVersion getSupportedSourceVersion() {
          return javax.lang.model.SourceVersion.latest();
        }
        @Override public boolean process(
            java.util.Set<? extends javax.lang.model.element.TypeElement> annotations,
            javax.annotation.processing.RoundEnvironment round) {
          return false;
        }
      }
      """;

  private final Path work;
  private final String api;
  private final String processor;
  private final String noOp;
  private final PrintStream out;

  private CompileCost(Path work, List<Path> jars, Path api, PrintStream out) throws IOException {
    this.work = work;
    this.out = out;
    this.api = api.toString();
    this.processor = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    this.noOp = noOp(work).toString();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = 10;
    List<Path> jdks = new ArrayList<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--runs" -> runs = Integer.parseInt(args[i + 1]);
        case "--jdk" -> jdks.add(Path.of(args[i + 1]));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (jdks.isEmpty()) {
      jdks.add(Path.of(System.getProperty("java.home")));
    }
    List<Path> jars = new ArrayList<>(List.of(jar("processor/target"), jar("dsl/target")));
    try (DirectoryStream<Path> more =
        Files.newDirectoryStream(Path.of("processor/target/dependency"), "javapoet-*.jar")) {
      more.forEach(jars::add);
    }
    Path work = Files.createTempDirectory("compile-cost");
    try {
      CompileCost cost = new CompileCost(work, jars, jar("dsl/target"), System.out);
      for (Path jdk : jdks) {
        cost.freshProcess(jdk, runs);
      }
      cost.warm(runs);
    } finally {
      delete(work);
    }
  }

  private void freshProcess(Path jdk, int runs) throws IOException, InterruptedException {
    out.println("Fresh process, " + release(jdk) + ", " + runs + " runs, ms (min / median):\n");
    header("classes");
    for (int classes : new int[] {0, 1, 100, 300, 1000, 3000}) {
      int count = classes > 500 ? Math.max(3, runs / 3) : runs;
      List<Path> sources = sources(classes == 0 ? 1 : classes, classes > 0);
      Map<String, long[]> times = new LinkedHashMap<>();
      for (int run = -1; run < count; run++) {
        for (String kind : List.of("none", "no-op", "sallyport")) {
          Path classesDir = emptied(work.resolve("out"));
          List<String> command = new ArrayList<>();
          command.add(jdk.resolve("bin/javac").toString());
          command.addAll(options(kind, classesDir));
          Path list = work.resolve("sources.txt");
          Files.write(list, sources.stream().map(Path::toString).toList());
          command.add("@" + list);
          long start = System.nanoTime();
          int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
          long time = System.nanoTime() - start;
          if (exit != 0) {
            throw new IllegalStateException("javac failed: " + command);
          }
          if (run >= 0) {
            times.computeIfAbsent(kind, k -> new long[count])[run] = time;
          }
        }
      }
      row(classes == 0 ? "1, no annotation" : String.valueOf(classes), times, classes);
    }
    out.println();
  }

  private void warm(int runs) throws IOException {
    out.println(
        "Warm, one JVM ("
            + System.getProperty("java.version")
            + "), the processor in a fresh class loader each time, ms (min / median):\n");
    header("classes");
    for (int classes : new int[] {1, 100, 1000}) {
      int warmUp = classes > 500 ? 4 : 30;
      List<Path> sources = sources(classes, true);
      Map<String, long[]> times = new LinkedHashMap<>();
      for (int run = -warmUp; run < runs; run++) {
        for (String kind : List.of("none", "no-op", "sallyport")) {
          long time = compileHere(kind, sources, emptied(work.resolve("out")));
          if (run >= 0) {
            times.computeIfAbsent(kind, k -> new long[runs])[run] = time;
          }
        }
      }
      row(String.valueOf(classes), times, classes);
    }
    out.println();
  }

  private long compileHere(String kind, List<Path> sources, Path classesDir) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = options(kind, classesDir);
    long start = System.nanoTime();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              files,
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources));
      if (!task.call()) {
        throw new IllegalStateException("compilation failed with " + kind);
      }
    }
    return System.nanoTime() - start;
  }

  private List<String> options(String kind, Path classesDir) {
    List<String> options = new ArrayList<>(List.of("-cp", api, "-d", classesDir.toString()));
    switch (kind) {
      case "none" -> options.add("-proc:none");
      case "no-op" -> options.addAll(List.of("-processorpath", noOp));
      default -> options.addAll(List.of("-processorpath", processor));
    }
    return options;
  }

  private void header(String first) {
    out.println(
        "| "
            + first
            + " | no processor | no-op | Sallyport | adds to none | adds to no-op |"
            + " each class |");
    out.println("|---|---|---|---|---|---|---|");
  }

  private void row(String name, Map<String, long[]> times, int classes) {
    StringBuilder row = new StringBuilder("| " + name);
    for (long[] each : times.values()) {
      Arrays.sort(each);
      row.append(" | ").append(millis(each[0])).append(" / ").append(millis(each[each.length / 2]));
    }
    long none = times.get("none")[0];
    long noOpTime = times.get("no-op")[0];
    long ours = times.get("sallyport")[0];
    row.append(" | ").append(millis(ours - none)).append(" | ").append(millis(ours - noOpTime));
    row.append(" | ")
        .append(
            classes == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", (ours - noOpTime) / 1e6 / classes));
    out.println(row.append(" |"));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos / 1e6);
  }

  /** A chain of services: each is called by the one before it and calls the next. */
  private List<Path> sources(int count, boolean annotated) throws IOException {
    Path dir = emptied(work.resolve("src")).resolve("shop");
    Files.createDirectories(dir);
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text =
          !annotated
              ? "package shop;\npublic class Service" + i + " {}\n"
              : "package shop;\nimport dev.sallyport.*;\n"
                  + "@Workload(name = \"service-"
                  + i
                  + "\", namespace = \"shop\", labels = {\"app="
                  + "service-"
                  + i
                  + "\", \"tier=backend\"},\n"
                  + "    ports = @Port(name = \"http\", number = 8080))\n"
                  + (i == 0 ? "" : "@AllowsIngressFrom(Service" + (i - 1) + ".class)\n")
                  + (i == count - 1 ? "" : "@EgressTo(Service" + (i + 1) + ".class)\n")
                  + "@EgressTo(cidr = \"192.0.2.0/24\", ports = \"443\", why = \"payments\")\n"
                  + "public class Service"
                  + i
                  + " {}\n";
      Path file = dir.resolve("Service" + i + ".java");
      Files.writeString(file, text);
      sources.add(file);
    }
    return sources;
  }

  private static Path noOp(Path work) throws IOException {
    Path dir = Files.createDirectories(work.resolve("no-op/META-INF/services"));
    Files.writeString(dir.resolve("javax.annotation.processing.Processor"), "NoOp\n");
    Path root = work.resolve("no-op");
    Path source = root.resolve("NoOp.java");
    Files.writeString(source, NO_OP);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-d",
                root.toString(),
                source.toString());
    if (exit != 0) {
      throw new IllegalStateException("the no-op processor does not compile");
    }
    return root;
  }

  private static Path jar(String dir) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(dir))) {
      return files
          .filter(f -> f.getFileName().toString().matches("sallyport-[a-z]+-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in " + dir + ": build it first"))
          .toAbsolutePath();
    }
  }

  private static String release(Path jdk) throws IOException {
    for (String line : Files.readAllLines(jdk.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return "JDK " + line.substring("JAVA_VERSION=".length()).replace("\"", "");
      }
    }
    return "JDK at " + jdk.getFileName();
  }

  private static Path emptied(Path dir) throws IOException {
    delete(dir);
    return Files.createDirectories(dir);
  }

  private static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
