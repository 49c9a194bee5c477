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
 * What the processor adds to javac: whole processes and warm compilations, against no processor, a
 * no-op processor that asks for all annotations, and a processor that only writes as many files.
 * Prints markdown tables.
 *
 * <pre>{@code
 * mvn -q -pl processor -am -DskipTests package dependency:copy-dependencies -DincludeScope=runtime
 * java -Djava.io.tmpdir=/dev/shm processor/src/jmh/java/dev/sallyport/processor/CompileCost.java \
 *     [--runs N] [--least CLASSES] [--most CLASSES] [--jdk HOME]...
 * }</pre>
 *
 * <p>The files lie in the folder for temporary files; one in memory keeps the disk out of it.
 *
 * <p>Runs of the four are interleaved, so that a change of the machine's speed meets all. A warm
 * compilation gives each compilation a class loader of its own for the processor, as Maven does for
 * each module. Times are wall clock, in milliseconds.
 */
public final class CompileCost {
  /** What is compiled. */
  private enum Scenario {
    /** Classes without annotations of the language. */
    PLAIN("classes without its annotations", 1, 1000),
    /** Each class is a contract and has rules: a manifest and a record. */
    OWN_CONTRACTS("classes that are contracts and have rules", 1, 100, 300, 1000, 3000),
    /** The same with {@code -Asallyport.constants=true}: a class of constants beside each. */
    CONSTANTS("of these, with classes of constants", 1, 100, 1000),
    /** Each class implements a contract of another jar and has rules: a manifest and a record. */
    SERVICES("services with rules, contracts in another jar", 1, 100, 300, 1000, 3000);

    private final String title;
    private final int[] sizes;

    Scenario(String title, int... sizes) {
      this.title = title;
      this.sizes = sizes;
    }
  }

  private static final List<String> KINDS = List.of("none", "no-op", "files", "sallyport");

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

  /** Writes as many files as Sallyport, and does nothing else: what javac itself takes for them. */
  private static final String FILES_ONLY =
      """
      import java.io.*;
      import javax.annotation.processing.*;
      import javax.lang.model.element.*;
      import javax.tools.*;
      public class FilesOnly extends AbstractProcessor {
        @Override public java.util.Set<String> getSupportedAnnotationTypes() {
          return java.util.Set.of("*");
        }
        @Override public java.util.Set<String> getSupportedOptions() {
          return java.util.Set.of("classes");
        }
        @Override public javax.lang.model.SourceVersion getSupportedSourceVersion() {
          return javax.lang.model.SourceVersion.latest();
        }
        @Override public boolean process(
            java.util.Set<? extends TypeElement> annotations, RoundEnvironment round) {
          for (Element type : round.getRootElements()) {
            String name = type.getSimpleName().toString();
            if (type.getAnnotationMirrors().isEmpty() || name.endsWith("Workload")) {
              continue;
            }
            try {
              write("META-INF/x/manifests/shop/" + name + ".yaml", type);
              write("META-INF/x/workloads/shop." + name + ".json", type);
              if (processingEnv.getOptions().containsKey("classes")) {
                try (Writer w = processingEnv.getFiler()
                    .createSourceFile("shop." + name + "Workload", type).openWriter()) {
                  w.write("package shop;\\nimport javax.annotation.processing.Generated;\\n"
                      + "@Generated(\\"FilesOnly\\")\\npublic final class " + name + "Workload {\\n"
                      + "  public static final String NAME = \\"service\\";\\n}\\n");
                }
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return false;
        }
        private void write(String path, Element type) throws IOException {
          try (OutputStream out = processingEnv.getFiler()
              .createResource(StandardLocation.CLASS_OUTPUT, "", path, type).openOutputStream()) {
            out.write(new byte[1000]);
          }
        }
      }
      """;

  private final Path work;
  private final String api;
  private final String processor;
  private final String noOp;
  private final String filesOnly;
  private final PrintStream out;

  private CompileCost(Path work, List<Path> jars, Path api, PrintStream out) throws IOException {
    this.work = work;
    this.out = out;
    this.api = api.toString();
    this.processor = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    this.noOp = processor(work.resolve("no-op"), "NoOp", NO_OP).toString();
    this.filesOnly = processor(work.resolve("files-only"), "FilesOnly", FILES_ONLY).toString();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = 10;
    int least = 1;
    int most = Integer.MAX_VALUE;
    List<Path> jdks = new ArrayList<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--runs" -> runs = Integer.parseInt(args[i + 1]);
        case "--least" -> least = Integer.parseInt(args[i + 1]);
        case "--most" -> most = Integer.parseInt(args[i + 1]);
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
        cost.freshProcess(jdk, runs, least, most);
      }
      cost.warm(runs, least, most);
    } finally {
      delete(work);
    }
  }

  private void freshProcess(Path jdk, int runs, int least, int most)
      throws IOException, InterruptedException {
    out.println("Fresh process, " + release(jdk) + ", " + runs + " runs, ms (min / median):\n");
    header();
    for (Scenario scenario : Scenario.values()) {
      for (int classes : scenario.sizes) {
        if (classes < least || classes > most) {
          continue;
        }
        List<Path> sources = sources(scenario, classes);
        Map<String, long[]> times = new LinkedHashMap<>();
        for (int run = -1; run < runs; run++) {
          for (String kind : KINDS) {
            long time = javac(jdk, scenario, kind, sources);
            if (run >= 0) {
              times.computeIfAbsent(kind, k -> new long[runs])[run] = time;
            }
          }
        }
        row(scenario, times, classes);
      }
    }
    out.println();
  }

  private long javac(Path jdk, Scenario scenario, String kind, List<Path> sources)
      throws IOException, InterruptedException {
    Path classesDir = emptied(work.resolve("out"));
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/javac").toString());
    command.addAll(options(scenario, kind, classesDir));
    Path list = work.resolve("sources.txt");
    Files.write(list, sources.stream().map(Path::toString).toList());
    command.add("@" + list);
    long start = System.nanoTime();
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    long time = System.nanoTime() - start;
    if (exit != 0) {
      throw new IllegalStateException("javac failed: " + command);
    }
    return time;
  }

  private void warm(int runs, int least, int most) throws IOException {
    out.println(
        "Warm, one JVM ("
            + System.getProperty("java.version")
            + "), the processor in a fresh class loader each time, ms (min / median):\n");
    header();
    for (Scenario scenario :
        List.of(Scenario.OWN_CONTRACTS, Scenario.CONSTANTS, Scenario.SERVICES)) {
      for (int classes : new int[] {1, 100, 1000}) {
        if (classes < least || classes > most) {
          continue;
        }
        List<Path> sources = sources(scenario, classes);
        Map<String, long[]> times = new LinkedHashMap<>();
        for (int run = classes < 1000 ? -20 : -5; run < runs; run++) {
          for (String kind : KINDS) {
            long time = compileHere(scenario, kind, sources, emptied(work.resolve("out")));
            if (run >= 0) {
              times.computeIfAbsent(kind, k -> new long[runs])[run] = time;
            }
          }
        }
        row(scenario, times, classes);
      }
    }
    out.println();
  }

  private long compileHere(Scenario scenario, String kind, List<Path> sources, Path classesDir)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = options(scenario, kind, classesDir);
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

  private List<String> options(Scenario scenario, String kind, Path classesDir) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-cp",
                api + File.pathSeparator + work.resolve("contracts"),
                "-d",
                classesDir.toString()));
    switch (kind) {
      case "none" -> options.add("-proc:none");
      case "no-op" -> options.addAll(List.of("-processorpath", noOp));
      case "files" -> {
        options.addAll(List.of("-processorpath", filesOnly));
        if (scenario == Scenario.CONSTANTS) {
          options.add("-Aclasses");
        }
      }
      default -> {
        options.addAll(List.of("-processorpath", processor));
        if (scenario == Scenario.CONSTANTS) {
          options.add("-Asallyport.constants=true");
        }
      }
    }
    return options;
  }

  private void header() {
    out.println(
        "| compiled | no processor | no-op | files only | Sallyport"
            + " | adds to none | adds to no-op | adds to files only | each |");
    out.println("|---|---|---|---|---|---|---|---|---|");
  }

  private void row(Scenario scenario, Map<String, long[]> times, int classes) {
    StringBuilder row = new StringBuilder("| ");
    row.append(classes).append(' ').append(scenario.title);
    for (long[] each : times.values()) {
      Arrays.sort(each);
      row.append(" | ").append(millis(each[0])).append(" / ").append(millis(each[each.length / 2]));
    }
    long none = times.get("none")[0];
    long noOpTime = times.get("no-op")[0];
    long files = times.get("files")[0];
    long ours = times.get("sallyport")[0];
    row.append(" | ").append(millis(ours - none)).append(" | ").append(millis(ours - noOpTime));
    row.append(" | ").append(scenario == Scenario.PLAIN ? "" : millis(ours - files));
    row.append(" | ")
        .append(
            scenario == Scenario.PLAIN
                ? ""
                : String.format(Locale.ROOT, "%.2f", (ours - noOpTime) / 1e6 / classes));
    out.println(row.append(" |"));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos / 1e6);
  }

  /** A chain of services: each is called by the one before it and calls the next. */
  private List<Path> sources(Scenario scenario, int count) throws IOException {
    Path dir = Files.createDirectories(emptied(work.resolve("src")).resolve("shop"));
    Path contracts = Files.createDirectories(emptied(work.resolve("contracts-src")).resolve("api"));
    List<Path> sources = new ArrayList<>();
    List<String> contractSources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String workload = workload(i);
      String type = scenario == Scenario.SERVICES ? "api.Contract" : "Service";
      String text =
          switch (scenario) {
            case PLAIN ->
                "package shop;\npublic class Service"
                    + i
                    + " {\n  @Deprecated void old() {}\n"
                    + "  @Override public String toString() { return \"\"; }\n}\n";
            case OWN_CONTRACTS, CONSTANTS ->
                "package shop;\nimport dev.sallyport.*;\n"
                    + workload
                    + rules(i, count, type)
                    + "public class Service"
                    + i
                    + " {}\n";
            case SERVICES ->
                "package shop;\nimport dev.sallyport.*;\n"
                    + rules(i, count, type)
                    + "public class Service"
                    + i
                    + " implements api.Contract"
                    + i
                    + " {}\n";
          };
      Path file = dir.resolve("Service" + i + ".java");
      Files.writeString(file, text);
      sources.add(file);
      if (scenario == Scenario.SERVICES) {
        Path contract = contracts.resolve("Contract" + i + ".java");
        Files.writeString(
            contract,
            "package api;\nimport dev.sallyport.*;\n"
                + workload
                + "public interface Contract"
                + i
                + " {}\n");
        contractSources.add(contract.toString());
      }
    }
    if (!contractSources.isEmpty()) {
      List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none"));
      arguments.addAll(List.of("-cp", api, "-d", emptied(work.resolve("contracts")).toString()));
      arguments.addAll(contractSources);
      run(arguments);
    }
    return sources;
  }

  private static String workload(int i) {
    return "@Workload(name = \"service-"
        + i
        + "\", namespace = \"shop\",\n    labels = {\"app=service-"
        + i
        + "\", \"tier=backend\"}, ports = @Port(name = \"http\", number = 8080))\n";
  }

  private static String rules(int i, int count, String type) {
    return (i == 0 ? "" : "@AllowsIngressFrom(" + type + (i - 1) + ".class)\n")
        + (i == count - 1 ? "" : "@EgressTo(" + type + (i + 1) + ".class)\n")
        + "@EgressTo(cidr = \"192.0.2.0/24\", ports = \"443\", why = \"payments\")\n";
  }

  private static void run(List<String> arguments) {
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("does not compile: " + arguments);
    }
  }

  private static Path processor(Path root, String name, String text) throws IOException {
    Path dir = Files.createDirectories(root.resolve("META-INF/services"));
    Files.writeString(dir.resolve("javax.annotation.processing.Processor"), name + "\n");
    Path source = root.resolve(name + ".java");
    Files.writeString(source, text);
    run(List.of("--release", "17", "-proc:none", "-d", root.toString(), source.toString()));
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
