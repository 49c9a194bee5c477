package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.GENERATED_NAME;
import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.POLICY_NAME;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be wrong with the names of workloads, namespaces and generated classes. */
class ContractNamesTest {
  @Test
  @Shows(WORKLOAD_NAME)
  void of_a_workload_hold_no_capital_letter() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"Orders", labels = "app=orders")
            @AllowsIngressFrom(value = SameNamespace.class, ports = "*", why = "all")
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"Orders\" is not a valid name: it contains 'O'; use lower-case letters, "
                + "digits, '-' and '.', at most 253 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(WORKLOAD_NAME)
  void of_a_workload_are_not_that_of_the_default_deny() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"default-deny", labels = "app=orders")
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"default-deny\" is the name of the namespace's own policy; choose another")
        .andWritesNothing();
  }

  @Test
  @Shows(WORKLOAD_NAME)
  void of_a_workload_have_at_most_253_characters() {
    Compiled.from(
            """
            package shop;

            @Workload(name = Orders«.NAME, labels = "app=orders")
            class Orders {
              static final String NAME = "%s";
            }
            """
                .formatted("a".repeat(254)))
        .error(
            WORKLOAD_NAME,
            "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" "
                + "is not a valid name: it has 254 characters; use lower-case letters, digits, '-' "
                + "and '.', at most 253 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(NAMESPACE_NAME)
  void of_a_namespace_hold_no_dot() {
    Compiled.from(
            """
            @Namespace(value = «"shop.eu", defaultDeny = true)
            package shop;
            """,
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            class Orders {}
            """)
        .error(
            NAMESPACE_NAME,
            "\"shop.eu\" is not a valid namespace: it contains '.'; use lower-case letters, "
                + "digits and '-', at most 63 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(NAMESPACE_NAME)
  void of_the_namespace_of_a_workload_hold_no_dot() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", namespace = «"shop.eu")
            class Orders {}
            """)
        .error(
            NAMESPACE_NAME,
            "\"shop.eu\" is not a valid namespace: it contains '.'; use lower-case letters, "
                + "digits and '-', at most 63 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(GENERATED_NAME)
  void of_the_class_of_constants_are_free() {
    Compiled.withOptions(
            List.of("-Asallyport.constants=true"),
            Shop.ORDERS.replace("public interface", "public «interface"),
            """
            package shop;

            class OrdersWorkload {}
            """)
        .error(
            GENERATED_NAME,
            "the class shop.OrdersWorkload is written for this contract, and a class of that "
                + "name exists; rename one of them")
        .andWritesNothing();
  }

  @Test
  @Shows(POLICY_NAME)
  void of_policies_fit_into_names_of_files() {
    String longest = "a".repeat(248);
    Compiled.from(
            """
            package shop;

            @Workload(name = "%s", labels = "app=orders")
            @EgressTo(cidr = "192.0.2.0/24", ports = "443")
            interface Orders {}

            @Workload(name = "%sbb", labels = "app=other")
            @EgressTo(cidr = "192.0.2.0/24", ports = "443")
            «interface Other {}
            """
                .formatted(longest, longest))
        .error(
            POLICY_NAME,
            "the name of this policy is too long for a file: \"_."
                + longest
                + "bb.json\" has 257 characters, and no more than 255 are possible; shorten the "
                + "name of workload, namespace or class")
        .andWrites("manifests/_/" + longest + ".yaml", "workloads/_." + longest + ".json");
  }
}
