package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.HALF_OPEN_EGRESS;
import static dev.sallyport.check.FindingCode.HALF_OPEN_INGRESS;

import org.junit.jupiter.api.Test;

/** Both ends of a connection, where both are compiled together. */
class ConnectionsTest {
  @Test
  @Shows(HALF_OPEN_EGRESS)
  void that_a_caller_declares_are_allowed_by_the_callee() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(Orders«.class)
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @AllowsIngressFrom(value = Frontend.class, ports = "http")
            class OrdersApp implements Orders {}
            """)
        .error(
            HALF_OPEN_EGRESS,
            "workload \"frontend\" declares egress to \"orders\" on TCP 9090, but \"orders\" "
                + "does not allow it; add @AllowsIngressFrom(Frontend.class) to shop.OrdersApp, or "
                + "remove this")
        .andWrites(Shop.files("frontend", "orders"));
  }

  @Test
  @Shows(HALF_OPEN_EGRESS)
  void on_ports_that_the_callee_does_not_declare_are_allowed_with_these_ports() {
    String[] sources = {
      Shop.ORDERS,
      Shop.FRONTEND,
      """
      package shop;

      @EgressTo(value = Orders«.class, ports = {"http", "9000-9099"})
      class FrontendApp implements Frontend {}
      """,
      """
      package shop;

      @AllowsIngressFrom(Frontend.class)
      class OrdersApp implements Orders {}
      """
    };
    Compiled.from(sources)
        .error(
            HALF_OPEN_EGRESS,
            "workload \"frontend\" declares egress to \"orders\" on TCP 9000-9089,9091-9099, but "
                + "\"orders\" does not allow it; add @AllowsIngressFrom(value = Frontend.class, "
                + "ports = {\"http\", \"9000-9099\"}) to shop.OrdersApp, or remove this")
        .andWrites(Shop.files("frontend", "orders"));
    sources[2] = sources[2].replace("«", "");
    sources[3] =
        sources[3].replace(
            "(Frontend.class)", "(value = Frontend.class, ports = {\"http\", \"9000-9099\"})");
    Compiled.from(sources).andWrites(Shop.files("frontend", "orders"));
  }

  @Test
  @Shows(HALF_OPEN_INGRESS)
  void that_a_callee_allows_are_declared_by_the_caller() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @PartOf(Frontend.class)
            class FrontendApp {}
            """,
            """
            package shop;

            @AllowsIngressFrom(value = {SameNamespace.class, Frontend«.class}, ports = "http")
            class OrdersApp implements Orders {}
            """)
        .error(
            HALF_OPEN_INGRESS,
            "workload \"orders\" allows ingress from \"frontend\" on TCP 8080, but "
                + "\"frontend\" does not declare it; add @EgressTo(Orders.class) to "
                + "shop.FrontendApp, or remove this")
        .andWrites(
            "manifests/_/orders.yaml",
            "workloads/_.orders.json",
            "manifests/_/frontend.shop.frontend-app.yaml",
            "workloads/_.frontend.shop.frontend-app.json");
  }
}
