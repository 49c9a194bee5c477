package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.NEAR_MISS_SELECTOR;

import org.junit.jupiter.api.Test;

/** Selectors that miss what is declared beside them by a letter. */
class NearMissesTest {
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

  @Test
  @Shows(NEAR_MISS_SELECTOR)
  void that_list_values_of_which_none_is_right_but_one_nearly_are_misspelled() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @AllowsIngressFrom(pods = «"app in (frontned,frontent)")
            @AllowsIngressFrom(pods = «"app in (frontent)")
            @AllowsIngressFrom(pods = «"app in (admin,fronted),!legacy")
            @AllowsIngressFrom(pods = «"ap in (admin,frontend)")
            class OrdersApp implements Orders {}
            """)
        .error(
            NEAR_MISS_SELECTOR,
            "\"app in (frontned,frontent)\" matches no declared workload; did you mean"
                + " \"app=frontend\"?")
        .error(
            NEAR_MISS_SELECTOR,
            "\"app in (frontent)\" matches no declared workload; did you mean"
                + " \"app=frontend\"?")
        .error(
            NEAR_MISS_SELECTOR,
            "\"app in (admin,fronted),!legacy\" matches no declared workload; did you mean"
                + " \"app=frontend\"?")
        .error(
            NEAR_MISS_SELECTOR,
            "\"ap in (admin,frontend)\" matches no declared workload; did you mean"
                + " \"app=frontend\"?")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void that_list_a_right_value_or_none_that_is_nearly_right_are_left_alone() {
    Compiled.from(
            Shop.ORDERS,
            Shop.FRONTEND,
            """
            package shop;

            @AllowsIngressFrom(pods = "app in (admin,frontend)")
            @AllowsIngressFrom(pods = "app in (admin,web)")
            @AllowsIngressFrom(pods = "app in (fronted,web),tier=edge")
            @AllowsIngressFrom(pods = "app notin (fronted,ordrs)")
            class OrdersApp implements Orders {}
            """)
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(NEAR_MISS_SELECTOR)
  void that_nearly_match_the_labels_or_the_name_of_a_known_namespace_are_misspelled() {
    Compiled.from(
            """
            @Namespace(value = "shop", labels = "team=checkout")
            package shop;
            """,
            Shop.ORDERS,
            """
            package bank;

            @Workload(name = "ledger", namespace = "bank", labels = "app=ledger")
            public interface Ledger {}
            """,
            """
            package shop;

            @AllowsIngressFrom(namespaces = «"team=chekout")
            @AllowsIngressFrom(namespaces = «"teem=checkout", pods = "app=orders")
            @AllowsIngressFrom(namespaces = «"team in (chekout,platform)")
            @AllowsIngressFrom(namespaces = «"kubernetes.io/metadata.name=shpo")
            @AllowsIngressFrom(namespaces = «"kubernetes.io/metadata.name in (bnak,platform)")
            @AllowsIngressFrom(namespaces = «"kubernetes.io/metadata.name=kube-sytem")
            @AllowsIngressFrom(namespaces = «"kubernetes.io/metadata.nam=bank,!legacy")
            @AllowsIngressFrom(namespaces = «"kubernetes.io/metadata.name=bnak,env=prod")
            class OrdersApp implements Orders {}
            """)
        .error(NEAR_MISS_SELECTOR, missed("team=chekout", "team=checkout"))
        .error(NEAR_MISS_SELECTOR, missed("teem=checkout", "team=checkout"))
        .error(NEAR_MISS_SELECTOR, missed("team in (chekout,platform)", "team=checkout"))
        .error(
            NEAR_MISS_SELECTOR,
            missed("kubernetes.io/metadata.name=shpo", "kubernetes.io/metadata.name=shop"))
        .error(
            NEAR_MISS_SELECTOR,
            missed(
                "kubernetes.io/metadata.name in (bnak,platform)",
                "kubernetes.io/metadata.name=bank"))
        .error(
            NEAR_MISS_SELECTOR,
            missed(
                "kubernetes.io/metadata.name=kube-sytem",
                "kubernetes.io/metadata.name=kube-system"))
        .error(
            NEAR_MISS_SELECTOR,
            missed("kubernetes.io/metadata.nam=bank,!legacy", "kubernetes.io/metadata.name=bank"))
        .error(
            NEAR_MISS_SELECTOR,
            missed("kubernetes.io/metadata.name=bnak,env=prod", "kubernetes.io/metadata.name=bank"))
        .andWrites("manifests/shop/orders.yaml", "workloads/shop.orders.json");
  }

  private static String missed(String written, String meant) {
    return "\"" + written + "\" matches no known namespace; did you mean \"" + meant + "\"?";
  }

  @Test
  void that_differ_in_digits_or_in_a_whole_word_of_the_key_are_left_alone() {
    Compiled.from(
            Shop.FRONTEND,
            """
            @Namespace(
                value = "shop-eu1",
                labels = {"zone=eu1", "pod-security.kubernetes.io/enforce=restricted"})
            package eu;
            """,
            """
            package shop;

            @Workload(name = "worker", labels = {"app=worker-1", "app.kubernetes.io/name=redis"})
            interface Worker {}
            """,
            """
            package shop;

            @EgressTo(namespaces = "zone=eu2", ports = "1")
            @EgressTo(namespaces = "zone in (eu2,eu3)", ports = "1")
            @EgressTo(namespaces = "pod-security.kubernetes.io/audit=restricted", ports = "1")
            @EgressTo(namespaces = "kubernetes.io/metadata.name in (shop-eu2,shop-eu3)", ports = "1")
            @EgressTo(pods = "app in (worker-2,worker-3)", ports = "1")
            @EgressTo(pods = "app.kubernetes.io/instance=redis", ports = "1")
            class FrontendApp implements Frontend {}
            """)
        .andWrites(Shop.files("frontend"));
  }

  @Test
  void that_may_match_a_namespace_whose_labels_are_not_known_are_left_alone() {
    Compiled.from(
            """
            @Namespace(value = "shop", labels = "team=checkout")
            package shop;
            """,
            """
            @Namespace("bank")
            package bank;
            """,
            Shop.ORDERS,
            """
            package shop;

            @AllowsIngressFrom(namespaces = "team=checkout")
            @AllowsIngressFrom(namespaces = "team in (checkout,platfrom)")
            @AllowsIngressFrom(namespaces = "team=platform")
            @AllowsIngressFrom(namespaces = "team!=chekout")
            @AllowsIngressFrom(namespaces = "team=chekout,kubernetes.io/metadata.name=bank")
            @AllowsIngressFrom(namespaces = "team=chekout,env=prod")
            @AllowsIngressFrom(namespaces = "kubernetes.io/metadata.name=bank")
            @AllowsIngressFrom(namespaces = "kubernetes.io/metadata.name=kube-system")
            @AllowsIngressFrom(namespaces = "kubernetes.io/metadata.name=monitoring")
            @AllowsIngressFrom(namespaces = "kubernetes.io/metadata.name in (monitoring,shop)")
            @AllowsIngressFrom(namespaces = "kubernetes.io/metadata.name!=shpo")
            class OrdersApp implements Orders {}
            """)
        .andWrites("manifests/shop/orders.yaml", "workloads/shop.orders.json");
  }
}
