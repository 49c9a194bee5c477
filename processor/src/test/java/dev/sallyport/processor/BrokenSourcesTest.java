package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the sources are: what comes out are the compiler's errors and Sallyport's, never an
 * exception of the processor.
 */
class BrokenSourcesTest {
  @Property(tries = 60, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor(@ForAll("parsable") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(compiler, sources);
    }
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor_with_what_cannot_be_parsed(
      @ForAll("unparsable") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(compiler, sources);
    }
  }

  /** Compilers call no processor when a value has a wrong type, so here all types are right. */
  @Property(tries = 80, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor_when_it_is_called(@ForAll("welltyped") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      boolean found = check(compiler, sources);
      Statistics.label(compiler + " comes to findings")
          .collect(found)
          .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
    }
  }

  @Provide
  Arbitrary<List<SourceFile>> parsable() {
    return BrokenSources.parsable();
  }

  @Provide
  Arbitrary<List<SourceFile>> unparsable() {
    return BrokenSources.unparsable();
  }

  @Provide
  Arbitrary<List<SourceFile>> welltyped() {
    return WelltypedSources.all();
  }

  /** Compiles, and checks that the processor came to its end; whether it found something. */
  private static boolean check(TestCompiler compiler, List<SourceFile> sources) {
    AtomicBoolean found = new AtomicBoolean();
    assertThatCode(() -> found.set(compile(compiler, sources)))
        .as(
            () ->
                compiler
                    + " on\n"
                    + String.join("\n", sources.stream().map(SourceFile::text).toList()))
        .doesNotThrowAnyException();
    return found.get();
  }

  private static boolean compile(TestCompiler compiler, List<SourceFile> sources)
      throws IOException {
    Path directory = Files.createTempDirectory("broken");
    try {
      boolean module = sources.stream().anyMatch(file -> file.path().contains("module-info"));
      Outcome outcome =
          compiler.compile(
              sources,
              directory,
              TestCompiler.processors(),
              "-Asallyport.constants=true",
              module ? "--module-path" : "-classpath",
              TestCompiler.home(dev.sallyport.Workload.class));
      String all = outcome.output() + outcome.messages();
      assertThat(all)
          .doesNotContain("An annotation processor threw")
          .doesNotContain("dev.sallyport.processor.")
          .doesNotContain("\tat ")
          .doesNotContain("Internal compiler error");
      if (!outcome.success()) {
        assertThat(outcome.messages()).isNotEmpty();
      }
      return outcome.messages().stream().anyMatch(message -> message.text().startsWith("[SP"));
    } finally {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Example
  void nothing_at_all() {
    check(TestCompiler.JAVAC, List.of(SourceFile.named("Empty", "")));
    check(TestCompiler.ECJ, List.of(SourceFile.named("Empty", "")));
  }

  @Example
  void two_classes_of_one_name() {
    String orders = "package shop;\n@EgressTo(Missing.class) class Twice implements Orders {}";
    for (TestCompiler compiler : TestCompiler.values()) {
      check(
          compiler,
          List.of(
              SourceFile.of(SourcesAround.ORDERS),
              SourceFile.named("One", orders),
              SourceFile.named("Two", orders)));
    }
  }

  @Example
  void a_module_that_requires_nothing() {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(
          compiler,
          List.of(
              SourceFile.of(SourcesAround.ORDERS),
              SourceFile.named("module-info", "module shop.alone {}")));
    }
  }
}
