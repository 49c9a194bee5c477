package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ClusterEvent;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Delta;
import dev.sallyport.reach.LiveReachability;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Random events, one after the other: each delta is exact, and the state is as built afresh. */
class LiveTest {

  @Test
  void deltas_are_exact_and_the_state_is_as_built_afresh() {
    Trials.of(20_000, 1_000_000, LiveTest::holds);
  }

  @Test
  void deltas_of_a_crowd_are_exact() {
    Trials.of(5, 500, SmallFleets::crowd, LiveTest::holds);
  }

  private static void holds(Sample sample, SplittableRandom random) {
    boolean quick = random.nextInt(4) > 0;
    Snapshot start = quick ? withoutClusterPolicies(sample.before()) : sample.before();
    Snapshot end = quick ? withoutClusterPolicies(sample.after()) : sample.after();
    PluginProfile profile = quick ? decided(sample.profile(), random) : sample.profile();
    List<AddressRange> pieces = AddressPieces.of(start, end);
    LiveReachability live = LiveReachability.of(start, profile);
    Shadow shadow = new Shadow(start);
    boolean naively = random.nextInt(20) == 0 && start.pods().size() < 10;
    Version before = new Version(shadow.snapshot(), profile, naively);
    for (ClusterEvent event : events(start, end, random)) {
      if (shadow.apply(event)) {
        Delta delta = live.apply(event);
        List<Version.Rectangle> rows = new ArrayList<>();
        for (Delta.Row row : delta.rows()) {
          rows.add(new Version.Rectangle(row.from(), row.to(), row.before(), row.after()));
        }
        Version after = new Version(shadow.snapshot(), profile, naively);
        try {
          Version.differIn(rows, before, after, pieces);
        } catch (AssertionError problem) {
          throw new AssertionError("after " + event + ": " + problem.getMessage(), problem);
        }
        before = after;
      }
    }
    assertThat(live.snapshot().pods()).containsExactlyInAnyOrderElementsOf(shadow.pods.values());
    assertThat(live.snapshot().policies())
        .containsExactlyInAnyOrderElementsOf(shadow.policies.values());
    assertThat(live.snapshot().clusterPolicies())
        .containsExactlyInAnyOrderElementsOf(shadow.clusterPolicies.values());
    assertThat(live.snapshot().namespaces()).containsAll(shadow.namespaces.values());
    for (Pod from : shadow.pods.values()) {
      for (Pod to : shadow.pods.values()) {
        assertThat(live.current().connections(from, to))
            .as("%s -> %s at the end", from.id(), to.id())
            .isEqualTo(before.answers().connections(from, to));
      }
    }
  }

  private static Snapshot withoutClusterPolicies(Snapshot s) {
    return Snapshot.of(s.namespaces(), s.pods(), s.policies());
  }

  private static PluginProfile decided(PluginProfile profile, SplittableRandom random) {
    PluginProfile result = profile;
    for (PluginChoice choice : PluginChoice.values()) {
      if (profile.decide(choice) == Decision.OPEN) {
        result = result.with(choice, random.nextBoolean() ? Decision.YES : Decision.NO);
      }
    }
    return result;
  }

  /** The way from one fleet to another, with detours, in any order. */
  private static List<ClusterEvent> events(Snapshot start, Snapshot end, SplittableRandom random) {
    List<ClusterEvent> events = new ArrayList<>();
    for (Namespace namespace : end.namespaces()) {
      if (!start.namespaces().contains(namespace) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.NamespaceApplied(namespace));
      }
    }
    for (Namespace namespace : start.namespaces()) {
      if (random.nextInt(12) == 0) {
        events.add(new ClusterEvent.NamespaceRemoved(namespace.name()));
      }
    }
    for (Pod pod : start.pods()) {
      if (!end.pods().contains(pod) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.PodRemoved(pod.namespace(), pod.name()));
      }
    }
    for (Pod pod : end.pods()) {
      if (!start.pods().contains(pod) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.PodApplied(pod));
      }
    }
    for (Policy policy : start.policies()) {
      if (!end.policies().contains(policy) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.PolicyRemoved(policy.namespace(), policy.name()));
      }
    }
    for (Policy policy : end.policies()) {
      if (!start.policies().contains(policy) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.PolicyApplied(policy));
      }
    }
    for (ClusterPolicy policy : start.clusterPolicies()) {
      if (!end.clusterPolicies().contains(policy)) {
        events.add(new ClusterEvent.ClusterPolicyRemoved(policy.tier(), policy.name()));
      }
    }
    for (ClusterPolicy policy : end.clusterPolicies()) {
      if (!start.clusterPolicies().contains(policy) || random.nextInt(5) == 0) {
        events.add(new ClusterEvent.ClusterPolicyApplied(policy));
      }
    }
    for (int i = events.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      ClusterEvent other = events.get(i);
      events.set(i, events.get(j));
      events.set(j, other);
    }
    return events;
  }

  /** What exists, by name; follows events in the plainest way. */
  private static final class Shadow {
    final Map<String, Namespace> namespaces;
    final Map<String, Pod> pods;
    final Map<String, Policy> policies;
    final Map<String, ClusterPolicy> clusterPolicies;

    Shadow(Snapshot start) {
      namespaces = byName(start.namespaces(), Namespace::name);
      pods = byName(start.pods(), Pod::id);
      policies = byName(start.policies(), p -> p.namespace() + "/" + p.name());
      clusterPolicies = byName(start.clusterPolicies(), p -> p.tier() + "/" + p.name());
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
      Map<String, T> result = new LinkedHashMap<>();
      all.forEach(each -> result.put(name.apply(each), each));
      return result;
    }

    Snapshot snapshot() {
      return new Snapshot(
          List.copyOf(namespaces.values()),
          List.copyOf(pods.values()),
          List.copyOf(policies.values()),
          List.copyOf(clusterPolicies.values()));
    }

    /** False if the event removes what is not there. */
    boolean apply(ClusterEvent event) {
      if (event instanceof ClusterEvent.PodRemoved e) {
        return pods.remove(e.namespace() + "/" + e.name()) != null;
      } else if (event instanceof ClusterEvent.PolicyRemoved e) {
        return policies.remove(e.namespace() + "/" + e.name()) != null;
      } else if (event instanceof ClusterEvent.ClusterPolicyRemoved e) {
        return clusterPolicies.remove(e.tier() + "/" + e.name()) != null;
      } else if (event instanceof ClusterEvent.NamespaceRemoved e) {
        pods.values().removeIf(pod -> pod.namespace().equals(e.name()));
        policies.values().removeIf(policy -> policy.namespace().equals(e.name()));
        return namespaces.remove(e.name()) != null;
      } else if (event instanceof ClusterEvent.PodApplied e) {
        pods.put(e.pod().id(), e.pod());
      } else if (event instanceof ClusterEvent.PolicyApplied e) {
        policies.put(e.policy().namespace() + "/" + e.policy().name(), e.policy());
      } else if (event instanceof ClusterEvent.NamespaceApplied e) {
        namespaces.put(e.namespace().name(), e.namespace());
      } else if (event instanceof ClusterEvent.ClusterPolicyApplied e) {
        clusterPolicies.put(e.policy().tier() + "/" + e.policy().name(), e.policy());
      }
      return true;
    }
  }
}
