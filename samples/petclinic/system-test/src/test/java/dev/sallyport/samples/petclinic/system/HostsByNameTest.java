package dev.sallyport.samples.petclinic.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.samples.evidence.ReadmeSection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiler says to a rule that names a host. */
class HostsByNameTest {
  private static final String SOURCE =
      """
      @External(host = "api.openai.com", ports = @Port(number = 443))
      interface OpenAi {}

      @EgressTo(OpenAi.class)
      final class Answers implements GenAi {}
      """;
  private static final String IMPORTS =
      """
      import dev.sallyport.EgressTo;
      import dev.sallyport.External;
      import dev.sallyport.Port;
      import dev.sallyport.samples.petclinic.GenAi;
      """;

  @TempDir private Path output;

  @Test
  void are_refused_with_the_ways_out() {
    assertThat(errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(Locale.ROOT))
                  .contains("SP047")
                  .contains("api.openai.com")
                  .contains("cidrs");
              assertThat(line(error)).isEqualTo("@EgressTo(OpenAi.class)");
            });
  }

  @Test
  void leave_no_manifest() {
    assertThat(errors()).isNotEmpty();
    assertThat(output.resolve("META-INF/sallyport/manifests/petclinic/genai-service.yaml"))
        .doesNotExist();
  }

  @Test
  void the_readme_shows_it() {
    StringBuilder text = new StringBuilder("```java\n").append(SOURCE).append("```\n\n");
    text.append("The compiler says:\n\n```\n");
    for (var error : errors()) {
      text.append(line(error)).append('\n').append(error.getMessage(Locale.ROOT)).append('\n');
    }
    text.append("```\n");
    ReadmeSection section = new ReadmeSection(Path.of("../README.md"), "host");
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      section.write(text.toString());
    }
    assertThat(section.read()).isEqualTo(text.toString());
  }

  private static String line(Diagnostic<? extends JavaFileObject> error) {
    return (IMPORTS + SOURCE).lines().toList().get((int) error.getLineNumber() - 1);
  }

  private List<Diagnostic<? extends JavaFileObject>> errors() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      List<String> options =
          List.of(
              "-d",
              output.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-processorpath",
              System.getProperty("java.class.path"));
      JavaFileObject source =
          new SimpleJavaFileObject(
              URI.create("string:///Answers.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return IMPORTS + SOURCE;
            }
          };
      compiler
          .getTask(new StringWriter(), files, diagnostics, options, null, List.of(source))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }
}
