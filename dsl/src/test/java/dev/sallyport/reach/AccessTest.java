package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccessTest {
  private final FleetSketch fleet = new FleetSketch();

  /** What a world is made of. */
  private final class Parts {
    final Snapshot snapshot = fleet.snapshot();
    final PolicyIndex index = new PolicyIndex(snapshot);
    final PodClasses classes;
    final PeerSets peers;
    final ConnectionTable table;

    Parts(boolean families) {
      classes =
          PodClasses.of(
              snapshot,
              index.vocabulary(),
              families ? AddressAtoms.FAMILIES : AddressAtoms.of(index.blocks()));
      peers = new PeerSets(snapshot, classes, index.vocabulary(), BEHAVIOR);
      table = new ConnectionTable(families);
    }

    Access access(Direction direction) {
      return new Access(direction, snapshot, index, classes, peers, table, BEHAVIOR);
    }
  }

  private static final Behavior BEHAVIOR =
      Behavior.of(PluginProfile.CALICO_LIKE, EnumSet.noneOf(PluginChoice.class)).get(0);

  /** Per peer set, the classes in it, what a profile lets through. */
  private static Map<String, ConnectionSet> terms(Access access, int profile, Parts parts) {
    Map<String, ConnectionSet> terms = new TreeMap<>();
    IntTuples profiles = access.profiles();
    for (int i = 0; i < profiles.length(profile); i += 2) {
      List<Integer> members = new ArrayList<>();
      for (int c = 0; c < parts.classes.size(); c++) {
        if (parts.peers.sets().contains(profiles.item(profile, i), c)) {
          members.add(c);
        }
      }
      terms.put(members.toString(), parts.table.get(profiles.item(profile, i + 1)));
    }
    return terms;
  }

  @Test
  void says_the_same_with_the_numbers_of_another_direction() {
    fleet.pods("one", "two", "three", "free");
    fleet
        .egress("app=one", rule(in("app=two"), 80), rule(in("app=three"), 81))
        .egress("app=two", rule(in("app=one"), 82))
        .egress("app=three", rule(in("app=two"), 80, 81));
    fleet.ingress("app=two", rule(in("app=three"), 81), rule(in("app in (one,two)"), 83));
    Parts alone = new Parts(false);
    Access egress = alone.access(Direction.EGRESS);
    List<Map<String, ConnectionSet>> expected = new ArrayList<>();
    for (int profile = 0; profile < egress.profiles().size(); profile++) {
      expected.add(terms(egress, profile, alone));
    }
    assertThat(expected).hasSize(3).contains(Map.of("[0]", ConnectionSet.of(Protocol.TCP, 82)));

    Parts shared = new Parts(false);
    shared.access(Direction.INGRESS);
    egress.renumber(shared.peers, shared.table);
    List<Map<String, ConnectionSet>> renumbered = new ArrayList<>();
    for (int profile = 0; profile < egress.profiles().size(); profile++) {
      renumbered.add(terms(egress, profile, shared));
    }
    assertThat(renumbered).isEqualTo(expected);
  }

  /** It has a profile only because it lacks a family. */
  @Test
  void of_a_class_that_the_tiers_leave_open_is_like_that_of_one_without_policy() {
    fleet.pod("shop", "opened", "10.0.0.1");
    fleet.pod("shop", "free", "10.0.0.2");
    fleet.pod("shop", "client", "fd00::3");
    fleet.admin(1, "app=opened", rule(ClusterAction.ACCEPT, in("app=client")));
    fleet.ingress("app=nobody", rule(in("app in (opened,free)")));
    Parts parts = new Parts(true);
    Access ingress = parts.access(Direction.INGRESS);
    int opened = ingress.profileOf(parts.classes.classOf(0));
    int free = ingress.profileOf(parts.classes.classOf(1));
    assertThat(opened).isEqualTo(free).isNotEqualTo(Access.UNRESTRICTED);
    assertThat(terms(ingress, free, parts)).hasSize(1);
  }

  @Test
  void explains_each_pod_by_its_own_policies_in_the_order_of_the_snapshot() {
    fleet.pods("web", "db", "client");
    fleet.ingress("app=web").ingress("app in (web,db)").ingress("app=db", rule(Peer.ANYONE));
    Reachability reachability = fleet.reachability();
    List<Pod> pods = fleet.snapshot().pods();
    Pod client = pods.get(2);
    assertThat(isolating(reachability.explain(client, pods.get(0), Protocol.TCP, 80)))
        .containsExactly("policy-0", "policy-1");
    assertThat(isolating(reachability.explain(client, pods.get(1), Protocol.TCP, 81)))
        .containsExactly("policy-2");
    assertThat(reachability.engine().world().map(world -> world.access(Direction.INGRESS)))
        .map(
            ingress ->
                ingress.isolating(
                    reachability.engine().classes().classOf(1), fleet.snapshot().policies()))
        .map(policies -> policies.stream().map(Policy::name).toList())
        .isEqualTo(Optional.of(List.of("policy-1", "policy-2")));
  }

  private static List<String> isolating(Explanation explanation) {
    List<String> names = new ArrayList<>();
    for (Reason reason : explanation.ingress().orElseThrow().reasons()) {
      if (reason instanceof Reason.Isolates isolates) {
        names.add(isolates.policy().name());
      } else if (reason instanceof Reason.Allows allows) {
        names.add(allows.policy().name());
      }
    }
    return names;
  }
}
