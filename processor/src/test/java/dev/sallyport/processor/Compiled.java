package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.FindingCode;
import dev.sallyport.processor.SourceFile.Mark;
import dev.sallyport.processor.TestCompiler.Message;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;

/**
 * Sources, and the findings that are expected in them. The n-th expectation belongs to the n-th
 * {@code «} of the sources. Compiled with javac, which shows each at its very place, and with
 * Eclipse's compiler, which often shows no more than the annotation.
 *
 * <pre>{@code
 * Compiled.from("""
 *     package shop;
 *     @Workload(name = «"Orders", labels = "app=orders")
 *     interface Orders {}
 *     """)
 *     .error(WORKLOAD_NAME, "...")
 *     .andWritesNothing();
 * }</pre>
 */
final class Compiled {
  private final List<SourceFile> sources;
  private final List<String> options;
  private final List<Mark> marks;
  private final List<Message> expected = new ArrayList<>();
  private int next;

  private Compiled(List<SourceFile> sources, List<String> options) {
    this.sources = sources;
    this.options = options;
    marks = sources.stream().flatMap(source -> source.marks().stream()).toList();
  }

  /** Sources to compile. */
  static Compiled from(String... sources) {
    return withOptions(List.of(), sources);
  }

  /** Sources to compile with options. */
  static Compiled withOptions(List<String> options, String... sources) {
    return new Compiled(SourceFile.all(sources), options);
  }

  /** Expects an error at the next mark. */
  Compiled error(FindingCode code, String message) {
    return at(Diagnostic.Kind.ERROR, "[" + code.id() + "] " + message);
  }

  /** Expects a warning at the next mark. */
  Compiled warning(FindingCode code, String message) {
    return at(Diagnostic.Kind.WARNING, "[" + code.id() + "] " + message);
  }

  /** Expects an error that has no place in the sources. */
  Compiled errorNowhere(FindingCode code, String message) {
    expected.add(new Message(Diagnostic.Kind.ERROR, "", 0, 0, "[" + code.id() + "] " + message));
    return this;
  }

  /** Expects a warning of javac itself that has no place in the sources. */
  Compiled javacWarns(String message) {
    expected.add(new Message(Diagnostic.Kind.WARNING, "", 0, 0, message));
    return this;
  }

  private Compiled at(Diagnostic.Kind kind, String message) {
    assertThat(next).as("a « for each expected finding").isLessThan(marks.size());
    Mark mark = marks.get(next++);
    expected.add(new Message(kind, mark.path(), mark.line(), mark.column(), message));
    return this;
  }

  /** Checks that exactly the expected findings are shown, and that nothing is written. */
  void andWritesNothing() {
    andWrites();
  }

  /**
   * Checks that exactly the expected findings are shown, at exactly their places, and that nothing
   * but the given files is written under {@code META-INF/sallyport}.
   */
  void andWrites(String... files) {
    assertThat(next).as("an expected finding for each «").isEqualTo(marks.size());
    for (TestCompiler compiler : TestCompiler.values()) {
      Outcome outcome = compile(compiler);
      boolean exact = compiler == TestCompiler.JAVAC;
      assertThat(lines(outcome.messages(), exact))
          .as("findings on %s", compiler)
          .isEqualTo(lines(expected, exact));
      assertThat(outcome.sallyport().keySet())
          .as("files by %s", compiler)
          .containsExactlyInAnyOrder(files);
    }
  }

  /** The text of a file under {@code META-INF/sallyport}, written by javac. */
  String text(String file) {
    Outcome outcome = compile(TestCompiler.JAVAC);
    assertThat(outcome.sallyport()).containsKey(file);
    return outcome.sallyport().get(file);
  }

  /** All that a compiler shows. */
  List<String> messages(TestCompiler compiler) {
    return lines(compile(compiler).messages(), true);
  }

  private Outcome compile(TestCompiler compiler) {
    try {
      Path directory = Files.createTempDirectory("compiled");
      try {
        return compiler.compile(
            sources,
            directory,
            TestCompiler.processors(),
            Stream.concat(
                    Stream.of("-classpath", TestCompiler.home(dev.sallyport.Workload.class)),
                    options.stream())
                .toArray(String[]::new));
      } finally {
        try (Stream<Path> paths = Files.walk(directory)) {
          for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Eclipse's compiler shows no place for a finding at a package, or at a component of a record, so
   * that is in the text there.
   */
  private static String withoutPlace(Message finding) {
    return finding.text().replaceFirst(" \\(@.* on (package )?[\\w.()]+\\)$", "");
  }

  /** On Eclipse's compiler without places, and without what it says itself. */
  private static List<String> lines(List<Message> findings, boolean exact) {
    return findings.stream()
        .filter(finding -> exact || finding.text().startsWith("[SP"))
        .map(finding -> exact ? finding.toString() : finding.kind() + " " + withoutPlace(finding))
        .sorted()
        .toList();
  }
}
