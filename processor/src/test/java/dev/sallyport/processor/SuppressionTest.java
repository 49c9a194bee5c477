package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.INVARIANT_VIOLATED;
import static dev.sallyport.check.FindingCode.UNDECLARED_PORT_NUMBER;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code @SuppressWarnings("sallyport:SP016")}. */
class SuppressionTest {
  private static final String ORDERS =
      """
      package shop;

      @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 80))
      @SuppressWarnings("sallyport:SP016")
      @AllowsIngressFrom(value = SameNamespace.class, ports = "81")
      class Orders {}
      """;

  @Test
  void on_the_element_itself_lets_the_rule_be_written() {
    Compiled compiled = Compiled.from(ORDERS);
    compiled.andWrites(Shop.files("orders"));
    assertThat(compiled.text("manifests/_/orders.yaml")).contains("port: 81");
  }

  @Test
  void stands_in_the_record_for_link() {
    Compiled compiled = Compiled.from(ORDERS);
    compiled.andWrites(Shop.files("orders"));
    assertThat(compiled.text("workloads/_.orders.json"))
        .contains("\"suppressed\": [\n    \"SP016\"\n  ]", "\"suppressedBySpeaker\": [");
    Compiled without =
        Compiled.from(
            ORDERS.replace("@SuppressWarnings(\"sallyport:SP016\")", "").replace("81", "80"));
    without.andWrites(Shop.files("orders"));
    assertThat(without.text("workloads/_.orders.json")).doesNotContain("suppressed");
  }

  @Test
  void on_an_enclosing_class_counts() {
    Compiled.from(
            """
            package shop;

            @SuppressWarnings({"unchecked", "sallyport:SP016"})
            class All {
              @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 80))
              static class Orders {
                @AllowsIngressFrom(value = SameNamespace.class, ports = "81")
                void serve() {}
              }
            }
            """)
        .andWrites(Shop.files("orders"));
  }

  @Test
  void of_another_code_changes_nothing() {
    Compiled.from(ORDERS.replace("SP016", "SP031").replace("\"81\"", "«\"81\""))
        .error(
            UNDECLARED_PORT_NUMBER,
            "workload \"orders\" does not declare port 81; it declares 80/TCP. Rules name pod "
                + "ports, not Service ports")
        .andWritesNothing();
  }

  @Test
  void of_what_the_api_server_refuses_changes_nothing() {
    Compiled.from(
            """
            package shop;

            @SuppressWarnings("sallyport:SP001")
            @Workload(name = «"Orders", labels = "app=orders")
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"Orders\" is not a valid name: it contains 'O'; use lower-case letters, digits, "
                + "'-' and '.', at most 253 characters")
        .andWritesNothing();
  }

  @Test
  void does_not_switch_off_the_checks_of_the_module() {
    Compiled.from(
            ORDERS
                .replace("\"81\"", "«\"81\"")
                .replace(
                    "@SuppressWarnings",
                    "@NeverReachableFrom(SameNamespace«.class)\n@SuppressWarnings")
                .replace("«\"81\"", "\"81\""))
        .error(
            INVARIANT_VIOLATED,
            "@NeverReachableFrom(SameNamespace.class) on shop.Orders does not hold: any pod reaches a pod with app=orders on TCP 81; egress: no "
                + "policy isolates the pod; ingress: @AllowsIngressFrom(value = SameNamespace.class, "
                + "ports = \"81\") on shop.Orders; remove or narrow one of the rules, or this "
                + "invariant")
        .andWrites(Shop.files("orders"));
  }
}
