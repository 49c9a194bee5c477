package dev.sallyport.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written for each class that speaks for a workload, and wherever it speaks. */
class SpeakerOutputTest {
  @RegisterExtension final GoldenCompiler golden = new GoldenCompiler();

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
    golden.compile("-Xlint:all,-processing", sources);
  }

  @Test
  void methods_and_nested_classes() {
    golden.compile(
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
    golden.compile(
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
    golden.compile(
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
    golden.compile(
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
    golden.compile(
        Shop.DATABASE,
        """
        package shop;

        class Replica implements Database {}
        """);
  }

  @Test
  void invariants_alone() {
    golden.compile(
        Shop.ORDERS.replace(
            "@Workload", "@NeverReachableFrom(value = Internet.class, why = \"audit\")\n@Workload"),
        """
        package shop;

        @AllowsIngressFrom(value = SameNamespace.class, ports = "http")
        @NeverReaches(Internet.class)
        class OrdersApp implements Orders {}
        """);
  }

  @Test
  void the_unnamed_package() {
    golden.compile(
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
