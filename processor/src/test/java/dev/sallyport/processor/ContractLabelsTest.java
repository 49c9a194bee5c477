package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.LABEL_FORM;
import static dev.sallyport.check.FindingCode.LABEL_KEY;
import static dev.sallyport.check.FindingCode.LABEL_VALUE;
import static dev.sallyport.check.FindingCode.NO_LABELS;
import static dev.sallyport.check.FindingCode.PORT_NAME;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import org.junit.jupiter.api.Test;

/** What can be wrong with the labels of workloads and namespaces. */
class ContractLabelsTest {
  @Test
  @Shows(LABEL_KEY)
  void have_a_key_of_limited_characters() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = {"app=orders", «"a pp=x", «"Ex/y=x", «"a/b/c=x"})
            class Orders {}
            """)
        .error(
            LABEL_KEY,
            "\"a pp\" is not a valid label key: it contains ' '; use at most 63 of letters, "
                + "digits, '-', '_' and '.', with a letter or digit at both ends, and before them "
                + "a DNS subdomain and '/' if you like")
        .error(
            LABEL_KEY,
            "\"Ex/y\" is not a valid label key: before the '/' a DNS subdomain is needed, "
                + "but it contains 'E'; use at most 63 of letters, digits, '-', '_' and '.', with "
                + "a letter or digit at both ends, and before them a DNS subdomain and '/' if you "
                + "like")
        .error(
            LABEL_KEY,
            "\"a/b/c\" is not a valid label key: it has more than one '/'; use at most 63 of "
                + "letters, digits, '-', '_' and '.', with a letter or digit at both ends, and "
                + "before them a DNS subdomain and '/' if you like")
        .andWritesNothing();
  }

  @Test
  @Shows(LABEL_VALUE)
  void have_a_value_of_limited_characters() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = «"app=orders!")
            class Orders {}
            """)
        .error(
            LABEL_VALUE,
            "\"orders!\" is not a valid label value: it contains '!'; leave it empty or use "
                + "at most 63 of letters, digits, '-', '_' and '.', with a letter or digit at both "
                + "ends")
        .andWritesNothing();
  }

  @Test
  @Shows(LABEL_VALUE)
  void of_a_namespace_leave_its_name_to_kubernetes() {
    Compiled.from(
            """
            @Namespace(
                value = "shop",
                labels = {"team=a", «"kubernetes.io/metadata.name=other"})
            package shop;
            """)
        .error(
            LABEL_VALUE,
            "the label kubernetes.io/metadata.name always holds the namespace's name, "
                + "\"shop\"; leave it out")
        .andWritesNothing();
  }

  @Test
  @Shows(LABEL_FORM)
  void are_key_equals_value_once() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = {"app=orders", «"tier", «"app=other"})
            class Orders {}
            """)
        .error(LABEL_FORM, "\"tier\" is not a label; write it as \"key=value\"")
        .error(LABEL_FORM, "label \"app\" is given twice, also as \"orders\"; remove one")
        .andWritesNothing();
  }

  @Test
  @Shows(NO_LABELS)
  void are_needed() {
    Compiled.from(
            """
            package shop;

            «@Workload(name = "orders", labels = {})
            class Orders {}
            """)
        .error(
            NO_LABELS,
            "workload \"orders\" has no labels, so its policy would select every pod of the "
                + "namespace; give the labels of the Deployment's pod template")
        .andWritesNothing();
  }

  @Test
  @Shows({WORKLOAD_NAME, LABEL_FORM, LABEL_VALUE, PORT_NUMBER, PORT_NAME})
  void and_all_else_that_is_wrong_is_shown_at_once() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = «"my_orders",
                labels = {«"app", «"tier=-"},
                ports = {@Port(name = «"--", number = «0), @Port(name = "http", number = 80)})
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"my_orders\" is not a valid name: it contains '_'; use lower-case letters, "
                + "digits, '-' and '.', at most 253 characters")
        .error(LABEL_FORM, "\"app\" is not a label; write it as \"key=value\"")
        .error(
            LABEL_VALUE,
            "\"-\" is not a valid label value: it must start and end with a letter or digit; "
                + "leave it empty or use at most 63 of letters, digits, '-', '_' and '.', with a "
                + "letter or digit at both ends")
        .error(
            PORT_NAME,
            "\"--\" is not a valid port name: it contains '--'; use at most 15 of a-z, 0-9 "
                + "and '-', with at least one letter")
        .error(PORT_NUMBER, "0 is not a port number; it must be 1 to 65535")
        .andWritesNothing();
  }
}
