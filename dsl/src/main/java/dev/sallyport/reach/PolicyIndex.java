package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a snapshot with all that they mention numbered, before any pod is looked at.
 * {@code O(policies × rules)}.
 */
final class PolicyIndex {
  private final Vocabulary vocabulary = new Vocabulary();
  private final Vocabulary.Compiled[] subjects;
  private final int[] start;
  private final int[] byNamespace;

  /**
   * Per policy and direction, what its peers of the same namespace select, in their order; null if
   * the policy doesn't isolate in the direction.
   */
  private final Vocabulary.Compiled[] @Nullable [] local;

  private final List<Vocabulary.Compiled> found = new ArrayList<>();
  private final Set<Peer> blocks = new LinkedHashSet<>();

  PolicyIndex(Snapshot snapshot) {
    Map<String, Integer> namespaces = new HashMap<>();
    snapshot.namespaces().forEach(n -> namespaces.put(n.name(), namespaces.size()));
    List<Policy> policies = snapshot.policies();
    subjects = new Vocabulary.Compiled[policies.size()];
    local = new Vocabulary.Compiled[2 * subjects.length][];
    start = new int[namespaces.size() + 1];
    int[] namespaceOf = new int[policies.size()];
    for (int i = 0; i < subjects.length; i++) {
      Policy policy = policies.get(i);
      namespaceOf[i] = Objects.requireNonNull(namespaces.get(policy.namespace()));
      start[namespaceOf[i] + 1]++;
      subjects[i] = vocabulary.compile(policy.pods());
      for (Direction direction : policy.directions()) {
        found.clear();
        mention(direction == Direction.INGRESS ? policy.ingress() : policy.egress());
        local[2 * i + direction.ordinal()] = found.toArray(new Vocabulary.Compiled[0]);
      }
    }
    for (int i = 0; i < namespaces.size(); i++) {
      start[i + 1] += start[i];
    }
    byNamespace = new int[subjects.length];
    int[] next = start.clone();
    for (int i = 0; i < subjects.length; i++) {
      byNamespace[next[namespaceOf[i]]++] = i;
    }
    snapshot
        .clusterPolicies()
        .forEach(
            policy -> {
              vocabulary.compile(policy.pods());
              for (Direction direction : Direction.values()) {
                policy.rules(direction).forEach(rule -> mention(rule.peers(), rule.ports()));
              }
            });
  }

  private void mention(List<Rule> rules) {
    for (Rule rule : rules) {
      mention(rule.peers(), rule.ports());
    }
  }

  private void mention(List<Peer> peers, List<dev.sallyport.policy.PolicyPort> ports) {
    for (Peer peer : peers) {
      if (peer instanceof Peer.Pods pods) {
        found.add(vocabulary.compile(pods.pods()));
      } else if (peer instanceof Peer.PodsInNamespaces pods) {
        mention(pods.pods());
      } else if (peer instanceof Peer.IpBlock) {
        blocks.add(peer);
      }
    }
    for (dev.sallyport.policy.PolicyPort port : ports) {
      if (port instanceof dev.sallyport.policy.PolicyPort.Named named) {
        vocabulary.portName(named.protocol(), named.name());
      }
    }
  }

  private void mention(Selector selector) {
    if (!selector.isEverything()) {
      vocabulary.compile(selector);
    }
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Every address block that a policy names. */
  List<Peer> blocks() {
    return new ArrayList<>(blocks);
  }

  /** What a policy selects, by its place in the snapshot. */
  Vocabulary.Compiled subject(int policy) {
    return subjects[policy];
  }

  /**
   * What the peers of a policy's own namespace select, rule by rule and peer by peer; null if the
   * policy doesn't isolate in the direction.
   */
  Vocabulary.Compiled @Nullable [] local(int policy, Direction direction) {
    return local[2 * policy + direction.ordinal()];
  }

  /** How many policies a namespace has. */
  int count(int namespace) {
    return start[namespace + 1] - start[namespace];
  }

  /** A policy of a namespace, by its place in the snapshot. */
  int policy(int namespace, int index) {
    return byNamespace[start[namespace] + index];
  }
}
