package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is known of a statement is checked though a part of it is missing. Both compilers show that
 * at its line, in the last round. Where a constant is missing in an annotation that is repeated on
 * one element, javac calls no processor.
 */
class NeverCompleteTest {
  private static final String HOST_BITS =
      "[SP023] 10.0.0.1/8 has bits set beyond its prefix; write \"10.0.0.0/8\" for the block or "
          + "\"10.0.0.1/32\" for the one address";

  private static final String ZERO =
      "[SP010] \"0\" is not a valid port: 0 is not a port number; it must be 1 to 65535";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void a_rule_beside_one_that_names_a_missing_class(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                """
                package shop;

                @Workload(name = "p", labels = "app=p")
                @AllowsIngressFrom(Missing.class)
                @EgressTo(cidr = "10.0.0.1/8", ports = "0")
                class P {}
                """))
        .containsExactlyInAnyOrder("5 " + HOST_BITS, "5 " + ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void the_rest_of_a_rule_of_which_a_part_is_missing(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                """
                package shop;

                @Workload(name = "p", labels = "app=p", ports = @Port(name = "http", number = 80))
                @AllowsIngressFrom(value = {Missing.class, String.class}, ports = "htpp")
                @EgressTo(value = Missing.class, ports = "0")
                class P {
                  @EgressTo(cidr = "10.0.0.1/8", ports = Missing.PORT)
                  void call() {}
                }
                """))
        .containsExactlyInAnyOrder(
            "4 [SP040] java.lang.String is neither a @Workload, nor an @External, nor a built-in"
                + " peer; annotate it, or name the contract that it implements",
            "4 [SP015] workload \"p\" does not declare a port \"htpp\"; did you mean \"http\"?",
            "5 " + ZERO,
            "7 " + HOST_BITS);
  }

  @ParameterizedTest
  @EnumSource
  void what_may_be_missing_is_no_error(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                """
                package shop;

                @Workload(name = "p", labels = "app=p")
                @EgressTo(value = Missing.class, ports = {"443", "http"})
                @AllowsIngressFrom(value = Missing.class)
                @NeverReaches(Missing.class)
                class P {
                  @EgressTo(value = Internet.class, ports = "443", why = Missing.WHY) void a() {}
                  @EgressTo(value = SameNamespace.class, ports = Missing.PORT) void b() {}
                  @EgressTo(pods = Missing.PODS, ports = "443") void c() {}
                  @EgressTo(cidr = Missing.CIDR, except = "10.0.0.0/8", ports = "443") void d() {}
                }
                """,
                """
                package shop;

                @Workload(name = "q", labels = Missing.LABELS, ports = @Port(number = Missing.PORT))
                @AllowsIngressFrom(SameNamespace.class)
                @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
                class Q {}
                """,
                """
                package shop;

                @EgressTo(KubeApi.class)
                @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
                class Other implements Missing {}
                """,
                "package shop;\n@PartOf(Missing.class) @EgressTo(KubeApi.class) class Part {}\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void the_rules_of_a_class_of_which_a_supertype_is_missing(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                """
                package shop;

                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                class Q extends Missing {
                  @EgressTo(pods = "app=a", ports = "0")
                  void call() {}
                }
                """))
        .containsExactlyInAnyOrder("3 " + HOST_BITS, "5 " + ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void the_rules_of_a_contract_of_which_a_part_is_missing(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                """
                package shop;

                @Workload(name = Missing.NAME, labels = "app=p")
                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                class P {}
                """))
        .containsExactly("4 " + HOST_BITS);
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_that_waits_for_others_to_be_bound(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                Shop.ORDERS,
                """
                package shop;

                @AllowsIngressFrom(Missing.class)
                class OrdersApp implements Orders {}
                """,
                """
                package shop;

                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                class Client {}
                """))
        .containsExactly("3 " + HOST_BITS);
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_that_was_bound_and_checked_before_is_shown_once(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                Shop.ORDERS,
                """
                package shop;

                @PartOf(Orders.class)
                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                class OrdersApp implements Orders {}
                """,
                """
                package shop;

                @EgressTo(Missing.class)
                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                class Client {}
                """))
        .containsExactlyInAnyOrder("4 " + HOST_BITS, "4 " + HOST_BITS);
  }

  @ParameterizedTest
  @EnumSource
  void an_annotation_type_that_names_a_missing_class(TestCompiler compiler) {
    assertThat(
            findings(
                compiler,
                Shop.ORDERS,
                """
                package shop;

                @EgressTo(Missing.class)
                @EgressTo(cidr = "10.0.0.1/8", ports = "80")
                @interface Standard {}
                """,
                """
                package shop;

                @Standard
                class OrdersApp implements Orders {}
                """,
                """
                package shop;

                @Standard
                class Client {}
                """))
        .containsExactly("4 " + HOST_BITS);
  }

  private List<String> findings(TestCompiler compiler, String... sources) {
    Outcome outcome =
        compiler.compile(
            SourceFile.all(sources),
            directory,
            TestCompiler.processors(),
            "-classpath",
            TestCompiler.home(dev.sallyport.Workload.class));
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.sallyport()).isEmpty();
    return outcome.messages().stream()
        .filter(message -> message.text().startsWith("[SP"))
        .map(message -> message.line() + " " + message.text())
        .toList();
  }
}
