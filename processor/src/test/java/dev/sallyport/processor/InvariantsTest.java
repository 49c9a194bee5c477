package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.EXTERNAL_EMPTY;
import static dev.sallyport.check.FindingCode.INVALID_CONTRACT;
import static dev.sallyport.check.FindingCode.INVARIANT_VIOLATED;
import static dev.sallyport.check.FindingCode.LABEL_FORM;

import org.junit.jupiter.api.Test;

/** Invariants, proven over all that is compiled together. */
class InvariantsTest {
  @Test
  void about_pods_of_others_are_kept_by_the_default_deny_of_their_namespace() {
    Compiled.from(
            """
            @Namespace(value = "shop", defaultDeny = true)
            package shop;
            """,
            Shop.DATABASE.replace(
                "@Workload", "@NeverReachableFrom(AnyNamespace.class)\n@Workload"))
        .andWrites(
            "manifests/shop/default-deny.yaml", "workloads/shop.database.shop.database.json");
  }

  @Test
  @Shows(INVALID_CONTRACT)
  void about_peers_that_are_not_valid_say_so() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "frontend", labels = «"frontend")
            interface Frontend {}

            «@External
            interface Nowhere {}

            @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 8080))
            @AllowsIngressFrom(SameNamespace.class)
            @NeverReachableFrom({Frontend«.class, Nowhere«.class})
            class Orders {}
            """)
        .error(LABEL_FORM, "\"frontend\" is not a label; write it as \"key=value\"")
        .error(
            EXTERNAL_EMPTY,
            "this external has neither host nor cidrs, so it is nowhere; give at least one")
        .error(
            INVALID_CONTRACT,
            "shop.Frontend is not valid (SP005): \"frontend\" is not a label; write it as "
                + "\"key=value\"")
        .error(
            INVALID_CONTRACT,
            "shop.Nowhere is not valid (SP009): this external has neither host nor cidrs, so it is "
                + "nowhere; give at least one")
        .andWritesNothing();
  }

  @Test
  @Shows(INVARIANT_VIOLATED)
  void are_kept_by_all_rules_together() {
    Compiled.from(
            Shop.ORDERS.replace(
                "@Workload",
                "@NeverReachableFrom(value = Frontend«.class, why = \"audit\")\n@Workload"),
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(value = SameNamespace.class, ports = "http")
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @AllowsIngressFrom(pods = "app in (frontend,admin)")
            class OrdersApp implements Orders {}
            """)
        .error(
            INVARIANT_VIOLATED,
            "@NeverReachableFrom(Frontend.class) on shop.Orders does not hold (audit): a pod with app=frontend reaches a pod with "
                + "app=orders,tier=backend on TCP 8080; egress: @EgressTo(value = "
                + "SameNamespace.class, ports = \"http\") on shop.FrontendApp; ingress: "
                + "@AllowsIngressFrom(pods = \"app in (frontend,admin)\") on shop.OrdersApp; "
                + "remove or narrow one of the rules, or this invariant")
        .andWrites(
            "manifests/_/frontend.yaml",
            "manifests/_/orders.yaml",
            "workloads/_.frontend.json",
            "workloads/_.orders.json",
            "workloads/_.orders.shop.orders.json");
  }

  @Test
  @Shows(INVARIANT_VIOLATED)
  void are_broken_by_a_peer_without_a_policy() {
    Compiled.from(
            Shop.ORDERS,
            """
            package shop;

            @AllowsIngressFrom(AnyNamespace.class)
            @NeverReachableFrom(AnyNamespace«.class)
            class OrdersApp implements Orders {}
            """)
        .error(
            INVARIANT_VIOLATED,
            "@NeverReachableFrom(AnyNamespace.class) on shop.OrdersApp does not hold: any pod reaches a pod with app=orders,tier=backend on TCP "
                + "8080; egress: no policy isolates the pod; ingress: "
                + "@AllowsIngressFrom(AnyNamespace.class) on shop.OrdersApp; remove or narrow one "
                + "of the rules, or this invariant")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(INVARIANT_VIOLATED)
  void about_the_internet_are_broken_by_a_rule_with_an_address() {
    Compiled.from(
            Shop.ORDERS,
            """
            package shop;

            @EgressTo(cidr = "8.8.8.0/24", ports = "443")
            @NeverReaches(Internet«.class)
            class OrdersApp implements Orders {}
            """)
        .error(
            INVARIANT_VIOLATED,
            "@NeverReaches(Internet.class) on shop.OrdersApp does not hold: a pod with app=orders,tier=backend reaches 8.8.8.0 on TCP "
                + "443; egress: @EgressTo(cidr = \"8.8.8.0/24\", ports = \"443\") on "
                + "shop.OrdersApp; ingress: outside the cluster; remove or narrow one of the "
                + "rules, or this invariant")
        .andWrites(Shop.files("orders"));
  }
}
