package dev.sallyport.fluent;

import static dev.sallyport.fluent.Declare.anyNamespace;
import static dev.sallyport.fluent.Declare.anywhere;
import static dev.sallyport.fluent.Declare.cidr;
import static dev.sallyport.fluent.Declare.external;
import static dev.sallyport.fluent.Declare.internet;
import static dev.sallyport.fluent.Declare.invariants;
import static dev.sallyport.fluent.Declare.kubeApi;
import static dev.sallyport.fluent.Declare.kubeDns;
import static dev.sallyport.fluent.Declare.namespace;
import static dev.sallyport.fluent.Declare.partOf;
import static dev.sallyport.fluent.Declare.pods;
import static dev.sallyport.fluent.Declare.podsInNamespace;
import static dev.sallyport.fluent.Declare.podsInNamespaces;
import static dev.sallyport.fluent.Declare.rules;
import static dev.sallyport.fluent.Declare.sameNamespace;
import static dev.sallyport.fluent.Declare.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private final NamespaceContract quiet = namespace("shop").dns(Dns.NONE);
  private final WorkloadContract frontend =
      workload("frontend").in(quiet).labels("app=frontend").port("http", 8080);
  private final WorkloadContract orders =
      workload("orders").in(quiet).labels("app=orders").port("http", 8080).port("metrics", 9090);

  private static PolicyPort tcp(int port) {
    return new PolicyPort.Range(Protocol.TCP, port, port);
  }

  private static Policy policy(String name, Declaration... declarations) {
    return Policies.of(declarations).all().stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Peer.Pods podsOf(String selector) {
    return new Peer.Pods(Selector.parse(selector));
  }

  private static Peer.PodsInNamespaces podsOf(String namespaces, String selector) {
    Selector pods = selector.isEmpty() ? Selector.EVERYTHING : Selector.parse(selector);
    return new Peer.PodsInNamespaces(Selector.parse(namespaces), pods);
  }

  @Nested
  class Statements {

    @Test
    void become_policies_sorted_by_name() {
      Policies policies =
          Policies.of(
              rules(orders).allowsIngressFrom(frontend).onPorts("http"),
              rules(frontend).egressTo(orders).onPorts("http"));

      assertThat(policies.all())
          .extracting(Policy::namespace, Policy::name)
          .containsExactly(tuple("shop", "frontend"), tuple("shop", "orders"));
    }

    @Test
    void isolate_both_directions_and_allow_what_they_say() {
      Policy policy =
          policy(
              "orders",
              rules(orders).allowsIngressFrom(frontend),
              rules(frontend).egressTo(orders));

      assertThat(policy.directions()).containsExactly(Direction.INGRESS, Direction.EGRESS);
      assertThat(policy.pods()).isEqualTo(Selector.parse("app=orders"));
      assertThat(policy.egress()).isEmpty();
      assertThat(policy.ingress()).hasSize(1);
      assertThat(policy.ingress().get(0).peers()).containsExactly(podsOf("app=frontend"));
      assertThat(policy.ingress().get(0).ports()).containsExactly(tcp(8080), tcp(9090));
    }

    @Test
    void of_one_workload_add_up() {
      Policy policy =
          policy(
              "orders",
              rules(orders).allowsIngressFrom(pods("app=a")).onPorts("http"),
              rules(orders).allowsIngressFrom(pods("app=b")).onPorts("metrics"));

      assertThat(policy.ingress()).hasSize(2);
    }

    @Test
    void without_rules_isolate() {
      Policy policy = policy("orders", rules(orders));

      assertThat(policy.ingress()).isEmpty();
      assertThat(policy.egress()).isEmpty();
      assertThat(policy.directions()).hasSize(2);
    }

    @Test
    void name_workloads_that_name_each_other() {
      Policies policies =
          Policies.of(
              rules(orders).allowsIngressFrom(frontend).egressTo(frontend),
              rules(frontend).allowsIngressFrom(orders).egressTo(orders));

      assertThat(policies.all()).hasSize(2);
    }

    @Test
    void of_a_part_become_a_policy_of_their_own() {
      Policies policies =
          Policies.of(
              rules(orders),
              partOf(orders, "shop.payments.StripeClient")
                  .egressTo(cidr("192.0.2.0/24"))
                  .onPorts("443"));

      assertThat(policies.all())
          .extracting(Policy::name)
          .containsExactly("orders", "orders.shop.payments.stripe-client");
    }

    @Test
    void that_are_only_invariants_make_no_policy() {
      Policies policies = Policies.of(invariants(orders).neverReachableFrom(internet()));

      assertThat(policies.all()).isEmpty();
      assertThat(policies.statements()).hasSize(1);
    }

    @Test
    void of_an_unmanaged_workload_make_no_policy() {
      assertThat(Policies.of(rules(orders.unmanaged())).all()).isEmpty();
    }

    @Test
    void are_values() {
      WorkloadStatement start = rules(orders);
      WorkloadStatement longer = start.allowsIngressFrom(frontend);

      assertThat(start).isEqualTo(rules(orders)).isNotEqualTo(longer);
      assertThat(start.declaration().rules()).isEmpty();
      assertThat(longer).isEqualTo(rules(orders).allowsIngressFrom(frontend));
    }
  }

  @Nested
  class Contracts {

    @Test
    void have_labels_selector_ports_and_namespace() {
      WorkloadContract dns =
          workload("dns")
              .namespace("infra")
              .labels("app=dns", "version=v2")
              .selector("app=dns")
              .port("dns", 53, Protocol.UDP)
              .port(53, Protocol.TCP)
              .port(8053);

      assertThat(Policies.of(dns).workloads())
          .containsExactly(
              new Workload(
                  "infra",
                  "dns",
                  Map.of("app", "dns", "version", "v2"),
                  Selector.parse("app=dns"),
                  List.of(
                      new ContainerPort("dns", 53, Protocol.UDP),
                      new ContainerPort("", 53, Protocol.TCP),
                      new ContainerPort("", 8053, Protocol.TCP)),
                  true));
    }

    @Test
    void of_a_namespace_have_its_settings() {
      NamespaceContract shop =
          namespace("shop")
              .defaultDeny()
              .dns(Dns.NODE_LOCAL)
              .labels("team=checkout")
              .kubeApi("172.18.0.2/32");

      Policies policies = Policies.of(rules(orders.in(shop)));

      assertThat(policies.namespaces())
          .containsExactly(
              new Namespace(
                  "shop",
                  Map.of("team", "checkout"),
                  true,
                  Dns.NODE_LOCAL,
                  List.of(Cidr.parse("172.18.0.2/32"))));
      assertThat(policies.all()).extracting(Policy::name).containsExactly("default-deny", "orders");
      assertThat(policies.all().get(1).egress()).isNotEmpty();
    }

    @Test
    void are_values() {
      assertThat(workload("orders").in(quiet).labels("app=orders").port("http", 8080))
          .isEqualTo(workload("orders").in(quiet).labels("app=orders").port("http", 8080))
          .isNotEqualTo(orders);
      assertThat(orders.labels("a=b")).isNotEqualTo(orders);
      assertThat(quiet).isEqualTo(namespace("shop").dns(Dns.NONE)).isNotEqualTo(namespace("shop"));
      assertThat(external("X").cidrs("192.0.2.0/24").port("https", 443))
          .isEqualTo(external("X").cidrs("192.0.2.0/24").port("https", 443, Protocol.TCP));
    }
  }

  @Nested
  class Peers {

    private List<Rule> ingress(WorkloadStatement said) {
      return policy("orders", said).ingress();
    }

    @Test
    void are_pods_of_the_same_namespace() {
      assertThat(ingress(rules(orders).allowsIngressFrom(pods("app=web"))).get(0).peers())
          .containsExactly(podsOf("app=web"));
    }

    @Test
    void are_pods_of_namespaces() {
      assertThat(
              ingress(rules(orders).allowsIngressFrom(pods("app=web").inNamespaces("team=a")))
                  .get(0)
                  .peers())
          .containsExactly(podsOf("team=a", "app=web"));
      assertThat(
              ingress(rules(orders).allowsIngressFrom(podsInNamespaces("team=a"))).get(0).peers())
          .containsExactly(podsOf("team=a", ""));
    }

    @Test
    void are_pods_of_a_namespace_by_name() {
      assertThat(
              ingress(rules(orders).allowsIngressFrom(pods("app=p").inNamespace("monitoring")))
                  .get(0)
                  .peers())
          .containsExactly(podsOf("kubernetes.io/metadata.name=monitoring", "app=p"));
      assertThat(
              ingress(rules(orders).allowsIngressFrom(podsInNamespace("monitoring")))
                  .get(0)
                  .peers())
          .containsExactly(podsOf("kubernetes.io/metadata.name=monitoring", ""));
    }

    @Test
    void are_addresses_with_exceptions() {
      assertThat(
              ingress(
                      rules(orders)
                          .allowsIngressFrom(cidr("192.0.2.0/24").except("192.0.2.128/25")))
                  .get(0)
                  .peers())
          .containsExactly(
              new Peer.IpBlock(Cidr.parse("192.0.2.0/24"), List.of(Cidr.parse("192.0.2.128/25"))));
    }

    @Test
    void are_externals() {
      ExternalContract database = external("Legacy").cidrs("192.0.2.0/24").port("pg", 5432);

      Rule rule = policy("orders", rules(orders).egressTo(database)).egress().get(0);

      assertThat(rule.peers())
          .containsExactly(new Peer.IpBlock(Cidr.parse("192.0.2.0/24"), List.of()));
      assertThat(rule.ports()).containsExactly(tcp(5432));
    }

    @Test
    void are_built_in() {
      assertThat(ingress(rules(orders).allowsIngressFrom(sameNamespace())).get(0).peers())
          .isEqualTo(BuiltInPeers.sameNamespace());
      assertThat(ingress(rules(orders).allowsIngressFrom(anyNamespace())).get(0).peers())
          .isEqualTo(BuiltInPeers.anyNamespace());
      assertThat(ingress(rules(orders).allowsIngressFrom(anywhere()).why("all")).get(0).peers())
          .isEqualTo(BuiltInPeers.anywhere());
      assertThat(ingress(rules(orders).allowsIngressFrom(internet()).why("all")).get(0).peers())
          .isEqualTo(BuiltInPeers.internet());
      assertThat(policy("orders", rules(orders).egressTo(kubeDns())).egress().get(0).peers())
          .isEqualTo(BuiltInPeers.kubeDns());
      WorkloadContract operator = orders.in(quiet.kubeApi("172.18.0.2/32"));
      assertThat(policy("orders", rules(operator).egressTo(kubeApi())).egress().get(0).ports())
          .containsExactly(tcp(443), tcp(6443));
    }

    @Test
    void of_other_namespaces_are_found_by_its_name() {
      WorkloadContract prometheus =
          workload("prometheus").namespace("monitoring").labels("app=prometheus");

      assertThat(
              ingress(rules(orders).allowsIngressFrom(prometheus).onPorts("metrics"))
                  .get(0)
                  .peers())
          .containsExactly(podsOf("kubernetes.io/metadata.name=monitoring", "app=prometheus"));
    }
  }

  @Nested
  class Origins {

    @Test
    void read_like_the_call() {
      Policy policy =
          policy(
              "orders",
              rules(orders)
                  .allowsIngressFrom(pods("app=web").inNamespaces("team=a"))
                  .onPorts("http", "metrics")
                  .why("the shop's pages"));

      assertThat(policy.ingress().get(0).origins())
          .containsExactly(
              new Origin(
                  "allowsIngressFrom(pods(\"app=web\").inNamespaces(\"team=a\"))"
                      + ".onPorts(\"http\", \"metrics\") of workload orders",
                  "the shop's pages"));
    }

    @Test
    void stand_in_the_manifest() {
      Policy policy =
          policy(
              "orders",
              rules(orders).allowsIngressFrom(frontend),
              rules(frontend).egressTo(orders));

      assertThat(YamlWriter.write(NetworkPolicyManifest.of(policy, Map.of())))
          .contains("# allowsIngressFrom(frontend) of workload orders");
    }
  }
}
