package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Message;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processors need what a round says; it is read once, and matters to no result who does. */
class RoundReadingTest {
  private static final String FRONTEND_APP =
      """
      package shop;

      @EgressTo(value = Orders.class, ports = "http")
      @EgressTo(cidr = "192.0.2.0/24", ports = "443")
      class FrontendApp implements Frontend {}
      """;

  private static final String ORDERS_APP =
      """
      package shop;

      @AllowsIngressFrom(value = Frontend.class, ports = "http")
      class OrdersApp implements Orders {}
      """;

  private static final String BOTH =
      """
      package shop;

      @EgressTo(cidr = "192.0.2.1/32", ports = "443")
      class Both implements Frontend, Orders {}
      """;

  @TempDir Path directory;

  /** Sources without a fault, with warnings, with errors, with rules that belong to nobody. */
  static List<List<String>> systems() {
    return List.of(
        List.of(Shop.FRONTEND, Shop.ORDERS, FRONTEND_APP, ORDERS_APP),
        List.of(Shop.FRONTEND, Shop.ORDERS, FRONTEND_APP),
        List.of(
            Shop.FRONTEND,
            Shop.ORDERS,
            ORDERS_APP,
            FRONTEND_APP.replace("192.0.2.0/24", "0.0.0.0/0")),
        List.of(
            Shop.FRONTEND,
            Shop.ORDERS,
            ORDERS_APP,
            FRONTEND_APP
                .replace("192.0.2.0/24", "0.0.0.0/0")
                .replace("class Front", "@SuppressWarnings(\"sallyport:SP034\") class Front")),
        List.of(
            Shop.FRONTEND,
            Shop.ORDERS,
            ORDERS_APP,
            FRONTEND_APP.replace("192.0.2.0/24", "192.0.2.1/24")),
        List.of(Shop.FRONTEND, Shop.ORDERS, FRONTEND_APP, ORDERS_APP, BOTH));
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_read_twice(TestCompiler compiler) {
    AtomicInteger reads = new AtomicInteger();
    Map<RoundEnvironment, RoundEnvironment> rounds = new IdentityHashMap<>();
    List<Processor> processors = new ArrayList<>();
    for (Processor processor : TestCompiler.processors()) {
      processors.add(
          new InRounds(
              processor, round -> rounds.computeIfAbsent(round, each -> counting(each, reads))));
    }

    Outcome outcome = compile(compiler, processors, systems().get(0));

    assertThat(outcome.success()).isTrue();
    assertThat(reads).hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void who_reads_for_itself_says_the_same(List<String> sources) {
    Outcome together = compile(TestCompiler.JAVAC, TestCompiler.processors(), sources);
    AtomicInteger reads = new AtomicInteger();
    List<Processor> processors = new ArrayList<>();
    for (Processor processor : TestCompiler.processors()) {
      processors.add(new InRounds(processor, round -> counting(round, reads)));
    }

    Outcome apart = compile(TestCompiler.JAVAC, processors, sources);

    assertThat(reads).hasValue(2);
    assertThat(apart.messages()).isEqualTo(together.messages());
    assertThat(apart.sallyport()).isEqualTo(together.sallyport());
  }

  @ParameterizedTest
  @MethodSource("systems")
  void the_order_of_the_two_changes_no_result(List<String> sources) {
    Outcome usual = compile(TestCompiler.JAVAC, TestCompiler.processors(), sources);
    List<Processor> swapped = TestCompiler.processors();
    Collections.swap(swapped, 0, 1);

    Outcome other = compile(TestCompiler.JAVAC, swapped, sources);

    assertThat(other.messages())
        .extracting(Message::toString)
        .containsExactlyInAnyOrderElementsOf(
            usual.messages().stream().map(Message::toString).toList());
    assertThat(other.sallyport()).isEqualTo(usual.sallyport());
  }

  private Outcome compile(TestCompiler compiler, List<Processor> processors, List<String> sources) {
    return compiler.compile(
        SourceFile.all(sources.toArray(String[]::new)),
        directory.resolve(String.valueOf(System.nanoTime())),
        processors,
        "-Asallyport.constants=true",
        "-classpath",
        TestCompiler.home(dev.sallyport.Workload.class));
  }

  private static RoundEnvironment counting(RoundEnvironment round, AtomicInteger reads) {
    return (RoundEnvironment)
        Proxy.newProxyInstance(
            RoundReadingTest.class.getClassLoader(),
            new Class<?>[] {RoundEnvironment.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getElementsAnnotatedWithAny")) {
                reads.incrementAndGet();
              }
              try {
                return method.invoke(round, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Gives a processor other rounds than the compiler does. */
  private static final class InRounds extends DelegatingProcessor {
    private final UnaryOperator<RoundEnvironment> rounds;

    InRounds(Processor processor, UnaryOperator<RoundEnvironment> rounds) {
      super(processor);
      this.rounds = rounds;
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return super.process(annotations, rounds.apply(round));
    }
  }
}
