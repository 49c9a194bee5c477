package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterPolicy;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Single events, and what each changes. */
class LiveExamplesTest {
  private static final Origin ORIGIN = new Origin("test", "");
  private static final PluginProfile NODES =
      PluginProfile.CILIUM_LIKE.with(PluginChoice.IP_BLOCK_MATCHES_NODES, Decision.YES);

  private final Pod server = Pod.of("shop", "server", Map.of("app", "server"), List.of());
  private final Pod host =
      new Pod(
          "shop",
          "host",
          Map.of(),
          List.of(),
          List.of(IpAddress.parse("10.0.0.5")),
          true,
          Phase.LIVE);

  private static Policy let(String name, Peer peer) {
    return new Policy(
        "shop",
        name,
        Selector.parse("app=server"),
        Set.of(Direction.INGRESS),
        List.of(
            new Rule(
                List.of(peer), List.of(new PolicyPort.Range(Protocol.TCP, 80, 80)), List.of())),
        List.of(),
        ORIGIN);
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static List<String> texts(Delta delta) {
    return delta.rows().stream()
        .filter(row -> row.from() instanceof Group.Pods && row.to() instanceof Group.Pods)
        .map(
            row ->
                names(row.from())
                    + " -> "
                    + names(row.to())
                    + ": "
                    + row.before().connections()
                    + " -> "
                    + row.after().connections())
        .sorted()
        .toList();
  }

  private static String names(Group group) {
    return ((Group.Pods) group).pods().stream().map(Pod::name).sorted().toList().toString();
  }

  @Test
  void a_block_can_mean_a_node_and_no_pod() {
    Pod pod =
        new Pod(
            "shop",
            "pod",
            Map.of(),
            List.of(),
            List.of(IpAddress.parse("10.0.0.6")),
            false,
            Phase.LIVE);
    LiveReachability live =
        LiveReachability.of(
            Snapshot.of(
                List.of(), List.of(server, pod), List.of(let("block", block("10.0.0.0/8")))),
            NODES);
    assertThat(texts(live.apply(new ClusterEvent.PodApplied(host))))
        .contains("[host] -> [server]: none -> TCP 80");
    assertThat(texts(live.apply(new ClusterEvent.PolicyRemoved("shop", "block"))))
        .contains("[host] -> [server]: TCP 80 -> all", "[pod] -> [server]: none -> all");
    assertThat(texts(live.apply(new ClusterEvent.PolicyApplied(let("back", block("10.0.0.0/8"))))))
        .contains("[host] -> [server]: all -> TCP 80", "[pod] -> [server]: all -> none");
    assertThat(live.current().connections(host, server)).hasToString("TCP 80");
  }

  @Test
  void an_event_that_says_what_is_so_changes_nothing() {
    Policy policy = let("p", new Peer.Pods(Selector.EVERYTHING));
    LiveReachability live =
        LiveReachability.of(Snapshot.of(List.of(), List.of(server), List.of(policy)), NODES);
    assertThat(live.apply(new ClusterEvent.PodApplied(server)).rows()).isEmpty();
    assertThat(live.apply(new ClusterEvent.PolicyApplied(policy)).rows()).isEmpty();
    Pod finished = new Pod("shop", "job", Map.of(), List.of(), List.of(), false, Phase.FINISHED);
    assertThat(live.apply(new ClusterEvent.PodApplied(finished)).rows()).isEmpty();
    assertThat(live.snapshot().pods()).containsExactlyInAnyOrder(server, finished);
    assertThat(live.apply(new ClusterEvent.PodRemoved("shop", "job")).rows()).isEmpty();
    assertThat(live.snapshot().pods()).containsExactly(server);
  }

  @Test
  void a_row_prints_who_and_what() {
    LiveReachability live =
        LiveReachability.of(Snapshot.of(List.of(), List.of(server), List.of()), NODES);
    assertThat(live.apply(new ClusterEvent.PodApplied(host)).rows())
        .allSatisfy(row -> assertThat(row.toString()).contains("host", " -> ", "all"));
  }

  @Test
  void what_is_missing_cannot_be_removed() {
    ClusterPolicy admin =
        new ClusterPolicy(
            "a",
            Tier.ADMIN,
            1,
            Selector.EVERYTHING,
            Selector.EVERYTHING,
            List.of(),
            List.of(),
            ORIGIN);
    for (List<ClusterPolicy> cluster : List.of(List.<ClusterPolicy>of(), List.of(admin))) {
      LiveReachability live =
          LiveReachability.of(
              new Snapshot(
                  List.of(Namespace.of("shop", Map.of())), List.of(server), List.of(), cluster),
              NODES);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.PodRemoved("shop", "x")))
          .withMessageContaining("pod shop/x");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.PodRemoved("bank", "x")))
          .withMessageContaining("pod bank/x");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.PolicyRemoved("shop", "x")))
          .withMessageContaining("policy shop/x");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.PolicyRemoved("bank", "x")))
          .withMessageContaining("policy bank/x");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.NamespaceRemoved("bank")))
          .withMessageContaining("namespace bank");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> live.apply(new ClusterEvent.ClusterPolicyRemoved(Tier.ADMIN, "x")))
          .withMessageContaining("ADMIN policy x");
    }
  }
}
