package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private static final Origin TEST = new Origin("test", "");
  private static final PolicyPort HTTP = new PolicyPort.Range(Protocol.TCP, 80, 80);

  private static Pod pod(String namespace, String name, String... addresses) {
    return new Pod(
        namespace,
        name,
        Map.of("app", name),
        List.of(new ContainerPort("http", 8080, Protocol.TCP)),
        java.util.Arrays.stream(addresses).map(IpAddress::parse).toList(),
        false,
        Phase.LIVE);
  }

  private static Pod onHost(Pod pod) {
    return new Pod(
        pod.namespace(), pod.name(), pod.labels(), pod.ports(), pod.addresses(), true, pod.phase());
  }

  private static Policy ingress(String namespace, String selector, Rule... rules) {
    return new Policy(
        namespace,
        "in-" + selector.hashCode(),
        selector.isEmpty() ? Selector.EVERYTHING : Selector.parse(selector),
        EnumSet.of(Direction.INGRESS),
        List.of(rules),
        List.of(),
        TEST);
  }

  private static Policy egress(String namespace, String selector, Rule... rules) {
    return new Policy(
        namespace,
        "out-" + selector.hashCode(),
        selector.isEmpty() ? Selector.EVERYTHING : Selector.parse(selector),
        EnumSet.of(Direction.EGRESS),
        List.of(),
        List.of(rules),
        TEST);
  }

  private static Rule rule(Peer peer, PolicyPort... ports) {
    return new Rule(
        List.of(peer), ports.length == 0 ? List.of(PolicyPort.EVERY) : List.of(ports), List.of());
  }

  private static Peer pods(String selector) {
    return new Peer.Pods(Selector.parse(selector));
  }

  private static Peer block(String cidr, String... except) {
    return new Peer.IpBlock(
        Cidr.parse(cidr), java.util.Arrays.stream(except).map(Cidr::parse).toList());
  }

  private static Snapshot snapshot(List<Pod> pods, Policy... policies) {
    return Snapshot.of(List.of(), pods, List.of(policies));
  }

  private final Pod web = pod("shop", "web", "10.0.0.1");
  private final Pod db = pod("shop", "db", "10.0.0.2");
  private final List<Pod> two = List.of(web, db);

  @Nested
  class Isolation {
    @Test
    void without_policies_everything_is_possible() {
      assertThat(Reachability.of(snapshot(two)).connections(web, db)).isEqualTo(ConnectionSet.ALL);
    }

    @Test
    void both_doors_must_be_open() {
      Policy in = ingress("shop", "app=db", rule(pods("app=web"), HTTP));
      Policy out = egress("shop", "app=web", rule(pods("app=other"), HTTP));
      assertThat(Reachability.of(snapshot(two, in)).connections(web, db))
          .isEqualTo(ConnectionSet.of(Protocol.TCP, 80));
      assertThat(Reachability.of(snapshot(two, in, out)).connections(web, db))
          .isEqualTo(ConnectionSet.NONE);
    }

    @Test
    void named_ports_resolve_on_the_destination_pod() {
      Rule http = rule(pods("app=db"), new PolicyPort.Named(Protocol.TCP, "http"));
      assertThat(
              Reachability.of(snapshot(two, egress("shop", "app=web", http))).connections(web, db))
          .isEqualTo(ConnectionSet.of(Protocol.TCP, 8080));
    }
  }

  @Nested
  class Outside {
    @Test
    void a_range_is_allowed_where_blocks_join() {
      Policy in =
          ingress(
              "shop", "app=db", rule(block("10.0.0.0/9"), HTTP), rule(block("10.128.0.0/9"), HTTP));
      Reachability reachability = Reachability.of(snapshot(two, in));
      assertThat(reachability.connections(AddressRange.parse("10.0.0.0/8"), db))
          .isEqualTo(ConnectionSet.of(Protocol.TCP, 80));
      assertThat(reachability.connections(AddressRange.parse("10.0.0.0-11.0.0.0"), db))
          .isEqualTo(ConnectionSet.NONE);
    }

    @Test
    void the_matrix_partitions_both_families() {
      Policy in = ingress("shop", "app=db", rule(block("10.0.0.0/8", "10.1.0.0/16"), HTTP));
      Matrix matrix =
          Reachability.of(snapshot(List.of(db), in), PluginProfile.CALICO_LIKE).matrix();
      assertThat(matrix)
          .filteredOn(row -> row.from() instanceof Group.Addresses)
          .containsExactly(
              new Matrix.Row(
                  new Group.Addresses(
                      List.of(
                          AddressRange.parse("10.0.0.0-10.0.255.255"),
                          AddressRange.parse("10.2.0.0-10.255.255.255"))),
                  new Group.Pods(List.of(db)),
                  ConnectionSet.of(Protocol.TCP, 80),
                  ConnectionSet.NONE));
      assertThat(matrix)
          .filteredOn(row -> row.to() instanceof Group.Addresses)
          .containsExactly(
              new Matrix.Row(
                  new Group.Pods(List.of(db)),
                  new Group.Addresses(List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)),
                  ConnectionSet.ALL,
                  ConnectionSet.NONE));
    }
  }

  @Nested
  class Families {
    @Test
    void the_last_ipv4_and_the_first_ipv6_addresses_are_apart() {
      Pod four = pod("shop", "web", "10.0.0.2");
      Pod six =
          new Pod(
              "shop",
              "six",
              four.labels(),
              four.ports(),
              List.of(IpAddress.parse("fd00::1")),
              false,
              Phase.LIVE);
      Policy in = ingress("shop", "", rule(block("0.0.0.0/0")));
      Reachability reachability =
          Reachability.of(snapshot(List.of(four, six, db), in), PluginProfile.CALICO_LIKE);
      assertThat(reachability.connections(six, db)).isEqualTo(ConnectionSet.NONE);
      assertThat(reachability.connections(four, db)).isEqualTo(ConnectionSet.ALL);
    }
  }

  @Nested
  class PluginDependent {
    @Test
    void an_ip_block_on_a_pod_address() {
      Policy in = ingress("shop", "app=db", rule(block("10.0.0.0/8"), HTTP));
      Snapshot snapshot = snapshot(two, in);
      assertThat(Reachability.of(snapshot).verdict(web, db, Protocol.TCP, 80))
          .isEqualTo(new Verdict.PluginDependent(Set.of(PluginChoice.IP_BLOCK_MATCHES_PODS)));
      assertThat(
              Reachability.of(snapshot, PluginProfile.CALICO_LIKE)
                  .verdict(web, db, Protocol.TCP, 80))
          .isEqualTo(Verdict.ALLOWED);
      assertThat(
              Reachability.of(snapshot, PluginProfile.CILIUM_LIKE)
                  .verdict(web, db, Protocol.TCP, 80))
          .isEqualTo(Verdict.DENIED);
    }

    @Test
    void a_host_network_pod_that_a_policy_selects() {
      Pod host = onHost(db);
      Policy in = ingress("shop", "app=db");
      assertThat(
              Reachability.of(snapshot(List.of(web, host), in))
                  .verdict(web, host, Protocol.TCP, 80))
          .isEqualTo(
              new Verdict.PluginDependent(Set.of(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)));
    }

    @Test
    void a_pod_to_itself() {
      Policy in = ingress("shop", "app=db");
      assertThat(Reachability.of(snapshot(two, in)).verdict(db, db, Protocol.TCP, 80))
          .isEqualTo(new Verdict.PluginDependent(Set.of(PluginChoice.POD_REACHES_ITSELF)));
    }
  }

  @Nested
  class Tiers {
    private ClusterPolicy cluster(String name, Tier tier, int priority, ClusterAction action) {
      return new ClusterPolicy(
          name,
          tier,
          priority,
          Selector.EVERYTHING,
          Selector.parse("app=db"),
          List.of(
              new ClusterRule(
                  "",
                  action,
                  List.of(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING)),
                  List.of(HTTP),
                  List.of())),
          List.of(),
          TEST);
    }

    private Verdict verdict(List<ClusterPolicy> cluster, Policy... policies) {
      return Reachability.of(new Snapshot(List.of(), two, List.of(policies), cluster))
          .verdict(web, db, Protocol.TCP, 80);
    }

    @Test
    void admin_comes_before_network_policies_and_baseline_after() {
      Policy open = ingress("shop", "app=db", rule(Peer.ANYONE));
      Policy closed = ingress("shop", "app=db");
      assertThat(verdict(List.of(cluster("a", Tier.ADMIN, 1, ClusterAction.DENY)), open))
          .isEqualTo(Verdict.DENIED);
      assertThat(verdict(List.of(cluster("a", Tier.ADMIN, 1, ClusterAction.ACCEPT)), closed))
          .isEqualTo(Verdict.ALLOWED);
      assertThat(verdict(List.of(cluster("a", Tier.ADMIN, 1, ClusterAction.PASS)), closed))
          .isEqualTo(Verdict.DENIED);
      assertThat(verdict(List.of(cluster("a", Tier.BASELINE, 1, ClusterAction.DENY))))
          .isEqualTo(Verdict.DENIED);
      assertThat(verdict(List.of(cluster("a", Tier.BASELINE, 1, ClusterAction.DENY)), open))
          .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void equal_priorities_that_disagree_are_plugin_dependent() {
      List<ClusterPolicy> tied =
          List.of(
              cluster("a", Tier.ADMIN, 1, ClusterAction.DENY),
              cluster("b", Tier.ADMIN, 1, ClusterAction.ACCEPT));
      assertThat(verdict(tied))
          .isEqualTo(
              new Verdict.PluginDependent(Set.of(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME)));
    }

    @Test
    void baseline_for_a_pod_isolated_in_the_other_direction() {
      Policy out = egress("shop", "app=db", rule(Peer.ANYONE));
      assertThat(verdict(List.of(cluster("a", Tier.BASELINE, 1, ClusterAction.DENY)), out))
          .isEqualTo(
              new Verdict.PluginDependent(Set.of(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)));
    }
  }

  @Nested
  class Explanations {
    @Test
    void name_policy_rule_peer_and_port() {
      Policy in = ingress("shop", "app=db", rule(pods("app=web"), HTTP));
      Explanation explanation =
          Reachability.of(snapshot(two, in)).explain(web, db, Protocol.TCP, 80);
      assertThat(explanation.verdict()).isEqualTo(Verdict.ALLOWED);
      assertThat(explanation.egress().orElseThrow().reasons())
          .containsExactly(new Reason.NotIsolated());
      assertThat(explanation.ingress().orElseThrow().reasons())
          .containsExactly(new Reason.Allows(in, Direction.INGRESS, 0, pods("app=web"), HTTP));
    }

    @Test
    void the_smallest_change_opens_the_connection() {
      Policy in = ingress("shop", "app=db", rule(pods("app=web"), HTTP));
      Policy out = egress("shop", "app=web");
      Explanation explanation =
          Reachability.of(snapshot(two, in, out)).explain(web, db, Protocol.TCP, 81);
      assertThat(explanation.smallestChange())
          .extracting(Change::text)
          .containsExactly(
              "add a rule to policy shop/" + out.name() + " spec.egress[0]: pods app=db on TCP 81",
              "add port TCP 81 to policy shop/" + in.name() + " spec.ingress[0]");
      Policy[] changed =
          explanation.smallestChange().stream()
              .map(change -> ((Change.OfPolicy) change).after())
              .toArray(Policy[]::new);
      assertThat(Reachability.of(snapshot(two, changed)).verdict(web, db, Protocol.TCP, 81))
          .isEqualTo(Verdict.ALLOWED);
    }
  }

  @Nested
  class Snapshots {
    @Test
    void repeated_ids_are_refused_by_name() {
      assertThatThrownBy(() -> snapshot(List.of(web, web)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pod shop/web");
    }

    @Test
    void missing_namespaces_have_their_name_as_label() {
      Peer byName =
          new Peer.PodsInNamespaces(
              Selector.ofLabels(Map.of(Namespace.NAME_LABEL, "shop")), Selector.EVERYTHING);
      assertThat(
              Reachability.of(snapshot(two, ingress("shop", "app=db", rule(byName))))
                  .connections(web, db))
          .isEqualTo(ConnectionSet.ALL);
    }
  }
}
