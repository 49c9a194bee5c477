package dev.sallyport.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that the processor has to work in, on real files, through {@code javax.tools}. */
enum TestCompiler {
  JAVAC {
    @Override
    JavaCompiler create() {
      return ToolProvider.getSystemJavaCompiler();
    }

    @Override
    List<String> level() {
      return List.of();
    }
  },
  ECJ {
    @Override
    JavaCompiler create() {
      return new EclipseCompiler();
    }

    @Override
    List<String> level() {
      return List.of("-source", "17", "-target", "17");
    }
  };

  abstract JavaCompiler create();

  /** The options that choose the language; javac's own is at least 17. */
  abstract List<String> level();

  /** The processors in the order in which their services are registered. */
  static List<Processor> processors() {
    return new ArrayList<>(
        List.of(new ModuleProcessor(), new StatementProcessor(), new VocabularyProcessor()));
  }

  /**
   * Compiles files of a directory into another.
   *
   * @param sources what to compile, in this order
   * @param directory holds {@code src}, which is written, and {@code classes}
   * @param processors the processors; null to have them found on the processor path
   */
  Outcome compile(
      List<SourceFile> sources, Path directory, List<Processor> processors, String... options) {
    try {
      return run(sources, directory, processors, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run(
      List<SourceFile> sources, Path directory, List<Processor> processors, String... options)
      throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path generated = Files.createDirectories(directory.resolve("generated"));
    List<File> files = new ArrayList<>();
    for (SourceFile source : sources) {
      Path file = directory.resolve("src").resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text(), UTF_8);
      files.add(file.toFile());
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = create();
    StringWriter out = new StringWriter();
    boolean success;
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
      List<String> all = new ArrayList<>();
      // Eclipse's compiler wants its own directories as options too.
      all.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
      all.addAll(level());
      all.addAll(List.of("-encoding", "UTF-8"));
      all.addAll(List.of(options));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              out, manager, diagnostics, all, null, manager.getJavaFileObjectsFromFiles(files));
      if (processors != null) {
        task.setProcessors(processors);
      }
      success = task.call();
    }
    return new Outcome(
        success,
        messages(diagnostics.getDiagnostics()),
        out.toString(),
        files(classes),
        files(generated));
  }

  private static List<Message> messages(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    List<Message> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
      String path = "";
      if (diagnostic.getSource() != null) {
        String whole = diagnostic.getSource().toUri().getPath();
        path = whole.substring(whole.indexOf("/src/") + "/src/".length());
      }
      messages.add(
          new Message(
              diagnostic.getKind(),
              path,
              Math.max(0, diagnostic.getLineNumber()),
              Math.max(0, diagnostic.getColumnNumber()),
              diagnostic.getMessage(Locale.ROOT)));
    }
    return messages;
  }

  /** The jar or directory that holds a class. */
  static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All files under a directory, by relative path. */
  static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            directory.relativize(path).toString().replace(File.separatorChar, '/'),
            Files.readAllBytes(path));
      }
    }
    return files;
  }

  /**
   * One diagnostic.
   *
   * @param kind its kind
   * @param path the source file; empty if it has no place
   * @param line the line, from 1; 0 if it has no place
   * @param column the column, from 1; 0 if it has no place
   * @param text the message
   */
  record Message(Diagnostic.Kind kind, String path, long line, long column, String text) {
    @Override
    public String toString() {
      return kind + " " + path + ":" + line + ":" + column + " " + text;
    }
  }

  /**
   * What came out.
   *
   * @param success whether the compiler says so
   * @param messages all diagnostics
   * @param output what the compiler printed beside them
   * @param classes the class output
   * @param sources the generated sources
   */
  record Outcome(
      boolean success,
      List<Message> messages,
      String output,
      Map<String, byte[]> classes,
      Map<String, byte[]> sources) {

    /** The files under {@code META-INF/sallyport}, as text. */
    Map<String, String> sallyport() {
      Map<String, String> files = new TreeMap<>();
      for (Map.Entry<String, byte[]> file : classes.entrySet()) {
        if (file.getKey().startsWith("META-INF/sallyport/")) {
          files.put(
              file.getKey().substring("META-INF/sallyport/".length()),
              new String(file.getValue(), UTF_8));
        }
      }
      return files;
    }
  }
}
