package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of constants, as they stand in the golden files. */
class GeneratedClassTest {
  private static final Path GOLDENS = Path.of("src", "test", "resources", "goldens");

  @TempDir Path directory;

  @Test
  void pass_all_lints_of_code_and_documentation() throws Exception {
    int compiled = 0;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      for (List<Path> sources : byTest().values()) {
        StringWriter out = new StringWriter();
        List<String> options =
            List.of(
                "-proc:none",
                "-Xlint:all",
                "-Xdoclint:all/package",
                "-Werror",
                "-d",
                directory.toString());
        assertThat(
                compiler
                    .getTask(
                        out, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call())
            .as(() -> sources + "\n" + out)
            .isTrue();
        compiled += sources.size();
      }
    }
    assertThat(compiled).isGreaterThan(10);
  }

  @Test
  void are_documented_for_javadoc() throws Exception {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter out = new StringWriter();
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options =
          List.of("-quiet", "-Xdoclint:all", "-Werror", "-package", "-d", directory.toString());
      Path source =
          GOLDENS.resolve(
              Path.of(
                  "PeerOutputTest", "ranges_protocols_and_names", "shop", "MediaWorkload.java"));
      assertThat(
              javadoc
                  .getTask(out, files, null, null, options, files.getJavaFileObjects(source))
                  .call())
          .as(out::toString)
          .isTrue();
    }
    assertThat(directory.resolve(Path.of("shop", "MediaWorkload.html")))
        .content()
        .contains("The name of the workload and of its NetworkPolicy.");
  }

  @Test
  void say_who_generated_them() throws Exception {
    for (List<Path> sources : byTest().values()) {
      for (Path source : sources) {
        assertThat(source)
            .content()
            .contains("@Generated(\"dev.sallyport.processor.StatementProcessor\")");
      }
    }
  }

  private static Map<String, List<Path>> byTest() throws Exception {
    Map<String, List<Path>> sources = new TreeMap<>();
    try (Stream<Path> all = Files.walk(GOLDENS)) {
      for (Path path : all.filter(file -> file.toString().endsWith(".java")).toList()) {
        sources
            .computeIfAbsent(
                GOLDENS.relativize(path).subpath(0, 2).toString(), k -> new ArrayList<>())
            .add(path);
      }
    }
    return sources;
  }
}
