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
}
