package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.fleet.RandomFleet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of a matrix, expanded, are the answers for single pairs. */
class MatrixRowsTest {
  private static final List<PluginProfile> PROFILES =
      List.of(
          PluginProfile.STRICT,
          PluginProfile.CALICO_LIKE,
          PluginProfile.CILIUM_LIKE,
          PluginProfile.NP_GUARD_LIKE);

  private record Pair(String from, String to) {}

  @Test
  void cover_each_pair_of_pods_once_and_exactly() {
    RandomFleet fleets = new RandomFleet(11, true);
    for (int i = 0; i < 400; i++) {
      Snapshot snapshot = fleets.next(i % 3 == 0);
      Reachability reachability = Reachability.of(snapshot, PROFILES.get(i % PROFILES.size()));
      Map<Pair, Matrix.Row> found = new HashMap<>();
      for (Matrix.Row row : reachability.matrix()) {
        if (row.from() instanceof Group.Pods sources
            && row.to() instanceof Group.Pods destinations) {
          for (Pod from : sources.pods()) {
            for (Pod to : destinations.pods()) {
              if (!from.id().equals(to.id())) {
                assertThat(found.put(new Pair(from.id(), to.id()), row))
                    .as("fleet %d, %s to %s twice", i, from.id(), to.id())
                    .isNull();
              }
            }
          }
        }
      }
      for (Pod from : snapshot.pods()) {
        for (Pod to : snapshot.pods()) {
          if (!from.id().equals(to.id())) {
            Matrix.Row row = found.get(new Pair(from.id(), to.id()));
            assertThat(row == null ? ConnectionSet.NONE : row.connections())
                .as("fleet %d, %s to %s", i, from.id(), to.id())
                .isEqualTo(reachability.connections(from, to));
            assertThat(row == null ? ConnectionSet.NONE : row.pluginDependent())
                .isEqualTo(reachability.pluginDependent(from, to));
          }
        }
      }
    }
  }

  @Test
  void cover_outside_addresses_exactly() {
    RandomFleet fleets = new RandomFleet(12, true);
    for (int i = 0; i < 300; i++) {
      Snapshot snapshot = fleets.next(i % 3 == 0);
      Reachability reachability = Reachability.of(snapshot, PROFILES.get(i % PROFILES.size()));
      for (String text : List.of("0.0.0.0", "10.0.0.3", "10.0.0.4", "11.1.1.1", "fd00::2", "::")) {
        AddressRange address = AddressRange.parse(text);
        for (Pod pod : snapshot.pods()) {
          ConnectionSet in = ConnectionSet.NONE;
          ConnectionSet out = ConnectionSet.NONE;
          for (Matrix.Row row : reachability.matrix()) {
            if (holds(row.from(), address) && holds(row.to(), pod)) {
              assertThat(in).isEqualTo(ConnectionSet.NONE);
              in = row.connections();
            }
            if (holds(row.from(), pod) && holds(row.to(), address)) {
              assertThat(out).isEqualTo(ConnectionSet.NONE);
              out = row.connections();
            }
          }
          assertThat(in).isEqualTo(reachability.connections(address, pod));
          assertThat(out).isEqualTo(reachability.connections(pod, address));
        }
      }
    }
  }

  private static boolean holds(Group group, Endpoint endpoint) {
    if (group instanceof Group.Pods pods) {
      return endpoint instanceof Pod pod
          && pods.pods().stream().anyMatch(each -> each.id().equals(pod.id()));
    }
    return endpoint instanceof AddressRange range
        && group instanceof Group.Addresses addresses
        && addresses.ranges().stream().anyMatch(each -> each.contains(range));
  }
}
