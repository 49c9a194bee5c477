package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Message;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another processor generates is waited for. */
class LaterRoundTest {
  private static final String LIMITS =
      """
      package shop;

      class Limits {
        static final String PORT = "8443";
        static final String LABEL = "app=generated";
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void a_contract_that_is_generated_can_be_named(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(Shop.ORDERS),
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(value = Orders.class, ports = "http")
            class FrontendApp implements Frontend {}
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().keySet()).containsExactlyInAnyOrder(Shop.files("frontend"));
    assertThat(outcome.sallyport().get("manifests/_/frontend.yaml")).contains("port: 8080");
  }

  @ParameterizedTest
  @EnumSource
  void a_contract_that_is_generated_can_be_implemented(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(Shop.ORDERS),
            """
            package shop;

            @AllowsIngressFrom(SameNamespace.class)
            class OrdersApp implements Orders {}
            """,
            """
            package shop;

            @EgressTo(value = SameNamespace.class, ports = "1")
            class Client {}
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().keySet())
        .containsExactlyInAnyOrder(Shop.files("orders", "orders.shop.client"));
  }

  @ParameterizedTest
  @EnumSource
  void a_constant_that_is_generated_can_stand_in_a_rule(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(LIMITS),
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(pods = "app=far", ports = Limits.PORT)
            class FrontendApp implements Frontend {}
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().get("manifests/_/frontend.yaml")).contains("port: 8443");
  }

  @ParameterizedTest
  @EnumSource
  void a_constant_that_is_generated_can_stand_in_a_contract(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(LIMITS),
            """
            package shop;

            @Workload(name = "orders", labels = Limits.LABEL)
            interface Orders {}
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sources()).containsKey("shop/OrdersWorkload.java");
  }

  /** Eclipse's compiler does not wait for constants in package-info.java. */
  @Test
  void a_constant_that_is_generated_can_stand_in_a_namespace() {
    Outcome outcome =
        compile(
            TestCompiler.JAVAC,
            List.of(LIMITS),
            """
            @Namespace(value = "shop", labels = shop.Limits.LABEL, defaultDeny = true)
            package shop;
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().keySet()).containsExactly("manifests/shop/default-deny.yaml");
  }

  @ParameterizedTest
  @EnumSource
  void a_contract_that_waits_has_its_constants_written_once(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(Shop.FRONTEND),
            """
            package shop;

            class All {
              @Workload(name = "orders", labels = "app=orders")
              @EgressTo(Frontend.class)
              static class Orders {}

              @Workload(name = "other", labels = "app=other")
              static class Other {}
            }
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().keySet())
        .containsExactlyInAnyOrder(Shop.files("orders", "other"));
    assertThat(outcome.sources().keySet())
        .contains("shop/All_OrdersWorkload.java", "shop/All_OtherWorkload.java");
  }

  @ParameterizedTest
  @EnumSource
  void a_later_round_remembers_who_implements_the_only_workload(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(Shop.FRONTEND),
            Shop.ORDERS,
            """
            package shop;

            @AllowsIngressFrom(SameNamespace.class)
            class OrdersApp implements Orders {}
            """,
            """
            package shop;

            @EgressTo(value = SameNamespace.class, ports = "1")
            class Client {}
            """);
    assertThat(problems(outcome)).isEmpty();
    assertThat(outcome.sallyport().keySet())
        .containsExactlyInAnyOrder(Shop.files("orders", "orders.shop.client"));
  }

  @ParameterizedTest
  @EnumSource
  void a_half_open_connection_is_found_after_the_wait(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(LIMITS),
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            @EgressTo(Orders.class)
            class FrontendApp implements Frontend {
              @EgressTo(pods = "app=far", ports = Limits.PORT)
              void call() {}
            }
            """,
            """
            package shop;

            @PartOf(Orders.class)
            class OrdersApp implements Orders {}
            """);
    assertThat(problems(outcome))
        .singleElement()
        .asString()
        .contains("[SP051] workload \"frontend\" declares egress to \"orders\"");
  }

  @ParameterizedTest
  @EnumSource
  void what_is_never_generated_is_the_compilers_own_error(TestCompiler compiler) {
    Outcome outcome =
        compile(
            compiler,
            List.of(),
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(Nobody.class)
            class FrontendApp implements Frontend {}
            """);
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.messages()).noneMatch(message -> message.text().startsWith("[SP"));
    assertThat(outcome.messages()).anyMatch(message -> message.text().contains("Nobody"));
    assertThat(outcome.sallyport()).isEmpty();
  }

  /** Errors, and all that Sallyport says. */
  private static List<String> problems(Outcome outcome) {
    return outcome.messages().stream()
        .filter(m -> m.kind() == Diagnostic.Kind.ERROR || m.text().startsWith("["))
        .map(Message::toString)
        .toList();
  }

  private Outcome compile(TestCompiler compiler, List<String> generated, String... sources) {
    List<Processor> processors = TestCompiler.processors();
    processors.add(0, new Generating(SourceFile.all(generated.toArray(new String[0]))));
    return compiler.compile(
        SourceFile.all(sources),
        directory,
        processors,
        "-Asallyport.constants=true",
        "-classpath",
        TestCompiler.home(dev.sallyport.Workload.class));
  }

  /** Generates sources in the first round. */
  private static final class Generating extends AbstractProcessor {
    private final List<SourceFile> rest;

    Generating(List<SourceFile> sources) {
      rest = new ArrayList<>(sources);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (SourceFile source : rest) {
        String name = source.path().substring(0, source.path().length() - 5).replace('/', '.');
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          writer.write(source.text());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      rest.clear();
      return false;
    }
  }
}
