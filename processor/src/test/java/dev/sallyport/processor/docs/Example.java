package dev.sallyport.processor.docs;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.sallyport.processor.ModuleProcessor;
import dev.sallyport.processor.StatementProcessor;
import dev.sallyport.processor.VocabularyProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Java of the documentation, compiled. A block may hold several packages: annotations before a
 * {@code package} line are that package's, the types behind it are in it. Types without such a line
 * are in package {@code shop}. The language is imported.
 */
record Example(Compilation compilation) {
  private static final String IMPORT = "import dev.sallyport.*;";
  private static final String FILES = "/CLASS_OUTPUT/META-INF/sallyport/";

  /** A package line, with the annotations right above it. */
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^((?:@[^\\n]*\\n(?:[ )][^\\n]*\\n)*)*)package ([\\w.]+);[^\\n]*\\n");

  private static final Pattern CODE = Pattern.compile("\\[(SP\\d{3})\\]");

  /** Compiles a block. */
  static Example compile(String block, String... options) {
    List<JavaFileObject> sources = new ArrayList<>();
    Matcher packages = PACKAGE.matcher(block);
    List<MatchResult> found = packages.results().toList();
    if (found.isEmpty()) {
      types("shop", block, sources);
    }
    for (int i = 0; i < found.size(); i++) {
      MatchResult line = found.get(i);
      String name = line.group(2);
      if (!line.group(1).isEmpty()) {
        sources.add(
            JavaFileObjects.forSourceString(
                name + ".package-info", line.group(1) + "package " + name + "; " + IMPORT));
      }
      int end = i + 1 < found.size() ? found.get(i + 1).start() : block.length();
      types(name, block.substring(line.end(), end), sources);
    }
    return new Example(
        Compiler.javac()
            .withProcessors(
                new ModuleProcessor(), new StatementProcessor(), new VocabularyProcessor())
            .withOptions((Object[]) options)
            .compile(sources));
  }

  /** Public types may stand together here, where a file may hold only one. */
  private static void types(String packageName, String text, List<JavaFileObject> sources) {
    if (!text.isBlank()) {
      String imports = text.replaceAll("(?m)^(?!import ).*\\n?", "");
      String types = text.replaceAll("(?m)^import .*\\n", "").replaceAll("(?m)^public (?=\\w)", "");
      sources.add(
          JavaFileObjects.forSourceString(
              packageName + ".Example",
              "package " + packageName + "; " + IMPORT + "\n" + imports + types));
    }
  }

  /** The codes of all findings. */
  List<String> codes() {
    TreeSet<String> codes = new TreeSet<>();
    for (Diagnostic<?> diagnostic : compilation.diagnostics()) {
      Matcher code = CODE.matcher(diagnostic.getMessage(Locale.ROOT));
      if (code.find()) {
        codes.add(code.group(1));
      }
    }
    return List.copyOf(codes);
  }

  /** What the compiler says that is no finding. */
  List<String> otherErrors() {
    List<String> errors = new ArrayList<>();
    for (Diagnostic<?> diagnostic : compilation.errors()) {
      if (!CODE.matcher(diagnostic.getMessage(Locale.ROOT)).find()) {
        errors.add(diagnostic.toString());
      }
    }
    return errors;
  }

  /** The files under {@code META-INF/sallyport}. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      String path = file.toUri().getPath();
      if (path.startsWith(FILES)) {
        try {
          files.put(path.substring(FILES.length()), file.getCharContent(false).toString());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }
}
