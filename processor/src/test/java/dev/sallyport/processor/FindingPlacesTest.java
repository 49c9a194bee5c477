package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Message;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where findings are shown, in places that compilers treat in their own ways. */
class FindingPlacesTest {
  @TempDir Path directory;

  @Test
  @Shows(UNKNOWN_PORT_NAME)
  void are_shown_at_each_method_of_one_name() {
    String unknown =
        "workload \"frontend\" does not declare a port \"htpp\"; did you mean \"http\"?";
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            class FrontendApp implements Frontend {
              @AllowsIngressFrom(pods = "app=web", ports = «"htpp")
              void call() {}

              @AllowsIngressFrom(pods = "app=web", ports = «"htpp")
              void call(int twice) {}
            }
            """)
        .error(UNKNOWN_PORT_NAME, unknown)
        .error(UNKNOWN_PORT_NAME, unknown)
        .andWritesNothing();
  }

  @Test
  void of_a_package_are_named_where_a_compiler_shows_none() {
    Outcome outcome =
        TestCompiler.ECJ.compile(
            List.of(SourceFile.of("@Namespace(\"Shop\")\npackage shop;\n")),
            directory,
            TestCompiler.processors(),
            "-classpath",
            TestCompiler.home(dev.sallyport.Workload.class));
    assertThat(outcome.messages())
        .extracting(Message::text)
        .singleElement()
        .asString()
        .startsWith("[" + NAMESPACE_NAME.id() + "]")
        .endsWith(" (@Namespace(\"Shop\") on package shop)");
  }

  @Test
  @Shows(WORKLOAD_NAME)
  void are_on_one_line_in_which_everything_is_seen() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"a\\n\\u001b[31m\\u202e\\ud800é", labels = "app=orders")
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"a\\u000a\\u001b[31m\\u202e\\ud800é\" is not a valid name: it contains '\\u000a'; use "
                + "lower-case letters, digits, '-' and '.', at most 253 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(UNKNOWN_PORT_NAME)
  void are_shown_in_a_container_that_is_written_out_beside_one_annotation() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @AllowsIngressFrom(pods = "app=web", ports = "http")
            @AllowsIngressFrom.All({
              @AllowsIngressFrom(pods = "app=web", ports = «"htpp"),
              @AllowsIngressFrom(pods = "app=shell", ports = "http")
            })
            class FrontendApp implements Frontend {}
            """)
        .error(
            UNKNOWN_PORT_NAME,
            "workload \"frontend\" does not declare a port \"htpp\"; did you mean \"http\"?")
        .andWritesNothing();
  }

  @Test
  void are_not_missed_where_a_text_is_what_javac_says_for_a_missing_one() {
    assertThat(
            Compiled.from(
                    Shop.ORDERS,
                    """
                    package shop;

                    @AllowsIngressFrom(value = SameNamespace.class, why = "<error>")
                    class OrdersApp implements Orders {}
                    """)
                .text("manifests/_/orders.yaml"))
        .contains("on shop.OrdersApp: <error>");
  }
}
