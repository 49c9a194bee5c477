package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.CIDR_HOST_BITS;
import static dev.sallyport.check.FindingCode.NOT_A_PEER;
import static dev.sallyport.check.FindingCode.NO_PEER;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;
import static dev.sallyport.check.FindingCode.WIDE_WITHOUT_WHY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Message;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of an annotation type are checked where they are written, whoever bears it. */
class ComposedRulesTest {
  private static final String HOST_BITS =
      "10.0.0.1/8 has bits set beyond its prefix; write \"10.0.0.0/8\" for the block or "
          + "\"10.0.0.1/32\" for the one address";

  private static final String ZERO =
      "\"0\" is not a valid port: 0 is not a port number; it must be 1 to 65535";

  private static final String LOGGED =
      """
      package shop;

      @EgressTo(cidr = "10.0.0.1/8", ports = "0")
      public @interface Logged {}
      """;

  private static final String LOGGED_MARKED =
      LOGGED.replace("\"10", "«\"10").replace("\"0\"", "«\"0\"");

  private static final String USERS =
      """
      package shop;

      @Logged
      class OrdersApp implements Orders {
        @Logged void call() {}
      }
      """;

  @Test
  void are_found_wrong_though_nobody_bears_it() {
    Compiled.from(LOGGED_MARKED)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void are_found_wrong_once_however_many_bear_it() {
    Compiled.from(Shop.ORDERS, LOGGED_MARKED, USERS)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void are_found_wrong_once_where_another_annotation_carries_them_on() {
    Compiled.from(
            Shop.ORDERS,
            """
            package shop;

            @Logged
            @interface Audited {}
            """,
            LOGGED_MARKED,
            USERS.replace("@Logged", "@Audited"))
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void are_found_wrong_once_by_both_processors() {
    Compiled.from(
            Shop.ORDERS,
            LOGGED_MARKED,
            """
            package shop;

            @PartOf(Orders.class)
            class OrdersApp implements Orders {}
            """,
            """
            package shop;

            @Logged
            class Client {}
            """)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .andWrites(Shop.files("orders"));
  }

  @Test
  void are_found_wrong_as_far_as_they_depend_on_nobody() {
    Compiled.from(
            """
            package shop;

            «@EgressTo
            «@AllowsIngressFrom(value = Anywhere.class, ports = "http")
            @AllowsIngressFrom(SameNamespace.class)
            @EgressTo(KubeApi.class)
            @EgressTo(Stripe.class)
            @NeverReaches({KubeApi.class, String«.class})
            @interface Standard {}
            """,
            Shop.STRIPE)
        .error(
            NO_PEER,
            "this rule names no peer; give class tokens, pods, namespace or cidr. For everybody "
                + "write Anywhere.class")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (anywhere); say why = \"...\", or name the peers and ports that are "
                + "needed")
        .error(
            NOT_A_PEER,
            "java.lang.String is neither a @Workload, nor an @External, nor a built-in peer; "
                + "annotate it, or name the contract that it implements")
        .andWritesNothing();
  }

  @Test
  void are_found_wrong_for_a_bearer_where_they_depend_on_it() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @AllowsIngressFrom(cidr = «"10.0.0.1/8", ports = "metrics")
            @interface Scraped {}
            """,
            """
            package shop;

            «@Scraped
            class FrontendApp implements Frontend {}
            """)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(
            UNKNOWN_PORT_NAME,
            "workload \"frontend\" does not declare a port \"metrics\"; it declares http 8080/TCP"
                + " (from @shop.Scraped)")
        .andWritesNothing();
  }

  @Test
  void are_suppressed_at_the_annotation_type() {
    String traced =
        """
        package shop;

        @EgressTo(pods = «"app=collector,version=v2", ports = "4317")
        @interface Traced {}
        """;
    String app = "package shop;\n@Traced\nclass OrdersApp implements Orders {}\n";
    Compiled.from(Shop.ORDERS, traced, app)
        .warning(
            VERSION_LABEL,
            "\"app=collector,version=v2\" selects by \"version\", which changes with releases; "
                + "select by stable labels only")
        .andWrites(Shop.files("orders"));
    Compiled.from(
            Shop.ORDERS,
            traced
                .replace("«", "")
                .replace("@interface", "@SuppressWarnings(\"sallyport:SP031\") @interface"),
            app)
        .andWrites(Shop.files("orders"));
  }

  @ParameterizedTest
  @EnumSource
  void of_a_jar_are_found_wrong_where_it_is_borne(
      TestCompiler compiler, @TempDir Path jar, @TempDir Path module) {
    String dsl = TestCompiler.home(dev.sallyport.Workload.class);
    compiler.compile(
        List.of(SourceFile.of(LOGGED)), jar, List.of(), "-proc:none", "-classpath", dsl);
    Outcome outcome =
        compiler.compile(
            List.of(SourceFile.of(Shop.ORDERS), SourceFile.of(USERS)),
            module,
            TestCompiler.processors(),
            "-classpath",
            dsl + File.pathSeparator + jar.resolve("classes"));
    assertThat(outcome.sallyport()).isEmpty();
    assertThat(outcome.messages())
        .extracting(message -> message.line() + " " + message.text())
        .filteredOn(text -> text.contains("[SP"))
        .containsExactlyInAnyOrder(
            "3 [SP023] " + HOST_BITS + " (from @shop.Logged)",
            "3 [SP010] " + ZERO + " (from @shop.Logged)",
            "5 [SP023] " + HOST_BITS + " (from @shop.Logged)",
            "5 [SP010] " + ZERO + " (from @shop.Logged)");
  }

  @ParameterizedTest
  @EnumSource
  void name_a_class_that_exists(TestCompiler compiler, @TempDir Path directory) {
    Outcome outcome =
        compiler.compile(
            List.of(
                SourceFile.of(
                    """
                    package shop;

                    @EgressTo(value = Nobody.class, ports = "443")
                    @interface Standard {}
                    """)),
            directory,
            TestCompiler.processors(),
            "-classpath",
            TestCompiler.home(dev.sallyport.Workload.class));
    assertThat(outcome.messages()).extracting(Message::text).noneMatch(t -> t.startsWith("[SP"));
    assertThat(outcome.success()).isFalse();
  }
}
