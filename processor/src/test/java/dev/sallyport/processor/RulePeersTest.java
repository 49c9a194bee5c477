package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.INVALID_CONTRACT;
import static dev.sallyport.check.FindingCode.MIXED_PEERS;
import static dev.sallyport.check.FindingCode.NOT_A_PEER;
import static dev.sallyport.check.FindingCode.NO_PEER;
import static dev.sallyport.check.FindingCode.UNKNOWN_NAMESPACE;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import org.junit.jupiter.api.Test;

/** What can be wrong with the peers of a rule or invariant. */
class RulePeersTest {
  @Test
  @Shows(NOT_A_PEER)
  void are_contracts_externals_or_built_in() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo({String«.class, int«.class, Frontend[]«.class, void«.class})
            class FrontendApp implements Frontend {}
            """)
        .error(
            NOT_A_PEER,
            "java.lang.String is neither a @Workload, nor an @External, nor a built-in peer; "
                + "annotate it, or name the contract that it implements")
        .error(
            NOT_A_PEER,
            "int is neither a @Workload, nor an @External, nor a built-in peer; annotate it, "
                + "or name the contract that it implements")
        .error(
            NOT_A_PEER,
            "shop.Frontend[] is neither a @Workload, nor an @External, nor a built-in peer; "
                + "annotate it, or name the contract that it implements")
        .error(
            NOT_A_PEER,
            "void is neither a @Workload, nor an @External, nor a built-in peer; annotate "
                + "it, or name the contract that it implements")
        .andWritesNothing();
  }

  @Test
  @Shows(NOT_A_PEER)
  void are_contracts_not_the_classes_that_implement_them() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            @AllowsIngressFrom(FrontendApp«.class)
            class OrdersApp implements Orders {}
            """,
            """
            package shop;

            @PartOf(Frontend.class)
            class FrontendApp implements Frontend {}
            """)
        .error(
            NOT_A_PEER,
            "shop.FrontendApp is neither a @Workload, nor an @External, nor a built-in peer; "
                + "annotate it, or name the contract that it implements")
        .andWrites(Shop.files("frontend"));
  }

  @Test
  @Shows(NO_PEER)
  void are_needed() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            «@EgressTo(ports = "443")
            «@EgressTo({})
            class FrontendApp implements Frontend {}
            """)
        .error(
            NO_PEER,
            "this rule names no peer; give class tokens, pods, namespace or cidr. For "
                + "everybody write Anywhere.class")
        .error(
            NO_PEER,
            "this rule names no peer; give class tokens, pods, namespace or cidr. For "
                + "everybody write Anywhere.class")
        .andWritesNothing();
  }

  @Test
  @Shows(NO_PEER)
  void are_needed_in_an_invariant() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            «@NeverReaches({})
            @PartOf(Frontend.class)
            class FrontendApp implements Frontend {}
            """)
        .error(NO_PEER, "this invariant names no peer, so it says nothing; give class tokens")
        .andWritesNothing();
  }

  @Test
  @Shows(MIXED_PEERS)
  void are_named_in_one_way() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            «@EgressTo(value = Orders.class, pods = "app=orders")
            «@EgressTo(pods = "app=web", cidr = "192.0.2.0/24", ports = "443")
            @EgressTo(namespaces = "team=a", namespace = «"shop", ports = "443")
            class FrontendApp implements Frontend {}
            """)
        .error(
            MIXED_PEERS,
            "this rule names its peers in more than one way (class tokens, labels, cidr), "
                + "and it is not clear whether that means AND or OR; write one annotation for each")
        .error(
            MIXED_PEERS,
            "this rule names its peers in more than one way (class tokens, labels, cidr), "
                + "and it is not clear whether that means AND or OR; write one annotation for each")
        .error(MIXED_PEERS, "namespace and namespaces exclude each other; keep one")
        .andWritesNothing();
  }

  @Test
  @Shows(INVALID_CONTRACT)
  void are_valid_themselves() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @Workload(name = «"Orders", labels = "app=orders", ports = @Port(number = 80))
            interface Orders {}
            """,
            """
            package shop;

            @EgressTo(Orders«.class)
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @PartOf(Orders.class)
            «class OrdersApp {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"Orders\" is not a valid name: it contains 'O'; use lower-case letters, "
                + "digits, '-' and '.', at most 253 characters")
        .error(
            INVALID_CONTRACT,
            "shop.Orders is not valid (SP001): \"Orders\" is not a valid name: it contains "
                + "'O'; use lower-case letters, digits, '-' and '.', at most 253 characters")
        .error(
            INVALID_CONTRACT,
            "shop.Orders is not valid (SP001): \"Orders\" is not a valid name: it contains "
                + "'O'; use lower-case letters, digits, '-' and '.', at most 253 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(UNKNOWN_NAMESPACE)
  void in_other_namespaces_say_which() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @Workload(
                name = "ledger",
                namespace = "bank",
                labels = "app=ledger",
                ports = @Port(number = 8080))
            @AllowsIngressFrom(Frontend«.class)
            class Ledger {}
            """,
            """
            package shop;

            @EgressTo(Ledger«.class)
            class FrontendApp implements Frontend {}
            """)
        .error(
            UNKNOWN_NAMESPACE,
            "workload \"ledger\" is in namespace \"bank\", and the namespace of workload "
                + "\"frontend\" is not declared; put @Namespace on the package of its contract, or "
                + "namespace = \"...\" into its @Workload")
        .error(
            UNKNOWN_NAMESPACE,
            "workload \"ledger\" is in namespace \"bank\", and the namespace of workload "
                + "\"frontend\" is not declared; put @Namespace on the package of its contract, or "
                + "namespace = \"...\" into its @Workload")
        .andWritesNothing();
  }
}
