package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.LABELS_MISS_SELECTOR;
import static dev.sallyport.check.FindingCode.SELECTOR_SYNTAX;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;

import org.junit.jupiter.api.Test;

/** What can be wrong with the selector of a workload. */
class ContractSelectorsTest {
  @Test
  @Shows(SELECTOR_SYNTAX)
  void follow_the_syntax_of_kubectl() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", selector = «"app in orders")
            class Orders {}
            """)
        .error(
            SELECTOR_SYNTAX,
            "\"app in orders\" is not a selector, at character 8: expected '('; write it as "
                + "kubectl does, for example \"app=web,tier in (a,b),!legacy\"")
        .andWritesNothing();
  }

  @Test
  @Shows(LABELS_MISS_SELECTOR)
  void match_the_labels_beside_them() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", selector = «"app=order")
            class Orders {}
            """)
        .error(
            LABELS_MISS_SELECTOR,
            "the labels of workload \"orders\" do not satisfy its own selector "
                + "\"app=order\", so its policy would not select its pods; change one of them")
        .andWritesNothing();
  }

  @Test
  @Shows(VERSION_LABEL)
  void made_of_labels_do_not_change_with_releases() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = {"app=orders", «"version=v2"})
            class Orders {}
            """)
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"version\", which "
                + "changes with releases; keep the label and give the stable ones as selector = "
                + "\"...\"")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(VERSION_LABEL)
  void made_of_labels_are_shown_at_the_label_and_not_at_one_that_begins_alike() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = {«"version = v2", "version-control=git"})
            class Orders {}
            """)
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"version\", which "
                + "changes with releases; keep the label and give the stable ones as selector = "
                + "\"...\"")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void made_of_labels_are_shown_at_each_that_changes() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = {"app=orders", «"version=v2", «"helm.sh/chart=orders-2"})
            class Orders {}
            """)
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"version\", which "
                + "changes with releases; keep the label and give the stable ones as selector = "
                + "\"...\"")
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"helm.sh/chart\", which "
                + "changes with releases; keep the label and give the stable ones as selector = "
                + "\"...\"")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void as_written_name_all_that_change_with_releases() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = {"app=orders", "version=v2", "app-version=2", "helm.sh/chart=orders-2"},
                selector = «"app=orders,version,app-version in (1,2),version=v2,helm.sh/chart")
            class Orders {}
            """)
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"version\", \"app-version\" and "
                + "\"helm.sh/chart\", which change with releases; select by stable labels only")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(VERSION_LABEL)
  void as_written_do_not_change_with_releases() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = {"app=orders", "pod-template-hash=7"},
                selector = «"app=orders,pod-template-hash")
            class Orders {}
            """)
        .warning(
            VERSION_LABEL,
            "the policy of workload \"orders\" selects its pods by \"pod-template-hash\", "
                + "which changes with releases; select by stable labels only")
        .andWrites(Shop.files("orders"));
  }
}
