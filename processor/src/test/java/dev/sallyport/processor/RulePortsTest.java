package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.NO_PORTS;
import static dev.sallyport.check.FindingCode.PORT_NAME;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;
import static dev.sallyport.check.FindingCode.PORT_PROTOCOL;
import static dev.sallyport.check.FindingCode.PORT_RANGE;
import static dev.sallyport.check.FindingCode.PROTOCOL;
import static dev.sallyport.check.FindingCode.UNDECLARED_PORT_NUMBER;
import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What can be wrong with the ports of a rule. */
class RulePortsTest {
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
  @Shows(PORT_NUMBER)
  void are_numbers_where_nothing_but_digits_and_dashes_stands() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(pods = "app=cache", ports = {«"-1", «"-80", «"1-2-3/UDP"})
            class FrontendApp implements Frontend {}
            """)
        .error(
            PORT_NUMBER,
            "\"-1\" is not a valid port: write a number from 1 to 65535, or a range as in "
                + "\"8000-8999\"")
        .error(
            PORT_NUMBER,
            "\"-80\" is not a valid port: write a number from 1 to 65535, or a range as in "
                + "\"8000-8999\"")
        .error(
            PORT_NUMBER,
            "\"1-2-3/UDP\" is not a valid port: write a number from 1 to 65535, or a range as in "
                + "\"8000-8999\"")
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
            UNKNOWN_PORT_NAME, "\"https\": a named port never matches an address; give the number")
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

            @EgressTo(cidr = "192.0.2.0/24", ports = {«"90-80", «"0", «"1-65536", «"99999999999", «"80-"})
            class FrontendApp implements Frontend {}
            """)
        .error(
            PORT_RANGE,
            "\"90-80\" is not a valid port: the port range 90-80 ends before it starts; "
                + "write the lower first")
        .error(
            PORT_NUMBER, "\"0\" is not a valid port: 0 is not a port number; it must be 1 to 65535")
        .error(
            PORT_NUMBER,
            "\"1-65536\" is not a valid port: 65536 is not a port number; it must be 1 to "
                + "65535")
        .error(
            PORT_NUMBER,
            "\"99999999999\" is not a valid port: 99999999999 is not a port number; it must be 1 "
                + "to 65535")
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

  @Test
  @Shows({UNKNOWN_PORT_NAME, UNDECLARED_PORT_NUMBER, PORT_PROTOCOL})
  void of_the_only_workload_that_labels_select_are_those_that_it_declares() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            @Workload(
                name = "resolver",
                labels = "app=resolver",
                ports = {
                  @Port(number = 5432),
                  @Port(name = "dns", number = 53, protocol = Protocol.UDP)
                })
            public interface Resolver {}
            """,
            """
            @Namespace(value = "bank", labels = "team=money")
            package bank;
            """,
            """
            package bank;

            @Workload(name = "ledger", labels = "app=ledger", ports = @Port(name = "http", number = 8080))
            public interface Ledger {}
            """,
            """
            package shop;

            @EgressTo(pods = "app=orders,tier=backend,!legacy", ports = {«"htpp", "http", «"80"})
            @EgressTo(pods = "app=orders", ports = {"may-be-anothers", "81", "9000-9099"})
            @EgressTo(pods = "app=resolver", ports = {"5432", «"dns", "dns/UDP", «"53", "53/UDP", «"sql"})
            @EgressTo(namespace = "bank", pods = "app=ledger", ports = «"8081")
            @EgressTo(namespaces = "team=money", pods = "app=ledger", ports = {"grpc", "http"})
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            @PartOf(Orders.class)
            @EgressTo(cidr = "192.0.2.0/24", ports = "443")
            class Unrelated {}
            """)
        .error(
            UNKNOWN_PORT_NAME,
            "workload \"orders\" does not declare a port \"htpp\"; did you mean \"http\"?")
        .error(
            UNDECLARED_PORT_NUMBER,
            "workload \"orders\" does not declare port 80; it declares http 8080/TCP, metrics "
                + "9090/TCP. Rules name pod ports, not Service ports")
        .error(
            PORT_PROTOCOL,
            "workload \"resolver\" declares \"dns\" for UDP, not for TCP; write \"dns/UDP\"")
        .error(
            PORT_PROTOCOL,
            "workload \"resolver\" declares 53 for UDP, not for TCP; write \"53/UDP\"")
        .error(
            UNKNOWN_PORT_NAME,
            "workload \"resolver\" does not declare a port \"sql\"; it declares 5432/TCP, dns "
                + "53/UDP")
        .error(
            UNDECLARED_PORT_NUMBER,
            "workload \"ledger\" does not declare port 8081; it declares http 8080/TCP. Rules name "
                + "pod ports, not Service ports")
        .andWrites(Shop.files("frontend", "orders.shop.unrelated"));
  }

  @Test
  void of_pods_that_labels_select_are_not_judged_where_they_may_be_of_several_workloads() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            @Workload(name = "stock", labels = {"app=stock", "tier=backend"})
            public interface Stock {}
            """,
            """
            @Namespace("bank")
            package bank;
            """,
            """
            package bank;

            @Workload(name = "ledger", labels = "app=ledger")
            public interface Ledger {}
            """,
            """
            package shop;

            @EgressTo(pods = "tier=backend", ports = {"grpc", "80"})
            @EgressTo(pods = "app in (orders,agent)", ports = "grpc")
            @EgressTo(pods = "app,app!=frontend,app!=stock", ports = "grpc")
            @EgressTo(pods = "app=ledger", ports = "grpc")
            @EgressTo(namespaces = "team=money", pods = "app=ledger", ports = "grpc")
            @EgressTo(namespace = "kube-system", pods = "k8s-app=kube-dns", ports = {"dns/UDP", "53"})
            class FrontendApp implements Frontend {}
            """)
        .andWrites(Shop.files("frontend"));
  }

  @Test
  void that_the_only_workload_with_the_labels_does_not_declare_can_be_suppressed() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.ORDERS,
            """
            package shop;

            @SuppressWarnings("sallyport:SP016")
            @EgressTo(pods = "app=orders,tier=backend", ports = "80")
            class FrontendApp implements Frontend {}
            """)
        .andWrites(Shop.files("frontend"));
  }

  @Test
  void that_labels_select_stay_in_the_manifest_as_they_are_written() {
    assertThat(
            Compiled.from(
                    Shop.FRONTEND,
                    Shop.ORDERS,
                    """
                    package shop;

                    @EgressTo(pods = "app=orders", ports = "http")
                    class FrontendApp implements Frontend {}
                    """)
                .text("manifests/_/frontend.yaml"))
        .contains("port: http");
  }
}
