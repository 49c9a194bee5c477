package dev.sallyport.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Compiles the sources of a test, without a warning, and compares all that comes out (manifests,
 * contract records, generated classes) with the golden files of the test. {@code
 * -DupdateGoldens=true} writes these anew.
 */
final class GoldenCompiler implements BeforeEachCallback {
  private Goldens goldens;

  @Override
  public void beforeEach(ExtensionContext test) {
    goldens = Goldens.of(test.getRequiredTestClass(), test.getRequiredTestMethod().getName());
  }

  void compile(String... sources) {
    compile("-Xlint:all", sources);
  }

  void compile(String lint, String[] sources) {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(TestCompiler.processors())
            .withOptions(lint, "-Werror", "-Asallyport.constants=true")
            .compile(
                SourceFile.all(sources).stream()
                    .map(
                        file ->
                            JavaFileObjects.forSourceString(
                                file.path().replace(".java", "").replace('/', '.'), file.text()))
                    .toList());
    assertThat(compilation).succeededWithoutWarnings();
    goldens.check(compilation.generatedFiles());
  }
}
