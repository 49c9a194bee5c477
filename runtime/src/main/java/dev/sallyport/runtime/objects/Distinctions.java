package dev.sallyport.runtime.objects;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.Phase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What some policies can tell about pods of one namespace. Two pods are alike if every selector
 * that could be applied to them gives the same answer, they bind every port name that a policy uses
 * to the same numbers, both or neither use the network of their node, both or neither are finished,
 * and their addresses are in the same blocks.
 */
final class Distinctions {
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, Set<Selector>> ownSelectors = new HashMap<>();
  private final Map<Selector, Set<Selector>> wideSelectors = new LinkedHashMap<>();
  private final Map<String, List<Selector>> byNamespace = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> portNames = new HashSet<>();
  private final Set<Peer.IpBlock> blocks = new LinkedHashSet<>();

  /** All that policies can tell about one pod. */
  private record Signature(
      BitSet selectors,
      Set<ContainerPort> namedPorts,
      boolean hostNetwork,
      Phase phase,
      boolean hasAddress,
      BitSet blocks) {}

  /**
   * Collects what the policies ask.
   *
   * @param addressesMatter whether the ipBlocks of NetworkPolicies may match pods
   */
  Distinctions(KubernetesObjects objects, boolean addressesMatter) {
    for (Namespace namespace : objects.namespaces()) {
      namespaceLabels.put(namespace.name(), namespace.labels());
    }
    for (Policy policy : objects.policies()) {
      own(policy.namespace(), policy.pods());
      for (List<Rule> rules : List.of(policy.ingress(), policy.egress())) {
        for (Rule rule : rules) {
          rule.peers().forEach(peer -> peer(policy.namespace(), peer, addressesMatter));
          ports(rule.ports());
        }
      }
    }
    for (ClusterPolicy policy : objects.clusterPolicies()) {
      wide(policy.namespaces(), policy.pods());
      for (List<ClusterRule> rules : List.of(policy.ingress(), policy.egress())) {
        for (ClusterRule rule : rules) {
          rule.peers().forEach(peer -> peer("", peer, true));
          ports(rule.ports());
        }
      }
    }
  }

  private void peer(String namespace, Peer peer, boolean addressesMatter) {
    if (peer instanceof Peer.Pods pods) {
      own(namespace, pods.pods());
    } else if (peer instanceof Peer.PodsInNamespaces pods) {
      wide(pods.namespaces(), pods.pods());
    } else if (peer instanceof Peer.IpBlock block && addressesMatter) {
      blocks.add(block);
    }
  }

  private void ports(List<PolicyPort> ports) {
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Named named) {
        portNames.add(named.name());
      }
    }
  }

  private void own(String namespace, Selector selector) {
    if (!selector.isEverything()) {
      ownSelectors.computeIfAbsent(namespace, n -> new LinkedHashSet<>()).add(selector);
      mention(selector);
    }
  }

  private void wide(Selector namespaces, Selector selector) {
    if (!selector.isEverything()) {
      wideSelectors.computeIfAbsent(namespaces, n -> new LinkedHashSet<>()).add(selector);
      mention(selector);
    }
  }

  private void mention(Selector selector) {
    keys.addAll(selector.matchLabels().keySet());
    for (Requirement requirement : selector.matchExpressions()) {
      keys.add(requirement.key());
    }
  }

  /** Splits pods of one namespace into those that are alike, in the order of their first. */
  List<List<FoundWorkload>> split(List<FoundWorkload> pods) {
    if (pods.size() == 1) {
      return List.of(pods);
    }
    Map<Map<String, String>, BitSet> answers = new HashMap<>();
    Map<Signature, List<FoundWorkload>> parts = new LinkedHashMap<>();
    for (FoundWorkload pod : pods) {
      BitSet selectors =
          answers.computeIfAbsent(
              mentioned(pod.labels()), labels -> answers(pod.namespace(), labels));
      Signature signature =
          new Signature(
              selectors,
              namedPorts(pod.ports()),
              pod.hostNetwork(),
              pod.phase(),
              !blocks.isEmpty() && !pod.addresses().isEmpty(),
              blocksOf(pod.addresses()));
      parts.computeIfAbsent(signature, s -> new ArrayList<>()).add(pod);
    }
    return List.copyOf(parts.values());
  }

  private Map<String, String> mentioned(Map<String, String> labels) {
    Map<String, String> mentioned = new TreeMap<>();
    labels.forEach(
        (key, value) -> {
          if (keys.contains(key)) {
            mentioned.put(key, value);
          }
        });
    return mentioned;
  }

  private BitSet answers(String namespace, Map<String, String> labels) {
    List<Selector> asked = byNamespace.computeIfAbsent(namespace, this::selectorsFor);
    BitSet answers = new BitSet(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      answers.set(i, asked.get(i).matches(labels));
    }
    return answers;
  }

  private List<Selector> selectorsFor(String namespace) {
    Set<Selector> all = new LinkedHashSet<>(ownSelectors.getOrDefault(namespace, Set.of()));
    Map<String, String> labels =
        namespaceLabels.getOrDefault(namespace, Map.of(Namespace.NAME_LABEL, namespace));
    wideSelectors.forEach(
        (namespaces, pods) -> {
          if (namespaces.matches(labels)) {
            all.addAll(pods);
          }
        });
    return List.copyOf(all);
  }

  private Set<ContainerPort> namedPorts(Collection<ContainerPort> ports) {
    if (portNames.isEmpty()) {
      return Set.of();
    }
    Set<ContainerPort> named = new HashSet<>();
    for (ContainerPort port : ports) {
      if (portNames.contains(port.name())) {
        named.add(port);
      }
    }
    return named;
  }

  private BitSet blocksOf(List<IpAddress> addresses) {
    BitSet inside = new BitSet(blocks.size());
    if (!addresses.isEmpty()) {
      int i = 0;
      for (Peer.IpBlock block : blocks) {
        for (IpAddress address : addresses) {
          Cidr one = address.toCidr();
          if (block.cidr().contains(one)
              && block.except().stream().noneMatch(except -> except.contains(one))) {
            inside.set(i);
          }
        }
        i++;
      }
    }
    return inside;
  }
}
