package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.HALF_OPEN_EGRESS;
import static dev.sallyport.check.FindingCode.HALF_OPEN_INGRESS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of a connection, where both are compiled together. */
class ConnectionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Orders«.class",
        "pods = «\"app=orders,tier=backend\", ports = {\"http\", \"metrics\"}"
      })
  @Shows(HALF_OPEN_EGRESS)
  void that_a_caller_declares_are_allowed_by_the_callee(String peer) {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(%s)
            class FrontendApp implements Frontend {}
            """
                .formatted(peer),
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

  @Test
  void that_labels_of_a_namespace_may_open_are_not_judged() {
    Compiled.from(
            """
            @Namespace("monitoring")
            package mon;
            """,
            """
            package mon;

            @Workload(name = "prometheus", labels = "app=prometheus")
            @EgressTo(namespaces = "monitored=true", ports = {"8080", "9100"})
            public class Prometheus {}
            """,
            """
            @Namespace("shop")
            package shop;
            """,
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 9100))
            @AllowsIngressFrom(pods = "app=prometheus", namespace = "monitoring")
            class Orders {}
            """,
            """
            package shop;

            @Workload(name = "ledger", labels = "app=ledger", ports = @Port(number = 9100))
            @AllowsIngressFrom(mon.Prometheus.class)
            class Ledger {}
            """)
        .andWrites(
            "manifests/monitoring/prometheus.yaml",
            "manifests/shop/ledger.yaml",
            "manifests/shop/orders.yaml",
            "workloads/monitoring.prometheus.json",
            "workloads/shop.ledger.json",
            "workloads/shop.orders.json");
  }

  @Test
  void by_labels_that_others_may_have_are_not_judged() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = {"app.kubernetes.io/name=orders", "app.kubernetes.io/part-of=shop"},
                ports = @Port(name = "http", number = 8080))
            @AllowsIngressFrom(pods = "app.kubernetes.io/part-of=shop", ports = "http")
            @EgressTo(pods = "app.kubernetes.io/part-of=shop", ports = {"9090", "8080", "grpc"})
            @EgressTo(pods = "role=database", ports = {"5432", "mysql"})
            class Orders {}
            """,
            Shop.DATABASE)
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(HALF_OPEN_INGRESS)
  void that_a_callee_allows_by_labels_are_declared_by_the_only_caller_that_has_them() {
    Compiled.from(
            """
            @Namespace(value = "bank", labels = "team=money")
            package bank;
            """,
            """
            package bank;

            @Workload(name = "ledger", labels = "app=ledger", ports = @Port(name = "http", number = 8080))
            public interface Ledger {}
            """,
            """
            @Namespace("shop")
            package shop;
            """,
            Shop.FRONTEND,
            """
            package shop;

            @PartOf(Frontend.class)
            class FrontendApp {}
            """,
            """
            package bank;

            @AllowsIngressFrom(namespace = "shop", pods = «"app in (frontend)")
            @EgressTo(namespaces = "kubernetes.io/metadata.name=shop", pods = «"app=frontend", ports = "8080")
            class LedgerApp implements Ledger {}
            """)
        .error(
            HALF_OPEN_INGRESS,
            "workload \"ledger\" allows ingress from \"frontend\" on TCP 8080, but "
                + "\"frontend\" does not declare it; add @EgressTo(Ledger.class) to "
                + "shop.FrontendApp, or remove this")
        .error(
            HALF_OPEN_EGRESS,
            "workload \"ledger\" declares egress to \"frontend\" on TCP 8080, but "
                + "\"frontend\" does not allow it; add @AllowsIngressFrom(Ledger.class) to "
                + "shop.FrontendApp, or remove this")
        .andWrites(
            "manifests/bank/ledger.yaml",
            "workloads/bank.ledger.json",
            "manifests/shop/frontend.shop.frontend-app.yaml",
            "workloads/shop.frontend.shop.frontend-app.json");
  }

  @Test
  void by_labels_have_both_ends_where_each_says_it_in_its_way() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(pods = "app=orders", ports = "http")
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @AllowsIngressFrom(pods = "app=frontend", ports = "8080")
            class OrdersApp implements Orders {}
            """)
        .andWrites(Shop.files("frontend", "orders"));
  }

  @Test
  void by_labels_of_several_or_unknown_workloads_are_not_judged() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            @Namespace("bank")
            package bank;
            """,
            """
            package bank;

            @Workload(name = "ledger", labels = {"app=ledger", "tier=backend"})
            @PartOf(Ledger.class)
            public interface Ledger {}
            """,
            """
            package shop;

            @Workload(name = "stock", labels = {"app=stock", "tier=backend"})
            @PartOf(Stock.class)
            public interface Stock {}
            """,
            """
            package shop;

            @EgressTo(pods = "tier=backend", ports = "8080")
            @EgressTo(pods = "app in (orders,agent)", ports = "8080")
            @EgressTo(pods = "app!=frontend,tier", ports = "8080")
            @EgressTo(pods = "app=agent", ports = "8080")
            @EgressTo(pods = "app=ledger", namespace = "bank", ports = Ports.ALL, why = "shop is nowhere")
            @EgressTo(pods = "app=ledger", namespaces = "team=money", ports = Ports.ALL, why = "may be")
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @PartOf(Orders.class)
            class OrdersApp {}
            """)
        .andWrites(
            "manifests/_/frontend.yaml",
            "workloads/_.frontend.json",
            "manifests/_/stock.shop.stock.yaml",
            "workloads/_.stock.shop.stock.json",
            "manifests/bank/ledger.bank.ledger.yaml",
            "workloads/bank.ledger.bank.ledger.json",
            "manifests/_/orders.shop.orders-app.yaml",
            "workloads/_.orders.shop.orders-app.json");
  }
}
