package dev.sallyport.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Whole outputs: every manifest, contract record and generated class. {@code -DupdateGoldens=true}
 * writes the golden files anew.
 */
class GoldenTest {
  private Goldens goldens;

  @BeforeEach
  void open(TestInfo test) {
    goldens = Goldens.of(GoldenTest.class, test.getTestMethod().orElseThrow().getName());
  }

  private void compile(String... sources) {
    compile("-Xlint:all", sources);
  }

  private void compile(String lint, String[] sources) {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(TestCompiler.processors())
            .withOptions(lint, "-Werror")
            .compile(
                SourceFile.all(sources).stream()
                    .map(
                        file ->
                            JavaFileObjects.forSourceString(
                                file.path().replace(".java", "").replace('/', '.'), file.text()))
                    .toList());
    assertThat(compilation).succeededWithoutWarnings();
    goldens.check(compilation.generatedFiles());
  }

  @Nested
  class Peers {
    @Test
    void contracts_of_one_namespace() {
      compile(
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
      compile(
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
      compile(
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
      compile(
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
      compile(
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
      compile(
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
      compile(
          Shop.FRONTEND,
          Shop.ORDERS,
          """
          package shop;

          @AllowsIngressFrom({SameNamespace.class, Orders.class})
          @EgressTo(value = {SameNamespace.class, Orders.class}, ports = "8080")
          class FrontendApp implements Frontend {}
          """);
    }
  }

  @Nested
  class Namespaces {
    private void withDns(String dns) {
      compile(
          """
          @Namespace(value = "shop", dns = Dns.%s)
          package shop;
          """
              .formatted(dns),
          """
          package shop;

          @Workload(name = "orders", labels = "app=orders")
          class Orders {}
          """);
    }

    @Test
    void dns_of_the_cluster() {
      withDns("CLUSTER");
    }

    @Test
    void dns_of_the_node() {
      withDns("NODE_LOCAL");
    }

    @Test
    void dns_of_openshift() {
      withDns("OPENSHIFT");
    }

    @Test
    void dns_none() {
      withDns("NONE");
    }

    @Test
    void default_deny() {
      compile(
          """
          @Namespace(value = "shop", defaultDeny = true)
          package shop;
          """);
    }
  }

  @Nested
  class Ports {
    @Test
    void ranges_protocols_and_names() {
      compile(
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

  @Nested
  class Composed {
    @Test
    void annotations_of_the_application() {
      // javac calls the application's own annotations unclaimed.
      String[] sources = {
        Shop.ORDERS,
        """
          package shop;

          @AllowsIngressFrom(namespace = "monitoring", pods = "app=prometheus", ports = "metrics")
          @EgressTo(namespace = "monitoring", pods = "app=collector", ports = "4317", why = "traces")
          @EgressTo(namespace = "monitoring", pods = "app=logs", ports = "3100")
          public @interface Monitored {}
          """,
        """
          package shop;

          @Monitored
          @NeverReaches(Internet.class)
          public @interface Standard {}
          """,
        """
          package shop;

          @Standard
          @AllowsIngressFrom(pods = "app=web", ports = "http")
          class OrdersApp implements Orders {}
          """
      };
      compile("-Xlint:all,-processing", sources);
    }
  }

  @Nested
  class Speakers {
    @Test
    void methods_and_nested_classes() {
      compile(
          Shop.ORDERS,
          """
          package shop;

          @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
          class OrdersApp implements Orders {
            @EgressTo(cidr = "192.0.2.1/32", ports = "443", why = "payments")
            static class Payments {
              @EgressTo(cidr = "192.0.2.2/32", ports = "443")
              void refund() {}

              @EgressTo(cidr = "192.0.2.3/32", ports = "443")
              void refund(int cents) {}
            }

            @EgressTo(cidr = "192.0.2.4/32", ports = "443")
            void check() {}
          }
          """);
    }

    @Test
    void parts_of_a_workload() {
      compile(
          Shop.ORDERS,
          """
          @PartOf(Orders.class)
          @EgressTo(cidr = "192.0.2.1/32", ports = "443")
          package shop.mail;

          import shop.Orders;
          """,
          """
          package shop.mail;

          @EgressTo(cidr = "192.0.2.2/32", ports = "25")
          class SMTPClient {}
          """,
          """
          package shop;

          @PartOf(Orders.class)
          @EgressTo(cidr = "192.0.2.3/32", ports = "443")
          class Ünder_score$ {}
          """);
    }

    @Test
    void the_only_workload_of_the_module() {
      compile(
          Shop.ORDERS,
          """
          package shop;

          @AllowsIngressFrom(SameNamespace.class)
          class OrdersApp implements Orders {}
          """,
          """
          package shop;

          class StripeClient {
            @EgressTo(cidr = "192.0.2.1/32", ports = "443")
            void pay() {}
          }
          """);
    }

    @Test
    void abstract_base_classes_records_enums_and_generics() {
      compile(
          Shop.ORDERS,
          Shop.FRONTEND,
          """
          package shop;

          @Workload(name = "worker", labels = "app=worker")
          interface Worker<T extends Comparable<T>> {}
          """,
          """
          package shop;

          @Workload(name = "batch", labels = "app=batch")
          interface Batch {}
          """,
          """
          package shop;

          abstract class Base<T> implements Orders {}
          """,
          """
          package shop;

          @AllowsIngressFrom(SameNamespace.class)
          class OrdersApp extends Base<String> {}
          """,
          """
          package shop;

          @AllowsIngressFrom(SameNamespace.class)
          record FrontendApp(String name) implements Frontend {}
          """,
          """
          package shop;

          @EgressTo(value = SameNamespace.class, ports = "1")
          enum WorkerApp implements Worker<String> {
            ONE;

            @EgressTo(value = SameNamespace.class, ports = "2")
            <U> void run(U u) {}
          }
          """,
          """
          package shop;

          @PartOf(Batch.class)
          final class BatchApp<T> implements Batch {}
          """);
    }

    @Test
    void workloads_of_somebody_else() {
      compile(
          Shop.DATABASE,
          """
          package shop;

          class Replica implements Database {}
          """);
    }

    @Test
    void invariants_alone() {
      compile(
          Shop.ORDERS.replace(
              "@Workload",
              "@NeverReachableFrom(value = Internet.class, why = \"audit\")\n@Workload"),
          """
          package shop;

          @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
          @NeverReaches(Internet.class)
          class OrdersApp implements Orders {}
          """);
    }

    @Test
    void the_unnamed_package() {
      compile(
          """
          @dev.sallyport.Workload(name = "orders", labels = "app=orders")
          class Orders {
            @dev.sallyport.Workload(
                name = "many",
                labels = {"a=1", "b=2", "c=3", "d=4", "e=5", "f=6", "g=7", "h=8", "i=", "j=y", "k=n"})
            public interface Many {}
          }
          """);
    }
  }
}
