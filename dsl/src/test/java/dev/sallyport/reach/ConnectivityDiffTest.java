package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.fleet.RandomFleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectivityDiffTest {
  private static final List<PluginProfile> PROFILES =
      List.of(PluginProfile.CALICO_LIKE, PluginProfile.NP_GUARD_LIKE, PluginProfile.STRICT);

  /** One fleet with some things of another: pods and policies come, go and change. */
  private static Snapshot mixed(Snapshot one, Snapshot other, Random random) {
    Map<String, Pod> pods = new LinkedHashMap<>();
    for (Snapshot each : List.of(one, other)) {
      for (Pod pod : each.pods()) {
        if (each == one ? random.nextInt(6) != 0 : random.nextInt(6) == 0) {
          pods.put(pod.id(), pod);
        }
      }
    }
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Snapshot each : List.of(one, other)) {
      for (Policy policy : each.policies()) {
        if (each == one ? random.nextInt(4) != 0 : random.nextInt(4) == 0) {
          policies.put(policy.namespace() + "/" + policy.name(), policy);
        }
      }
    }
    List<ClusterPolicy> cluster = random.nextBoolean() ? one.clusterPolicies() : List.of();
    return new Snapshot(
        one.namespaces(),
        new ArrayList<>(pods.values()),
        new ArrayList<>(policies.values()),
        cluster);
  }

  private static ConnectivityDiff.Allowed allowed(
      Reachability version, Endpoint from, Endpoint to) {
    for (Endpoint endpoint : List.of(from, to)) {
      if (endpoint instanceof Pod pod && version.fleet().find(pod) < 0) {
        return new ConnectivityDiff.Allowed(ConnectionSet.NONE, ConnectionSet.NONE);
      }
    }
    return new ConnectivityDiff.Allowed(
        version.connections(from, to), version.pluginDependent(from, to));
  }

  @Test
  void lists_each_changed_pair_once_and_exactly() {
    RandomFleet fleets = new RandomFleet(21, true);
    Random random = new Random(22);
    int changes = 0;
    for (int i = 0; i < 600; i++) {
      Snapshot one = fleets.next(i % 4 == 0);
      Snapshot two = mixed(one, fleets.next(false), random);
      PluginProfile profile = PROFILES.get(i % PROFILES.size());
      Reachability before = Reachability.of(one, profile);
      Reachability after = Reachability.of(two, profile);
      Map<String, ConnectivityDiff.Row> found = new LinkedHashMap<>();
      for (ConnectivityDiff.Row row : ConnectivityDiff.between(before, after)) {
        assertThat(row.before()).isNotEqualTo(row.after());
        if (row.from() instanceof Group.Pods sources
            && row.to() instanceof Group.Pods destinations) {
          for (Pod from : sources.pods()) {
            for (Pod to : destinations.pods()) {
              if (!from.id().equals(to.id())) {
                assertThat(found.put(from.id() + " " + to.id(), row)).as("fleet %d", i).isNull();
              }
            }
          }
          assertThat(row.causes()).as("fleet %d", i).isNotEmpty();
        }
      }
      Map<String, Pod> all = new LinkedHashMap<>();
      one.pods().forEach(pod -> all.put(pod.id(), pod));
      two.pods().forEach(pod -> all.put(pod.id(), pod));
      for (Pod from : all.values()) {
        for (Pod to : all.values()) {
          if (from != to) {
            ConnectivityDiff.Allowed was = allowed(before, from, to);
            ConnectivityDiff.Allowed is = allowed(after, from, to);
            ConnectivityDiff.Row row = found.get(from.id() + " " + to.id());
            assertThat(row == null ? was : row.after())
                .as("fleet %d, %s to %s", i, from.id(), to.id())
                .isEqualTo(is);
            assertThat(row == null ? is : row.before()).isEqualTo(was);
            changes += row == null ? 0 : 1;
          }
        }
      }
    }
    assertThat(changes).isGreaterThan(1_000);
  }

  @Test
  void of_outside_addresses_is_exact() {
    RandomFleet fleets = new RandomFleet(31, false);
    Random random = new Random(32);
    int changes = 0;
    for (int i = 0; i < 200; i++) {
      Snapshot one = fleets.next(false);
      Snapshot two = mixed(one, fleets.next(false), random);
      Reachability before = Reachability.of(one, PluginProfile.CALICO_LIKE);
      Reachability after = Reachability.of(two, PluginProfile.CALICO_LIKE);
      ConnectivityDiff diff = ConnectivityDiff.between(before, after);
      for (String text : List.of("0.0.0.0", "10.0.0.3", "10.0.0.4", "11.1.1.1", "fd00::2", "::")) {
        AddressRange address = AddressRange.parse(text);
        for (Pod pod : two.pods()) {
          ConnectivityDiff.Allowed was = allowed(before, address, pod);
          ConnectivityDiff.Allowed is = allowed(after, address, pod);
          List<ConnectivityDiff.Row> rows = new ArrayList<>();
          for (ConnectivityDiff.Row row : diff) {
            if (row.from() instanceof Group.Addresses addresses
                && addresses.ranges().stream().anyMatch(range -> range.contains(address))
                && ((Group.Pods) row.to()).pods().contains(pod)) {
              rows.add(row);
            }
          }
          assertThat(rows).hasSize(was.equals(is) ? 0 : 1);
          if (!rows.isEmpty()) {
            assertThat(rows.get(0).before()).isEqualTo(was);
            assertThat(rows.get(0).after()).isEqualTo(is);
            changes++;
          }
        }
      }
    }
    assertThat(changes).isGreaterThan(100);
  }
}
