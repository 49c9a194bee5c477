package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.CIDR_HOST_BITS;
import static dev.sallyport.check.FindingCode.DUPLICATE_PORT;
import static dev.sallyport.check.FindingCode.EXCEPT_OUTSIDE;
import static dev.sallyport.check.FindingCode.INVALID_CONTRACT;
import static dev.sallyport.check.FindingCode.LABEL_VALUE;
import static dev.sallyport.check.FindingCode.MIXED_PEERS;
import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.NOT_A_PEER;
import static dev.sallyport.check.FindingCode.NO_PEER;
import static dev.sallyport.check.FindingCode.NO_WORKLOAD;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.PROTOCOL;
import static dev.sallyport.check.FindingCode.SELECTOR_SYNTAX;
import static dev.sallyport.check.FindingCode.WIDE_WITHOUT_WHY;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import org.junit.jupiter.api.Test;

/** No error hides another, and none is made by another. */
class AllAtOnceTest {
  private static final String HOST_BITS =
      "10.0.0.1/8 has bits set beyond its prefix; write \"10.0.0.0/8\" for the block or "
          + "\"10.0.0.1/32\" for the one address";

  private static final String BAD_NAME =
      "\"P\" is not a valid name: it contains 'P'; use lower-case letters, digits, '-' and '.', at "
          + "most 253 characters";

  private static final String ZERO =
      "\"0\" is not a valid port: 0 is not a port number; it must be 1 to 65535";

  private static final String WIDE =
      "this rule is wide (every port); say why = \"...\", or name the peers and ports that are "
          + "needed";

  private static final String TWICE =
      "port \"http\" is declared twice; remove one or give it another name";

  private static final String NO_TARGET =
      " is neither a @Workload, nor an @External, nor a built-in peer; annotate it, or name the "
          + "contract that it implements";

  @Test
  void an_error_of_the_contract_hides_none_of_its_rules() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"P", labels = "app=p")
            @EgressTo(cidr = «"10.0.0.1/8", except = "10.1.0.0/16", ports = «"0")
            @EgressTo(cidr = "10.0.0.0/8", except = «"11.0.0.0/16", ports = "80")
            @EgressTo(pods = «"app in", namespace = «"Shop", ports = «"80/X")
            «@AllowsIngressFrom(value = SameNamespace.class, ports = Ports.ALL)
            @AllowsIngressFrom(value = String«.class, ports = "80")
            @NeverReaches(Integer«.class)
            class P {}
            """)
        .error(WORKLOAD_NAME, BAD_NAME)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .error(
            EXCEPT_OUTSIDE,
            "except 11.0.0.0/16 lies outside 10.0.0.0/8; remove it, or correct one of them")
        .error(
            SELECTOR_SYNTAX,
            "\"app in\" is not a selector, at character 7: expected '('; write it as kubectl does, "
                + "for example \"app=web,tier in (a,b),!legacy\"")
        .error(
            NAMESPACE_NAME,
            "\"Shop\" is not a valid namespace: it contains 'S'; use lower-case letters, digits "
                + "and '-', at most 63 characters")
        .error(
            PROTOCOL, "\"X\" is not a protocol that a NetworkPolicy knows; write TCP, UDP or SCTP")
        .error(WIDE_WITHOUT_WHY, WIDE)
        .error(NOT_A_PEER, "java.lang.String" + NO_TARGET)
        .error(NOT_A_PEER, "java.lang.Integer" + NO_TARGET)
        .andWritesNothing();
  }

  @Test
  void an_error_of_the_contract_makes_none_of_its_rules() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @Workload(
                name = "p",
                labels = "app=p",
                ports = {@Port(name = "http", number = 80), «@Port(name = "http", number = 81)})
            @AllowsIngressFrom(value = Frontend.class, ports = {"http", "metrics", "90"})
            @AllowsIngressFrom(SameNamespace.class)
            @AllowsIngressFrom(cidr = "10.0.0.0/8", ports = "8080/UDP")
            @EgressTo(Frontend.class)
            @NeverReaches(Frontend.class)
            class P {}
            """)
        .error(DUPLICATE_PORT, TWICE)
        .andWritesNothing();
  }

  @Test
  void an_error_of_the_namespace_hides_and_makes_none_of_the_rules() {
    Compiled.from(
            """
            @Namespace(value = "shop", kubeApi = «"10.0.0.1/8")
            package shop;
            """,
            """
            package shop;

            @Workload(name = "p", labels = "app=p")
            @EgressTo(KubeApi.class)
            @EgressTo(pods = "app=q", ports = «"0")
            @NeverReaches(KubeApi.class)
            «class P {}
            """)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .error(INVALID_CONTRACT, "@Namespace on package shop is not valid (SP023): " + HOST_BITS)
        .andWritesNothing();
  }

  @Test
  void an_error_of_a_contract_elsewhere_hides_none_of_its_speakers() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"P", labels = "app=p", ports = @Port(number = 80))
            interface P {}
            """,
            """
            package shop;

            @AllowsIngressFrom(value = SameNamespace.class, ports = {"http", «"0"})
            «class PApp implements P {
              @EgressTo(cidr = «"10.0.0.1/8", ports = "443")
              void call() {}
            }
            """)
        .error(WORKLOAD_NAME, BAD_NAME)
        .error(PORT_NUMBER, ZERO)
        .error(INVALID_CONTRACT, "shop.P is not valid (SP001): " + BAD_NAME)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .andWritesNothing();
  }

  @Test
  void an_error_of_a_peer_hides_none_of_the_ports() {
    Compiled.from(
            """
            package shop;

            @Workload(name = «"P", labels = "app=p", ports = @Port(number = 80))
            interface P {}
            """,
            """
            package shop;

            @External(cidrs = «"10.0.0.1/8", ports = @Port(number = 80))
            interface Far {}
            """,
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 80))
            @EgressTo(value = P«.class, ports = {"http", «"0"})
            «@EgressTo(value = Far«.class, ports = Ports.ALL)
            @AllowsIngressFrom(value = String«.class, ports = {"80", «"0"})
            class Orders {}
            """)
        .error(WORKLOAD_NAME, BAD_NAME)
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(INVALID_CONTRACT, "shop.P is not valid (SP001): " + BAD_NAME)
        .error(PORT_NUMBER, ZERO)
        .error(WIDE_WITHOUT_WHY, WIDE)
        .error(INVALID_CONTRACT, "shop.Far is not valid (SP023): " + HOST_BITS)
        .error(NOT_A_PEER, "java.lang.String" + NO_TARGET)
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void a_rule_that_is_none_as_a_whole_has_its_parts_checked() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            «@EgressTo(cidr = «"10.0.0.1/8", namespace = "shop", ports = «"0")
            «@EgressTo(ports = «"0")
            class Orders {}
            """)
        .error(
            MIXED_PEERS,
            "this rule names its peers in more than one way (class tokens, labels, cidr), and it"
                + " is not clear whether that means AND or OR; write one annotation for each")
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(PORT_NUMBER, ZERO)
        .error(
            NO_PEER,
            "this rule names no peer; give class tokens, pods, namespace or cidr. For everybody "
                + "write Anywhere.class")
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void a_rule_that_belongs_to_no_workload_is_checked() {
    Compiled.from(
            """
            package shop;

            class Client {
              «@EgressTo(cidr = «"10.0.0.1/8", ports = "80")
              void call() {}
            }
            """,
            """
            package shop;

            @PartOf(Client«.class)
            @EgressTo(pods = "app=q", ports = «"0")
            class Other {}
            """)
        .error(
            NO_WORKLOAD,
            "this belongs to no workload: implement a @Workload contract, or put "
                + "@PartOf(Contract.class) on the class or its package")
        .error(CIDR_HOST_BITS, HOST_BITS)
        .error(NO_WORKLOAD, "@PartOf names shop.Client, which is no @Workload; name a contract")
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }

  @Test
  void an_error_of_a_label_stands_beside_those_of_the_rules() {
    Compiled.from(
            """
            @Namespace(value = "shop", labels = «"team=a b")
            package shop;
            """,
            """
            package shop;

            @Workload(name = «"P", labels = "app=p")
            @EgressTo(pods = "app=q", ports = «"0")
            class P {}
            """)
        .error(
            LABEL_VALUE,
            "\"a b\" is not a valid label value: it contains ' '; leave it empty or use at most 63 "
                + "of letters, digits, '-', '_' and '.', with a letter or digit at both ends")
        .error(WORKLOAD_NAME, BAD_NAME)
        .error(PORT_NUMBER, ZERO)
        .andWritesNothing();
  }
}
