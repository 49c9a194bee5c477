package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.AMBIGUOUS_WORKLOAD;
import static dev.sallyport.check.FindingCode.NO_POLICY;
import static dev.sallyport.check.FindingCode.NO_WORKLOAD;
import static dev.sallyport.check.FindingCode.UNMANAGED_WITH_RULES;

import org.junit.jupiter.api.Test;

/** Which workload a rule belongs to, and which workloads have no rule. */
class BindingFindingsTest {
  private static final String APPS =
      """
      package shop;

      @PartOf(Orders.class)
      class OrdersApp implements Orders {}

      @PartOf(Frontend.class)
      class FrontendApp implements Frontend {}
      """;

  @Test
  @Shows(NO_WORKLOAD)
  void a_rule_belongs_to_a_workload() {
    Compiled.from(
            """
            package shop;

            «@EgressTo(value = SameNamespace.class, ports = "80")
            class Client {
              «@AllowsIngressFrom(value = SameNamespace.class, ports = "80")
              void call() {}
            }
            """)
        .error(
            NO_WORKLOAD,
            "this belongs to no workload: implement a @Workload contract, or put "
                + "@PartOf(Contract.class) on the class or its package")
        .error(
            NO_WORKLOAD,
            "this belongs to no workload: implement a @Workload contract, or put "
                + "@PartOf(Contract.class) on the class or its package")
        .andWritesNothing();
  }

  @Test
  @Shows(NO_WORKLOAD)
  void a_package_belongs_to_a_contract() {
    Compiled.from(
            """
            @EgressTo(value = SameNamespace.class, ports = "80")
            @PartOf(String«.class)
            package shop;
            """)
        .error(
            NO_WORKLOAD, "@PartOf names java.lang.String, which is no @Workload; name a contract")
        .andWritesNothing();
  }

  @Test
  @Shows(NO_WORKLOAD)
  void a_class_is_part_of_a_contract() {
    Compiled.from(
            """
            package shop;

            @PartOf(int«.class)
            class Client {}
            """)
        .error(NO_WORKLOAD, "@PartOf names int, which is no @Workload; name a contract")
        .andWritesNothing();
  }

  @Test
  @Shows(AMBIGUOUS_WORKLOAD)
  void a_module_with_several_workloads_leaves_the_choice_to_the_rule() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            APPS,
            """
            package shop;

            class Client {
              «@EgressTo(value = SameNamespace.class, ports = "80")
              void call() {}
            }
            """)
        .error(
            AMBIGUOUS_WORKLOAD,
            "this module implements more than one workload (shop.Frontend, shop.Orders); put "
                + "@PartOf on the class or its package to choose")
        .andWrites(Shop.files("frontend", "orders"));
  }

  @Test
  @Shows(AMBIGUOUS_WORKLOAD)
  void a_class_implements_one_contract() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            «@EgressTo(value = SameNamespace.class, ports = "80")
            class Everything implements Frontend, Orders {}
            """,
            """
            package shop;

            @AllowsIngressFrom(SameNamespace.class)
            @PartOf(Orders«.class)
            class Client implements Frontend {
              @EgressTo(value = SameNamespace.class, ports = "80")
              void call() {}
            }
            """)
        .error(
            AMBIGUOUS_WORKLOAD,
            "shop.Everything belongs to more than one workload: shop.Frontend, shop.Orders; "
                + "implement one of them, or choose with @PartOf on classes of their own")
        .error(
            AMBIGUOUS_WORKLOAD,
            "shop.Client belongs to more than one workload: shop.Frontend, shop.Orders; "
                + "implement one of them, or choose with @PartOf on classes of their own")
        .andWritesNothing();
  }

  @Test
  @Shows(UNMANAGED_WITH_RULES)
  void a_workload_of_somebody_else_has_no_rules() {
    Compiled.from(
            Shop.DATABASE,
            """
            package shop;

            «@AllowsIngressFrom(SameNamespace.class)
            class Replica implements Database {}
            """)
        .error(
            UNMANAGED_WITH_RULES,
            "workload \"database\" has managed = false, so no policy is written for it and "
                + "this rule would be lost; remove managed = false, or the rule")
        .andWritesNothing();
  }

  @Test
  @Shows(NO_POLICY)
  void a_class_that_implements_a_contract_has_rules() {
    Compiled.from(
            Shop.ORDERS,
            """
            package shop;

            class OrdersApp {
              static «class Server implements Orders {}
            }
            """)
        .warning(
            NO_POLICY,
            "shop.OrdersApp.Server implements shop.Orders, and no rule says who may connect to "
                + "workload \"orders\", so no policy is written and everybody can; declare its "
                + "connections, or put @PartOf(Orders.class) on it to isolate it without any")
        .andWritesNothing();
  }
}
