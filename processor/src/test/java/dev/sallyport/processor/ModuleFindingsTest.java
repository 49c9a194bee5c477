package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.DUPLICATE_WORKLOAD;
import static dev.sallyport.check.FindingCode.HALF_OPEN_EGRESS;
import static dev.sallyport.check.FindingCode.HALF_OPEN_INGRESS;
import static dev.sallyport.check.FindingCode.INVARIANT_VIOLATED;
import static dev.sallyport.check.FindingCode.NAMESPACE_CONFLICT;
import static dev.sallyport.check.FindingCode.NEAR_MISS_SELECTOR;
import static dev.sallyport.check.FindingCode.OVERLAPPING_WORKLOADS;
import static dev.sallyport.check.FindingCode.POLICY_NAME;
import static dev.sallyport.check.FindingCode.TWO_SPEAKERS;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can only be seen when the classes of a compilation are put together. */
class ModuleFindingsTest {

  @Nested
  class Workloads {
    @Test
    @Shows(DUPLICATE_WORKLOAD)
    void have_a_name_of_their_own() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @Workload(name = «"orders", labels = "app=other")
              interface Other {}
              """,
              """
              package shop;

              @Workload(name = "orders", labels = "app=other", namespace = "elsewhere")
              interface Elsewhere {}
              """)
          .error(
              DUPLICATE_WORKLOAD,
              "workload \"orders\" is declared by shop.Orders too, and both policies would "
                  + "have one name; rename one of them")
          .andWritesNothing();
    }

    @Test
    @Shows(DUPLICATE_WORKLOAD)
    void have_a_name_of_their_own_in_a_namespace_too() {
      Compiled.from(
              """
              package shop;

              @Workload(name = "orders", namespace = "shop", labels = "app=orders")
              interface Orders {}

              @Workload(name = «"orders", namespace = "shop", labels = "app=other")
              interface Other {}
              """)
          .error(
              DUPLICATE_WORKLOAD,
              "workload \"orders\" in namespace \"shop\" is declared by shop.Orders too, and "
                  + "both policies would have one name; rename one of them")
          .andWritesNothing();
    }

    @Test
    @Shows(OVERLAPPING_WORKLOADS)
    void have_labels_of_their_own() {
      Compiled.from(
              """
              package shop;

              «@Workload(name = "orders", labels = {"app=orders"})
              class Orders {}
              """,
              """
              package shop;

              @Workload(name = "worker", labels = {"app=orders", "part=worker"})
              class Worker {}
              """)
          .error(
              OVERLAPPING_WORKLOADS,
              "the policy of workload \"orders\" selects app=orders, and so the pods of "
                  + "workload \"worker\" too; give each a label of its own")
          .andWrites(Shop.files("orders", "worker"));
    }

    @Test
    @Shows(TWO_SPEAKERS)
    void have_one_voice() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @AllowsIngressFrom(SameNamespace.class)
              class OrdersApp implements Orders {}
              """,
              """
              package shop;

              @AllowsIngressFrom(AnyNamespace.class)
              «class OrdersJob implements Orders {}
              """)
          .error(
              TWO_SPEAKERS,
              "shop.OrdersJob and shop.OrdersApp both speak as workload \"orders\", and both "
                  + "policies would have one name; put @PartOf(Orders.class) on a class that does "
                  + "not implement the contract, or move the rules together")
          .andWrites(Shop.files("orders"));
    }
  }

  @Nested
  class Policies {
    @Test
    @Shows(POLICY_NAME)
    void have_a_name_of_their_own() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @PartOf(Orders.class)
              class _client {}
              """,
              """
              package shop;

              @PartOf(Orders.class)
              «class x5fclient {}
              """)
          .error(
              POLICY_NAME,
              "the policies that shop._client and shop.x5fclient make would both have the name"
                  + " \"orders.shop.x5fclient\"; rename one of them, or move the rules together")
          .andWrites(Shop.files("orders.shop.x5fclient"));
    }

    @Test
    @Shows(POLICY_NAME)
    void have_a_name_of_at_most_253_characters() {
      String type = "a".repeat(250);
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @PartOf(Orders.class)
              «class %s {}
              """
                  .formatted(type))
          .error(
              POLICY_NAME,
              "the name of this policy, made of workload \"orders\" and \"shop."
                  + type
                  + "\", is not valid or longer than 253 characters; shorten one of them, or move"
                  + " the rules to a class with a shorter name")
          .andWritesNothing();
    }
  }

  @Nested
  class Namespaces {
    @Test
    @Shows(NAMESPACE_CONFLICT)
    void have_the_same_settings_in_every_package() {
      Compiled.from(
              """
              @Namespace("shop")
              package shop;
              """,
              """
              «@Namespace(value = "shop", dns = Dns.NONE)
              package shop.more;
              """,
              """
              «@Namespace(value = "shop", labels = "team=a")
              package shop.most;
              """)
          .error(
              NAMESPACE_CONFLICT,
              "namespace \"shop\" is declared by package shop too, with a different value of "
                  + "dns; give both the same settings")
          .error(
              NAMESPACE_CONFLICT,
              "namespace \"shop\" is declared by package shop too, with a different value of "
                  + "labels; give both the same settings")
          .andWritesNothing();
    }
  }

  @Nested
  class Selectors {
    @Test
    @Shows(NEAR_MISS_SELECTOR)
    void that_miss_a_declared_workload_by_a_letter_are_misspelled() {
      Compiled.from(
              Shop.ORDERS,
              Shop.FRONTEND,
              """
              package shop;

              @AllowsIngressFrom(pods = «"app=fronted")
              class OrdersApp implements Orders {}
              """)
          .error(
              NEAR_MISS_SELECTOR,
              "\"app=fronted\" matches no declared workload; did you mean \"app=frontend\"?")
          .andWrites(Shop.files("orders"));
    }

    @Test
    @Shows(NEAR_MISS_SELECTOR)
    void that_name_nearly_a_declared_namespace_are_misspelled() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @AllowsIngressFrom(namespace = «"kubesystem", pods = "app=probe")
              class OrdersApp implements Orders {}
              """)
          .error(
              NEAR_MISS_SELECTOR,
              "no namespace \"kubesystem\" is declared; did you mean \"kube-system\"?")
          .andWrites(Shop.files("orders"));
    }
  }

  @Nested
  class Connections {
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

  @Nested
  class Invariants {
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
}
