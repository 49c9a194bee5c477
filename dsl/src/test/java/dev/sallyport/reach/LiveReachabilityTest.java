package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.fleet.RandomFleet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveReachabilityTest {
  private static final List<PluginProfile> PROFILES =
      List.of(
          PluginProfile.CILIUM_LIKE,
          PluginProfile.NP_GUARD_LIKE,
          PluginProfile.CALICO_LIKE,
          PluginProfile.CILIUM_LIKE.with(
              PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE, Decision.YES),
          PluginProfile.STRICT);

  private static ClusterEvent event(RandomFleet fleets, Snapshot now, Random random) {
    String namespace = now.namespaces().get(random.nextInt(now.namespaces().size())).name();
    switch (random.nextInt(12)) {
      case 0, 1:
        return new ClusterEvent.PodApplied(fleets.pod(namespace, "p" + random.nextInt(12)));
      case 2:
        if (!now.pods().isEmpty()) {
          Pod pod = now.pods().get(random.nextInt(now.pods().size()));
          return new ClusterEvent.PodRemoved(pod.namespace(), pod.name());
        }
        break;
      case 3:
        return new ClusterEvent.NamespaceApplied(Namespace.of(namespace, Map.of("a", "x")));
      case 4, 5, 6:
        if (!now.policies().isEmpty()) {
          Policy policy = now.policies().get(random.nextInt(now.policies().size()));
          return new ClusterEvent.PolicyRemoved(policy.namespace(), policy.name());
        }
        break;
      default:
        break;
    }
    return new ClusterEvent.PolicyApplied(fleets.policy(namespace, "q" + random.nextInt(6)));
  }

  private static ConnectivityDiff.Allowed allowed(
      Reachability version, Endpoint from, Endpoint to) {
    for (Endpoint endpoint : List.of(from, to)) {
      if (endpoint instanceof Pod pod && version.fleet().find(pod) < 0) {
        return ConnectivityDiff.Allowed.NOTHING;
      }
    }
    return new ConnectivityDiff.Allowed(
        version.connections(from, to), version.pluginDependent(from, to));
  }

  @Test
  void every_delta_is_exactly_what_changed() {
    Random random = new Random(42);
    int changed = 0;
    for (int run = 0; run < 150; run++) {
      RandomFleet fleets = new RandomFleet(run, true);
      PluginProfile profile = PROFILES.get(run % PROFILES.size());
      Snapshot snapshot = fleets.next(false);
      LiveReachability live = LiveReachability.of(snapshot, profile);
      for (int step = 0; step < 12; step++) {
        ClusterEvent event = event(fleets, snapshot, random);
        Reachability before = Reachability.of(snapshot, profile);
        Delta delta = live.apply(event);
        Map<String, Delta.Row> found = new LinkedHashMap<>();
        for (Delta.Row row : delta.rows()) {
          assertThat(row.before()).isNotEqualTo(row.after());
          if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
            assertThat(from.pods()).isNotEmpty();
            assertThat(to.pods()).isNotEmpty();
            for (Pod one : from.pods()) {
              for (Pod two : to.pods()) {
                if (!one.id().equals(two.id())) {
                  assertThat(found.put(one.id() + " " + two.id(), row))
                      .as("run %d step %d %s: %s %s twice", run, step, event, one.id(), two.id())
                      .isNull();
                }
              }
            }
          }
        }
        Snapshot next = LiveReachability.apply(event, snapshot);
        Reachability after = Reachability.of(next, profile);
        Reachability current = step % 3 == 0 ? live.current() : after;
        Map<String, Pod> all = new LinkedHashMap<>();
        snapshot.pods().forEach(pod -> all.put(pod.id(), pod));
        next.pods().forEach(pod -> all.put(pod.id(), pod));
        for (Pod one : all.values()) {
          for (Pod two : all.values()) {
            if (one == two) {
              continue;
            }
            ConnectivityDiff.Allowed was = allowed(before, one, two);
            ConnectivityDiff.Allowed is = allowed(after, one, two);
            Delta.Row row = found.get(one.id() + " " + two.id());
            assertThat(row == null ? was : row.after())
                .as("run %d step %d %s: %s to %s", run, step, event, one.id(), two.id())
                .isEqualTo(is);
            assertThat(row == null ? is : row.before()).isEqualTo(was);
            assertThat(allowed(current, one, two)).isEqualTo(is);
            changed += row == null ? 0 : 1;
          }
          for (String text : List.of("10.0.0.3", "11.1.1.1", "fd00::2")) {
            AddressRange address = AddressRange.parse(text);
            ConnectivityDiff.Allowed was = allowed(before, address, one);
            ConnectivityDiff.Allowed is = allowed(after, address, one);
            List<Delta.Row> rows =
                delta.rows().stream()
                    .filter(row -> holds(row.from(), address) && holds(row.to(), one))
                    .toList();
            assertThat(rows)
                .as("run %d step %d %s", run, step, event)
                .hasSize(was.equals(is) ? 0 : 1);
            if (!rows.isEmpty()) {
              assertThat(rows.get(0).before()).isEqualTo(was);
              assertThat(rows.get(0).after()).isEqualTo(is);
            }
          }
        }
        snapshot = next;
      }
      assertThat(live.snapshot().pods()).containsExactlyInAnyOrderElementsOf(snapshot.pods());
      assertThat(live.snapshot().policies())
          .containsExactlyInAnyOrderElementsOf(snapshot.policies());
    }
    assertThat(changed).isGreaterThan(2_000);
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

  @Test
  void a_delta_is_read_before_the_next_event() {
    Pod web = Pod.of("shop", "web", Map.of("app", "web"), List.of());
    Pod db = Pod.of("shop", "db", Map.of("app", "db"), List.of());
    LiveReachability live =
        LiveReachability.of(
            Snapshot.of(List.of(), List.of(web), List.of()), PluginProfile.CILIUM_LIKE);
    Delta delta = live.apply(new ClusterEvent.PodApplied(db));
    live.apply(new ClusterEvent.PodRemoved("shop", "web"));
    assertThatThrownBy(delta::rows).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_delta_is_refused_after_any_event_that_changes_the_state() {
    Pod web = Pod.of("shop", "web", Map.of("app", "web"), List.of());
    Pod db = Pod.of("shop", "db", Map.of("app", "db"), List.of());
    Pod moved = Pod.of("shop", "web", Map.of("app", "db"), List.of());
    Pod done = new Pod("shop", "job", Map.of(), List.of(), List.of(), false, Phase.FINISHED);
    Policy first = isolating("first", "app=web");
    for (List<ClusterEvent> events :
        List.<List<ClusterEvent>>of(
            List.of(new ClusterEvent.PodApplied(moved)),
            List.of(new ClusterEvent.PodRemoved("shop", "web")),
            List.of(
                new ClusterEvent.PolicyRemoved("shop", "first"), new ClusterEvent.PodApplied(done)),
            List.of(
                new ClusterEvent.PodRemoved("shop", "job"), new ClusterEvent.PodApplied(done)))) {
      LiveReachability live =
          LiveReachability.of(
              Snapshot.of(
                  List.of(), List.of(web, done), List.of(first, isolating("other", "app=db"))),
              PluginProfile.CILIUM_LIKE);
      Delta delta = live.apply(new ClusterEvent.PodApplied(db));
      events.forEach(live::apply);
      assertThatThrownBy(delta::rows).as("%s", events).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_groups_of_a_row_are_refused_after_the_next_event() {
    Pod web = Pod.of("shop", "web", Map.of("app", "web"), List.of());
    Pod db = Pod.of("shop", "db", Map.of("app", "db"), List.of());
    List<ClusterEvent> events =
        List.of(
            new ClusterEvent.PolicyApplied(isolating("first", "app=web")),
            new ClusterEvent.PodApplied(Pod.of("shop", "new", Map.of(), List.of())));
    for (ClusterEvent event : events) {
      LiveReachability live =
          LiveReachability.of(
              Snapshot.of(List.of(), List.of(web, db), List.of(isolating("other", "app=db"))),
              PluginProfile.CILIUM_LIKE);
      List<Delta.Row> rows =
          live.apply(event).rows().stream()
              .filter(row -> row.from() instanceof Group.Pods && row.to() instanceof Group.Pods)
              .toList();
      assertThat(rows).isNotEmpty();
      live.apply(new ClusterEvent.PodRemoved("shop", "db"));
      for (Delta.Row row : rows) {
        assertThatThrownBy(
                () -> {
                  row.from();
                  row.to();
                })
            .as("%s", event)
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  private static Policy isolating(String name, String pods) {
    return new Policy(
        "shop",
        name,
        Selector.parse(pods),
        Set.of(Direction.INGRESS),
        List.of(),
        List.of(),
        new Origin("test", ""));
  }

  @Test
  void what_is_not_there_cannot_go() {
    LiveReachability live =
        LiveReachability.of(Snapshot.of(List.of(), List.of(), List.of()), PluginProfile.STRICT);
    assertThatThrownBy(() -> live.apply(new ClusterEvent.PodRemoved("shop", "web")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop/web");
  }
}
