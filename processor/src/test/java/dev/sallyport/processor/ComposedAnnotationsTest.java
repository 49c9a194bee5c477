package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Annotations of the application's own that carry rules, wherever they stand. */
class ComposedAnnotationsTest {
  /** May be repeated, and may stand on anything. */
  private static final String MONITORED =
      """
      package shop;

      @AllowsIngressFrom(pods = "app=prometheus", ports = "metrics")
      @java.lang.annotation.Repeatable(Monitored.Several.class)
      @interface Monitored {
        String value();

        @interface Several {
          Monitored[] value();
        }
      }
      """;

  private static final String UNKNOWN_METRICS =
      "workload \"frontend\" does not declare a port \"metrics\"; it declares http 8080/TCP";

  private static final String FROM_MONITORED = " (from @shop.Monitored)";

  private static final String MISSING_FRONTEND =
      "[SP040] this annotation carries a rule that names shop.Frontend, which is not on the class"
          + " path, so nothing can be written; add the jar that declares it";

  private static String manifest(String... sources) {
    String[] all = new String[sources.length + 1];
    System.arraycopy(sources, 0, all, 1, sources.length);
    all[0] = Shop.ORDERS;
    return Compiled.from(all).text("manifests/_/orders.yaml");
  }

  @Test
  void repeated_in_a_container_of_their_own_keep_their_rules() {
    assertThat(
            manifest(
                MONITORED,
                """
                package shop;

                @Monitored("one")
                @Monitored("two")
                class OrdersApp implements Orders {}
                """))
        .contains(
            "through @Monitored(\"one\") on shop.OrdersApp",
            "through @Monitored(\"two\") on shop.OrdersApp",
            "app: prometheus",
            "port: 9090");
  }

  @Test
  void repeated_on_an_annotation_keep_their_rules() {
    assertThat(
            manifest(
                MONITORED,
                """
                package shop;

                @Monitored("one")
                @Monitored("two")
                @interface Standard {}
                """,
                """
                package shop;

                @Standard
                class OrdersApp implements Orders {}
                """))
        .contains("through @Standard on shop.OrdersApp", "app: prometheus");
  }

  @Test
  void held_by_an_annotation_that_repeats_nothing_carry_nothing() {
    assertThat(
            manifest(
                """
                package shop;

                @EgressTo(pods = "app=logs", ports = "514")
                @interface Logged {}
                """,
                """
                package shop;

                @interface Example {
                  Logged[] value();
                }
                """,
                """
                package shop;

                @PartOf(Orders.class)
                @Example({@Logged})
                class OrdersApp implements Orders {}
                """))
        .doesNotContain("logs");
  }

  @Test
  void with_rules_for_values_or_on_the_use_of_a_type_carry_nothing() {
    assertThat(
            manifest(
                """
                package shop;

                @interface Calls {
                  EgressTo[] value();
                }
                """,
                """
                package shop;

                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                @EgressTo(pods = "app=used", ports = "514")
                @interface Used {}
                """,
                """
                package shop;

                @PartOf(Orders.class)
                @Calls({@EgressTo(pods = "app=called", ports = "514")})
                class OrdersApp implements Orders {
                  @Used String field;
                }
                """))
        .doesNotContain("called", "used");
  }

  @Test
  void on_fields_and_parameters_keep_their_rules_beside_others() {
    assertThat(
            manifest(
                """
                package shop;

                @EgressTo(pods = "app=cache", ports = "6379")
                @interface Cached {}
                """,
                """
                package shop;

                @AllowsIngressFrom(SameNamespace.class)
                class OrdersApp implements Orders {
                  @Cached int field;

                  OrdersApp(@Cached int parameter) {}
                }
                """))
        .contains(
            "through @Cached on shop.OrdersApp.<init>().parameter\n",
            "through @Cached on shop.OrdersApp.field\n",
            "app: cache");
  }

  @Test
  void on_a_module_belong_to_its_only_workload(@TempDir Path directory) {
    Outcome outcome =
        TestCompiler.JAVAC.compile(
            List.of(
                SourceFile.named(
                    "module-info", "@shop.Cached module shop { requires static dev.sallyport; }"),
                SourceFile.of(Shop.ORDERS),
                SourceFile.of(
                    """
                    package shop;

                    @EgressTo(pods = "app=cache", ports = "6379")
                    public @interface Cached {}
                    """),
                SourceFile.of("package shop;\nclass OrdersApp implements Orders {}\n")),
            directory,
            TestCompiler.processors(),
            "--module-path",
            TestCompiler.home(dev.sallyport.Workload.class));
    assertThat(outcome.sallyport().get("manifests/_/orders.shop.yaml"))
        .contains("through @Cached on module shop\n", "app: cache");
  }

  @ParameterizedTest
  @EnumSource
  void of_a_jar_need_the_contracts_that_they_name(
      TestCompiler compiler, @TempDir Path jar, @TempDir Path module) throws IOException {
    String dsl = TestCompiler.home(dev.sallyport.Workload.class);
    compiler.compile(
        List.of(
            SourceFile.of(Shop.FRONTEND),
            SourceFile.of(
                """
                package shop;

                @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
                @AllowsIngressFrom(value = Frontend.class, ports = "http")
                public @interface Standard {}
                """)),
        jar,
        TestCompiler.processors(),
        "-classpath",
        dsl);
    Files.delete(jar.resolve(Path.of("classes", "shop", "Frontend.class")));
    Outcome outcome =
        compiler.compile(
            List.of(
                SourceFile.of(Shop.ORDERS),
                SourceFile.of("package shop;\n@Standard\nclass OrdersApp implements Orders {}\n"),
                SourceFile.of("package shop;\nclass Client { @Standard void call() {} }\n")),
            module,
            TestCompiler.processors(),
            "-classpath",
            dsl + File.pathSeparator + jar.resolve("classes"));
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.sallyport()).isEmpty();
    assertThat(outcome.messages())
        .extracting(message -> message.path() + ":" + message.line() + " " + message.text())
        .filteredOn(text -> text.contains("[SP"))
        .containsExactlyInAnyOrder(
            "shop/OrdersApp.java:2 " + MISSING_FRONTEND, "shop/Client.java:2 " + MISSING_FRONTEND);
  }

  @Test
  @Shows(UNKNOWN_PORT_NAME)
  void are_shown_each_where_it_stands() {
    Compiled.from(
            Shop.FRONTEND,
            MONITORED,
            """
            package shop;

            «@Monitored("one")
            @Deprecated
            «@Monitored("two")
            class FrontendApp implements Frontend {
              «@Monitored("three") int field;

              void call(«@Monitored("four") «@Monitored("five") int parameter) {}
            }
            """)
        .error(UNKNOWN_PORT_NAME, UNKNOWN_METRICS + FROM_MONITORED)
        .error(UNKNOWN_PORT_NAME, UNKNOWN_METRICS + FROM_MONITORED)
        .error(UNKNOWN_PORT_NAME, UNKNOWN_METRICS + FROM_MONITORED)
        .error(UNKNOWN_PORT_NAME, UNKNOWN_METRICS + FROM_MONITORED)
        .error(UNKNOWN_PORT_NAME, UNKNOWN_METRICS + FROM_MONITORED)
        .andWritesNothing();
  }
}
