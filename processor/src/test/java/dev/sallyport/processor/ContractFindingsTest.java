package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.DUPLICATE_PORT;
import static dev.sallyport.check.FindingCode.EXTERNAL_EMPTY;
import static dev.sallyport.check.FindingCode.GENERATED_NAME;
import static dev.sallyport.check.FindingCode.HOST_NAME;
import static dev.sallyport.check.FindingCode.LABELS_MISS_SELECTOR;
import static dev.sallyport.check.FindingCode.LABEL_FORM;
import static dev.sallyport.check.FindingCode.LABEL_KEY;
import static dev.sallyport.check.FindingCode.LABEL_VALUE;
import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.NO_LABELS;
import static dev.sallyport.check.FindingCode.PORT_NAME;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.SELECTOR_SYNTAX;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be wrong with a contract, an external or a namespace on its own. */
class ContractFindingsTest {

  @Nested
  class Names {
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
      Compiled.from(
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
  }

  @Nested
  class Labels {
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
              «@Namespace(value = "shop", labels = "kubernetes.io/metadata.name=other")
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

  @Nested
  class Selectors {
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

  @Nested
  class Externals {
    @Test
    @Shows(HOST_NAME)
    void have_a_host_without_scheme_and_path() {
      Compiled.from(
              """
              package shop;

              @External(host = «"https://api.stripe.com/v1", ports = @Port(number = 443))
              interface Stripe {}
              """)
          .error(
              HOST_NAME,
              "\"https://api.stripe.com/v1\" is not a DNS name; write the name only, in lower "
                  + "case, without scheme, port or path")
          .andWritesNothing();
    }

    @Test
    @Shows(HOST_NAME)
    void have_a_host_that_is_no_address() {
      Compiled.from(
              """
              package shop;

              @External(host = «"192.0.2.7")
              interface Stripe {}
              """)
          .error(
              HOST_NAME,
              "\"192.0.2.7\" is an address, not a name; write it as cidrs = \"192.0.2.7/32\"")
          .andWritesNothing();
    }

    @Test
    @Shows(EXTERNAL_EMPTY)
    void are_somewhere() {
      Compiled.from(
              """
              package shop;

              «@External(ports = @Port(number = 443))
              interface Stripe {}
              """)
          .error(
              EXTERNAL_EMPTY,
              "this external has neither host nor cidrs, so it is nowhere; give at least one")
          .andWritesNothing();
    }
  }

  @Nested
  class Ports {
    @Test
    @Shows(PORT_NUMBER)
    void have_a_number_of_1_to_65535() {
      Compiled.from(
              """
              package shop;

              @Workload(name = "orders", labels = "app=orders", ports = @Port(number = «65536))
              class Orders {}
              """)
          .error(PORT_NUMBER, "65536 is not a port number; it must be 1 to 65535")
          .andWritesNothing();
    }

    @Test
    @Shows(PORT_NAME)
    void have_a_name_of_at_most_15_characters_with_a_letter() {
      Compiled.from(
              """
              package shop;

              @Workload(
                  name = "orders",
                  labels = "app=orders",
                  ports = {
                    @Port(name = «"a-very-long-port", number = 1),
                    @Port(name = «"8080", number = 2),
                    @Port(name = «"Http", number = 3),
                  })
              class Orders {}
              """)
          .error(
              PORT_NAME,
              "\"a-very-long-port\" is not a valid port name: it has 16 characters; use at "
                  + "most 15 of a-z, 0-9 and '-', with at least one letter")
          .error(
              PORT_NAME,
              "\"8080\" is not a valid port name: it has no letter; use at most 15 of a-z, 0-9 "
                  + "and '-', with at least one letter")
          .error(
              PORT_NAME,
              "\"Http\" is not a valid port name: it contains 'H'; use at most 15 of a-z, 0-9 "
                  + "and '-', with at least one letter")
          .andWritesNothing();
    }

    @Test
    @Shows(DUPLICATE_PORT)
    void are_declared_once() {
      Compiled.from(
              """
              package shop;

              @Workload(
                  name = "orders",
                  labels = "app=orders",
                  ports = {
                    @Port(name = "http", number = 8080),
                    «@Port(name = "http", number = 8081),
                    «@Port(name = "web", number = 8080),
                    @Port(name = "quic", number = 8080, protocol = Protocol.UDP)
                  })
              class Orders {}
              """)
          .error(
              DUPLICATE_PORT, "port \"http\" is declared twice; remove one or give it another name")
          .error(
              DUPLICATE_PORT,
              "port 8080/TCP is declared twice; remove one or correct its number or protocol")
          .andWritesNothing();
    }
  }
}
