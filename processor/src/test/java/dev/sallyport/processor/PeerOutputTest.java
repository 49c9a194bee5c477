package dev.sallyport.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written for each kind of peer, and for ports. */
class PeerOutputTest {
  @RegisterExtension final GoldenCompiler golden = new GoldenCompiler();

  @Test
  void contracts_of_one_namespace() {
    golden.compile(
        Shop.FRONTEND,
        Shop.ORDERS,
        Shop.DATABASE,
        """
        package shop;

        @AllowsIngressFrom(value = Internet.class, why = "customers")
        @EgressTo(value = Orders.class, ports = "http")
        class FrontendApp implements Frontend {}
        """,
        """
        package shop;

        @AllowsIngressFrom(value = Frontend.class, ports = "http")
        @EgressTo(Database.class)
        class OrdersApp implements Orders {}
        """);
  }

  @Test
  void contracts_across_namespaces() {
    golden.compile(
        """
        @Namespace(value = "shop", labels = "team=checkout")
        package shop;
        """,
        Shop.FRONTEND,
        """
        package shop;

        @EgressTo(bank.Ledger.class)
        class FrontendApp implements Frontend {}
        """,
        """
        package bank;

        @Workload(
            name = "ledger",
            namespace = "bank",
            labels = {"app=ledger", "app.kubernetes.io/part-of=bank"},
            selector = "app=ledger",
            ports = @Port(name = "grpc", number = 9000))
        @AllowsIngressFrom(shop.Frontend.class)
        public interface Ledger {}
        """);
  }

  @Test
  void externals_by_address() {
    golden.compile(
        Shop.FRONTEND,
        """
        package shop;

        @External(
            host = "partner.example.com",
            cidrs = {"192.0.2.0/24", "2001:db8::/32"},
            ports = {@Port(number = 443), @Port(name = "quic", number = 443, protocol = Protocol.UDP)})
        interface Partner {}
        """,
        """
        package shop;

        @EgressTo(value = Partner.class, why = "prices: \\"daily\\" # really")
        @AllowsIngressFrom(value = Partner.class, ports = "http")
        class FrontendApp implements Frontend {}
        """);
  }

  @Test
  void labels_of_pods_and_namespaces() {
    golden.compile(
        Shop.ORDERS,
        """
        package shop;

        @AllowsIngressFrom(pods = "app=web,tier in (b,a),!legacy,canary notin (yes)")
        @AllowsIngressFrom(namespaces = "team=checkout")
        @AllowsIngressFrom(namespace = "monitoring", pods = "app=prometheus", ports = "metrics")
        @EgressTo(pods = "role", ports = {"http", "5353/UDP", "8000-8999"})
        @EgressTo(namespaces = "team in (a,b)", pods = "app!=x", ports = "grpc/SCTP")
        class OrdersApp implements Orders {}
        """);
  }

  @Test
  void addresses() {
    golden.compile(
        Shop.ORDERS,
        """
        package shop;

        @AllowsIngressFrom(cidr = "192.0.2.0/24", except = {"192.0.2.128/25", "192.0.2.0/30"})
        @EgressTo(cidr = "2001:db8::/32", ports = "443")
        @EgressTo(cidr = "0.0.0.0/0", except = "10.0.0.0/8", ports = "25", why = "mail")
        class OrdersApp implements Orders {}
        """);
  }

  @Test
  void built_in() {
    golden.compile(
        """
        @Namespace(value = "shop", kubeApi = {"172.18.0.2/32", "fd00::2/128"})
        package shop;
        """,
        Shop.ORDERS,
        """
        package shop;

        @AllowsIngressFrom(SameNamespace.class)
        @AllowsIngressFrom(value = AnyNamespace.class, ports = "metrics")
        @EgressTo(value = Internet.class, ports = "443", why = "webhooks")
        @EgressTo(value = Anywhere.class, ports = "4317", why = "telemetry")
        @EgressTo(KubeDns.class)
        @EgressTo(value = KubeApi.class, why = "leader election")
        @EgressTo(value = SameNamespace.class, ports = Ports.ALL, why = "gossip")
        class OrdersApp implements Orders {}
        """);
  }

  @Test
  void several_in_one_rule() {
    golden.compile(
        Shop.FRONTEND,
        Shop.ORDERS,
        """
        package shop;

        @AllowsIngressFrom({SameNamespace.class, Orders.class})
        @EgressTo(value = {SameNamespace.class, Orders.class}, ports = "8080")
        class FrontendApp implements Frontend {}
        """);
  }

  @Test
  void ranges_protocols_and_names() {
    golden.compile(
        """
        package shop;

        @Workload(
            name = "media",
            labels = "app=media",
            ports = {
              @Port(name = "sip", number = 5060, protocol = Protocol.UDP),
              @Port(name = "sip-tls", number = 5061),
              @Port(number = 10000, protocol = Protocol.UDP),
              @Port(name = "2nd", number = 3868, protocol = Protocol.SCTP)
            })
        public interface Media {}
        """,
        """
        package shop;

        @AllowsIngressFrom(pods = "app=a")
        @AllowsIngressFrom(pods = "app=b", ports = {"sip", "10000-10100/UDP", "2nd/SCTP"})
        @AllowsIngressFrom(pods = "app=c", ports = "*/UDP", why = "media is anywhere")
        class MediaApp implements Media {}
        """);
  }
}
