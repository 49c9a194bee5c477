package dev.sallyport.runtime.emit;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of namespaces in a policy: its own, and those that selectors give by the immutable
 * label {@code kubernetes.io/metadata.name}. Reads them, and gives them other names.
 */
final class NamespaceNames {
  private final NamespaceMap map;
  private final SortedSet<String> mentioned = new TreeSet<>();

  NamespaceNames(NamespaceMap map) {
    this.map = map;
  }

  /** All names that were met so far, as they were before. */
  SortedSet<String> mentioned() {
    return mentioned;
  }

  /** The policy with other names. */
  Policy renamed(Policy policy) {
    return new Policy(
        policy.namespace().isEmpty() ? "" : name(policy.namespace()),
        policy.name(),
        policy.pods(),
        policy.directions(),
        rules(policy.ingress()),
        rules(policy.egress()),
        policy.origin());
  }

  private List<Rule> rules(List<Rule> rules) {
    List<Rule> renamed = new ArrayList<>();
    for (Rule rule : rules) {
      List<Peer> peers = new ArrayList<>();
      for (Peer peer : rule.peers()) {
        peers.add(
            peer instanceof Peer.PodsInNamespaces pods
                ? new Peer.PodsInNamespaces(selector(pods.namespaces()), pods.pods())
                : peer);
      }
      renamed.add(new Rule(peers, rule.ports(), rule.origins()));
    }
    return renamed;
  }

  private Selector selector(Selector namespaces) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, String> label : namespaces.matchLabels().entrySet()) {
      boolean isName = label.getKey().equals(Namespace.NAME_LABEL);
      labels.put(label.getKey(), isName ? name(label.getValue()) : label.getValue());
    }
    List<Requirement> expressions = new ArrayList<>();
    for (Requirement requirement : namespaces.matchExpressions()) {
      boolean isName = requirement.key().equals(Namespace.NAME_LABEL);
      List<String> values = new ArrayList<>();
      for (String value : requirement.values()) {
        values.add(isName ? name(value) : value);
      }
      expressions.add(new Requirement(requirement.key(), requirement.operator(), values));
    }
    return new Selector(labels, expressions);
  }

  private String name(String namespace) {
    mentioned.add(namespace);
    return map.apply(namespace);
  }
}
