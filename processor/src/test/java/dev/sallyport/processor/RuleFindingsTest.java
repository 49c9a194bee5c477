package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.CIDR_HOST_BITS;
import static dev.sallyport.check.FindingCode.CIDR_IPV4_MAPPED;
import static dev.sallyport.check.FindingCode.CIDR_LEADING_ZEROS;
import static dev.sallyport.check.FindingCode.CIDR_SYNTAX;
import static dev.sallyport.check.FindingCode.EXCEPT_FAMILY;
import static dev.sallyport.check.FindingCode.EXCEPT_NOT_LONGER;
import static dev.sallyport.check.FindingCode.EXCEPT_OUTSIDE;
import static dev.sallyport.check.FindingCode.EXCEPT_WITHOUT_CIDR;
import static dev.sallyport.check.FindingCode.HOST_NOT_EXPRESSIBLE;
import static dev.sallyport.check.FindingCode.HOST_WITHOUT_DNS;
import static dev.sallyport.check.FindingCode.INVALID_CONTRACT;
import static dev.sallyport.check.FindingCode.KUBE_API_ADDRESS;
import static dev.sallyport.check.FindingCode.LABEL_KEY;
import static dev.sallyport.check.FindingCode.MIXED_PEERS;
import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.NOT_A_PEER;
import static dev.sallyport.check.FindingCode.NO_PEER;
import static dev.sallyport.check.FindingCode.NO_PORTS;
import static dev.sallyport.check.FindingCode.PORT_NAME;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.PORT_PROTOCOL;
import static dev.sallyport.check.FindingCode.PORT_RANGE;
import static dev.sallyport.check.FindingCode.PROTOCOL;
import static dev.sallyport.check.FindingCode.SELECTOR_SYNTAX;
import static dev.sallyport.check.FindingCode.UNDECLARED_PORT_NUMBER;
import static dev.sallyport.check.FindingCode.UNKNOWN_NAMESPACE;
import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;
import static dev.sallyport.check.FindingCode.WIDE_WITHOUT_WHY;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be wrong with a rule on its own. */
class RuleFindingsTest {

  @Nested
  class Ports {
    @Test
    @Shows(UNKNOWN_PORT_NAME)
    void are_named_as_the_target_names_them() {
      Compiled.from(
              Shop.ORDERS,
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(value = Orders.class, ports = «"htpp")
              @AllowsIngressFrom(value = Orders.class, ports = {"http", «"grpc"})
              class FrontendApp implements Frontend {}
              """)
          .error(
              UNKNOWN_PORT_NAME,
              "workload \"orders\" does not declare a port \"htpp\"; did you mean \"http\"?")
          .error(
              UNKNOWN_PORT_NAME,
              "workload \"frontend\" does not declare a port \"grpc\"; it declares http "
                  + "8080/TCP")
          .andWritesNothing();
    }

    @Test
    @Shows(UNKNOWN_PORT_NAME)
    void have_no_name_at_an_address() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(cidr = "192.0.2.0/24", ports = «"https")
              class FrontendApp implements Frontend {}
              """)
          .error(
              UNKNOWN_PORT_NAME,
              "\"https\": a named port never matches an address; give the number")
          .andWritesNothing();
    }

    @Test
    @Shows(UNDECLARED_PORT_NUMBER)
    void are_numbers_that_the_target_declares() {
      Compiled.from(
              Shop.FRONTEND,
              Shop.ORDERS,
              Shop.SILENT,
              """
              package shop;

              @EgressTo(value = Orders.class, ports = {«"80", "http"})
              @EgressTo(value = Orders.class, ports = «"9000-9080")
              @EgressTo(value = Silent.class, ports = «"80")
              class FrontendApp implements Frontend {}
              """)
          .error(
              UNDECLARED_PORT_NUMBER,
              "workload \"orders\" does not declare port 80; it declares http 8080/TCP, "
                  + "metrics 9090/TCP. Rules name pod ports, not Service ports")
          .error(
              UNDECLARED_PORT_NUMBER,
              "workload \"orders\" does not declare port 9000-9080; it declares http 8080/TCP, "
                  + "metrics 9090/TCP. Rules name pod ports, not Service ports")
          .error(
              UNDECLARED_PORT_NUMBER,
              "workload \"silent\" does not declare port 80; it declares none; add @Port "
                  + "there. Rules name pod ports, not Service ports")
          .andWritesNothing();
    }

    @Test
    @Shows(PORT_PROTOCOL)
    void have_the_protocol_that_the_target_declares() {
      Compiled.from(
              Shop.FRONTEND,
              Shop.DATABASE,
              """
              package shop;

              @EgressTo(value = Database.class, ports = {«"53", «"50-60/SCTP", «"dns/TCP"})
              class FrontendApp implements Frontend {}
              """)
          .error(
              PORT_PROTOCOL,
              "workload \"database\" declares 53 for UDP, not for TCP; write \"53/UDP\"")
          .error(
              PORT_PROTOCOL,
              "workload \"database\" declares 53 for UDP, not for SCTP; write \"50-60/UDP\"")
          .error(
              PORT_PROTOCOL,
              "workload \"database\" declares \"dns\" for UDP, not for TCP; write \"dns\" only")
          .andWritesNothing();
    }

    @Test
    @Shows(PROTOCOL)
    void have_a_protocol_that_policies_know() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(cidr = "192.0.2.0/24", ports = {«"53/udp", «"1/ICMP", «"80/"})
              class FrontendApp implements Frontend {}
              """)
          .error(
              PROTOCOL,
              "\"udp\" is not a protocol that a NetworkPolicy knows; write TCP, UDP or SCTP")
          .error(
              PROTOCOL,
              "\"ICMP\" is not a protocol that a NetworkPolicy knows; write TCP, UDP or SCTP")
          .error(
              PROTOCOL, "\"\" is not a protocol that a NetworkPolicy knows; write TCP, UDP or SCTP")
          .andWritesNothing();
    }

    @Test
    @Shows({PORT_RANGE, PORT_NUMBER})
    void range_from_low_to_high() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(cidr = "192.0.2.0/24", ports = {«"90-80", «"0", «"1-65536", «"80-"})
              class FrontendApp implements Frontend {}
              """)
          .error(
              PORT_RANGE,
              "\"90-80\" is not a valid port: the port range 90-80 ends before it starts; "
                  + "write the lower first")
          .error(
              PORT_NUMBER,
              "\"0\" is not a valid port: 0 is not a port number; it must be 1 to 65535")
          .error(
              PORT_NUMBER,
              "\"1-65536\" is not a valid port: 65536 is not a port number; it must be 1 to "
                  + "65535")
          .error(
              PORT_RANGE, "\"80-\" is a range without an end; write both ends, as in \"8000-8999\"")
          .andWritesNothing();
    }

    @Test
    @Shows(PORT_NAME)
    void towards_selected_pods_have_a_valid_name() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(pods = "app=web", ports = {«"HTTP", «"80,81", «""})
              class FrontendApp implements Frontend {}
              """)
          .error(
              PORT_NAME,
              "\"HTTP\" is not a valid port name: it contains 'H'; use at most 15 of a-z, 0-9 "
                  + "and '-', with at least one letter")
          .error(
              PORT_NAME,
              "\"80,81\" is not a valid port name: it contains ','; use at most 15 of a-z, 0-9 "
                  + "and '-', with at least one letter")
          .error(
              PORT_NAME,
              "\"\" is not a valid port name: it is empty; use at most 15 of a-z, 0-9 and '-', "
                  + "with at least one letter")
          .andWritesNothing();
    }

    @Test
    @Shows(NO_PORTS)
    void are_declared_or_given() {
      Compiled.from(
              Shop.FRONTEND,
              Shop.SILENT,
              """
              package shop;

              «@EgressTo(pods = "app=web")
              @EgressTo({Silent«.class, SameNamespace«.class})
              class FrontendApp implements Frontend {}
              """,
              """
              package shop;

              @AllowsIngressFrom(Frontend«.class)
              class SilentApp implements Silent {}
              """)
          .error(
              NO_PORTS,
              "the ports of these peers are not known; give ports, for example ports = "
                  + "\"8080\", or Ports.ALL")
          .error(
              NO_PORTS,
              "workload \"silent\" declares no ports, so this rule would allow nothing; "
                  + "declare them with @Port, or give ports here")
          .error(
              NO_PORTS,
              "the ports of SameNamespace are not known; give ports, for example ports = "
                  + "\"8080\", or Ports.ALL")
          .error(
              NO_PORTS,
              "workload \"silent\" declares no ports, so this rule would allow nothing; "
                  + "declare them with @Port, or give ports here")
          .andWritesNothing();
    }
  }

  @Nested
  class Addresses {
    @Test
    @Shows({CIDR_SYNTAX, CIDR_LEADING_ZEROS, CIDR_IPV4_MAPPED, CIDR_HOST_BITS})
    void are_what_the_api_server_accepts() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(cidr = «"192.0.2.7", ports = "443")
              @EgressTo(cidr = «"192.0.2.0/33", ports = "443")
              @EgressTo(cidr = «"192.0.02.0/24", ports = "443")
              @EgressTo(cidr = «"::ffff:192.0.2.0/120", ports = "443")
              @EgressTo(cidr = «"192.0.2.7/24", ports = "443")
              class FrontendApp implements Frontend {}
              """)
          .error(
              CIDR_SYNTAX,
              "\"192.0.2.7\" is not a valid CIDR: the prefix length is missing; write for "
                  + "example \"192.0.2.7/32\"")
          .error(
              CIDR_SYNTAX, "\"192.0.2.0/33\" is not a valid CIDR: the prefix length is at most 32")
          .error(
              CIDR_LEADING_ZEROS,
              "\"192.0.02.0/24\" has leading zeros, which some software reads as octal; drop "
                  + "them")
          .error(
              CIDR_IPV4_MAPPED,
              "\"::ffff:192.0.2.0/120\" is an IPv4-mapped IPv6 address, which matches nothing; "
                  + "write the IPv4 form")
          .error(
              CIDR_HOST_BITS,
              "192.0.2.7/24 has bits set beyond its prefix; write \"192.0.2.0/24\" for the "
                  + "block or \"192.0.2.7/32\" for the one address")
          .andWritesNothing();
    }

    @Test
    @Shows(CIDR_HOST_BITS)
    void of_externals_and_of_the_api_server_are_checked_alike() {
      Compiled.from(
              """
              package shop;

              @External(cidrs = {"192.0.2.0/24", «"192.0.2.7/24"})
              interface Partner {}
              """,
              """
              @Namespace(value = "shop", defaultDeny = true, kubeApi = «"172.18.0.2/16")
              package shop;
              """)
          .error(
              CIDR_HOST_BITS,
              "192.0.2.7/24 has bits set beyond its prefix; write \"192.0.2.0/24\" for the "
                  + "block or \"192.0.2.7/32\" for the one address")
          .error(
              CIDR_HOST_BITS,
              "172.18.0.2/16 has bits set beyond its prefix; write \"172.18.0.0/16\" for the "
                  + "block or \"172.18.0.2/32\" for the one address")
          .andWritesNothing();
    }

    @Test
    @Shows({EXCEPT_OUTSIDE, EXCEPT_NOT_LONGER, EXCEPT_FAMILY, CIDR_SYNTAX})
    void have_exceptions_inside_them() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(
                  cidr = "192.0.2.0/24",
                  except = {
                    "192.0.2.128/25", «"198.51.100.0/25", «"192.0.2.0/24", «"2001:db8::/48", «"all"
                  },
                  ports = "443")
              class FrontendApp implements Frontend {}
              """)
          .error(
              EXCEPT_OUTSIDE,
              "except 198.51.100.0/25 lies outside 192.0.2.0/24; remove it, or correct one of "
                  + "them")
          .error(
              EXCEPT_NOT_LONGER,
              "except 192.0.2.0/24 must have a longer prefix than 192.0.2.0/24; as written it "
                  + "would leave nothing, so remove the rule or correct the prefix")
          .error(
              EXCEPT_FAMILY,
              "except 2001:db8::/48 is of another address family than 192.0.2.0/24, so it "
                  + "takes nothing out of it; remove it")
          .error(
              CIDR_SYNTAX,
              "\"all\" is not a valid CIDR: the prefix length is missing; write for example "
                  + "\"192.0.2.7/32\"")
          .andWritesNothing();
    }

    @Test
    @Shows(EXCEPT_WITHOUT_CIDR)
    void are_needed_for_exceptions() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(value = Internet.class, except = «"192.0.2.128/25", ports = "443", why = "w")
              class FrontendApp implements Frontend {}
              """)
          .error(
              EXCEPT_WITHOUT_CIDR,
              "except takes addresses out of cidr, and there is none; give cidr, or remove "
                  + "except")
          .andWritesNothing();
    }
  }

  @Nested
  class Peers {
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
    @Shows({SELECTOR_SYNTAX, LABEL_KEY, NAMESPACE_NAME})
    void are_selected_in_the_syntax_of_kubectl() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(pods = «"", ports = "443")
              @EgressTo(pods = «"app = web tier", namespaces = «"in (a)", ports = "443")
              @EgressTo(pods = «"-app", ports = "443")
              @EgressTo(namespace = «"Shop", ports = "443")
              class FrontendApp implements Frontend {}
              """)
          .error(
              SELECTOR_SYNTAX,
              "\"\" is not a selector, at character 1: it is empty, which would select "
                  + "everything; name a label; write it as kubectl does, for example \"app=web,tier "
                  + "in (a,b),!legacy\"")
          .error(
              SELECTOR_SYNTAX,
              "\"app = web tier\" is not a selector, at character 11: expected ','; write it "
                  + "as kubectl does, for example \"app=web,tier in (a,b),!legacy\"")
          .error(
              SELECTOR_SYNTAX,
              "\"in (a)\" is not a selector, at character 4: expected '=', '==', '!=', 'in', "
                  + "'notin' or ',' after \"in\"; write it as kubectl does, for example "
                  + "\"app=web,tier in (a,b),!legacy\"")
          .error(
              LABEL_KEY,
              "\"-app\" is not a valid label key: it must start and end with a letter or "
                  + "digit; use at most 63 of letters, digits, '-', '_' and '.', with a letter or "
                  + "digit at both ends, and before them a DNS subdomain and '/' if you like")
          .error(
              NAMESPACE_NAME,
              "\"Shop\" is not a valid namespace: it contains 'S'; use lower-case letters, "
                  + "digits and '-', at most 63 characters")
          .andWritesNothing();
    }

    @Test
    @Shows(VERSION_LABEL)
    void are_selected_by_labels_that_stay() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(pods = «"app=web,app.kubernetes.io/version=1.2", ports = "443")
              class FrontendApp implements Frontend {}
              """)
          .warning(
              VERSION_LABEL,
              "\"app=web,app.kubernetes.io/version=1.2\" selects by "
                  + "\"app.kubernetes.io/version\", which changes with releases; select by stable "
                  + "labels only")
          .andWrites(Shop.files("frontend"));
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

    @Test
    @Shows(HOST_NOT_EXPRESSIBLE)
    void known_by_name_only_are_refused() {
      Compiled.from(
              Shop.FRONTEND,
              Shop.STRIPE,
              """
              package shop;

              @EgressTo(Stripe«.class)
              @NeverReaches(Stripe«.class)
              class FrontendApp implements Frontend {}
              """)
          .error(
              HOST_NOT_EXPRESSIBLE,
              "a NetworkPolicy can't express the host \"api.stripe.com\". Ways out: give its "
                  + "addresses as cidrs in @External; choose another target, "
                  + "-Asallyport.target=cilium, eks, gke, calico-enterprise, openshift or proxy; "
                  + "declare an egress proxy as the peer; or declare Internet.class with ports and "
                  + "why")
          .error(
              HOST_NOT_EXPRESSIBLE,
              "shop.Stripe is known by host name only, and policies know addresses; give its "
                  + "cidrs")
          .andWritesNothing();
    }

    @Test
    @Shows(HOST_WITHOUT_DNS)
    void known_by_name_need_dns() {
      Compiled.from(
              """
              @Namespace(value = "shop", dns = Dns.NONE)
              package shop;
              """,
              Shop.FRONTEND,
              Shop.STRIPE.replace("ports", "cidrs = \"192.0.2.0/24\", ports"),
              """
              package shop;

              @EgressTo(Stripe«.class)
              class FrontendApp implements Frontend {}
              """)
          .error(
              HOST_WITHOUT_DNS,
              "\"api.stripe.com\" is a name, and namespace \"shop\" has dns = Dns.NONE, so it "
                  + "can't be resolved; choose a Dns profile, or declare the external by cidrs only")
          .andWritesNothing();
    }

    @Test
    @Shows(KUBE_API_ADDRESS)
    void named_KubeApi_need_its_address() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              @EgressTo(KubeApi«.class)
              @NeverReaches(KubeApi«.class)
              class FrontendApp implements Frontend {}
              """)
          .error(
              KUBE_API_ADDRESS,
              "the Kubernetes API server is no pod, and its address is not declared; give it "
                  + "as kubeApi in @Namespace of the contract's package (kubectl get endpointslices "
                  + "kubernetes shows it)")
          .error(
              KUBE_API_ADDRESS,
              "dev.sallyport.KubeApi has no declared address; give it as kubeApi in @Namespace")
          .andWritesNothing();
    }
  }

  @Nested
  class WideRules {
    @Test
    @Shows(WIDE_WITHOUT_WHY)
    void say_why() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              «@EgressTo(value = Internet.class, ports = "443")
              «@EgressTo(value = Anywhere.class, ports = "443")
              «@EgressTo(cidr = "::/0", ports = "443")
              «@EgressTo(value = SameNamespace.class, ports = Ports.ALL)
              «@EgressTo(value = SameNamespace.class, ports = "*/UDP")
              «@EgressTo(value = SameNamespace.class, ports = "1-65535", why = " ")
              class FrontendApp implements Frontend {}
              """)
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (0.0.0.0/0); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (anywhere); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (::/0); say why = \"...\", or name the peers and ports that "
                  + "are needed")
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .andWritesNothing();
    }

    @Test
    @Shows({WIDE_WITHOUT_WHY, UNKNOWN_PORT_NAME})
    void say_why_even_where_something_else_is_wrong() {
      Compiled.from(
              Shop.FRONTEND,
              """
              package shop;

              «@EgressTo(value = Internet.class, ports = «"https")
              class FrontendApp implements Frontend {}
              """)
          .error(
              WIDE_WITHOUT_WHY,
              "this rule is wide (0.0.0.0/0); say why = \"...\", or name the peers and ports "
                  + "that are needed")
          .error(
              UNKNOWN_PORT_NAME,
              "\"https\": a named port never matches an address; give the number")
          .andWritesNothing();
    }
  }
}
