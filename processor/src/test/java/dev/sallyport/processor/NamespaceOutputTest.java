package dev.sallyport.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the settings of a namespace write, and change in what is written. */
class NamespaceOutputTest {
  @RegisterExtension final GoldenCompiler golden = new GoldenCompiler();

  private void withDns(String dns) {
    golden.compile(
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
    golden.compile(
        """
        @Namespace(value = "shop", defaultDeny = true)
        package shop;
        """);
  }
}
