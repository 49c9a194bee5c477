package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a policy means, without where it was read.
 *
 * @param pods the pods it selects
 * @param directions the directions in which it isolates
 * @param ingress what it allows to them
 * @param egress what it allows from them
 */
record Meaning(Selector pods, Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {

  static Meaning of(Policy policy) {
    return new Meaning(
        policy.pods(),
        Set.copyOf(policy.directions()),
        policy.ingress().stream().map(Meaning::bare).toList(),
        policy.egress().stream().map(Meaning::bare).toList());
  }

  private static Rule bare(Rule rule) {
    return new Rule(rule.peers(), rule.ports(), List.<Origin>of());
  }

  /** The fields of a NetworkPolicy in which two differ. */
  List<String> differences(Meaning other) {
    List<String> fields = new ArrayList<>();
    if (!pods.equals(other.pods)) {
      fields.add("spec.podSelector");
    }
    if (!directions.equals(other.directions)) {
      fields.add("spec.policyTypes");
    }
    if (!ingress.equals(other.ingress)) {
      fields.add("spec.ingress");
    }
    if (!egress.equals(other.egress)) {
      fields.add("spec.egress");
    }
    return fields;
  }

  /** Whether everything that another allows is allowed here, rule by rule. */
  boolean keepsRulesOf(Meaning other) {
    return pods.equals(other.pods)
        && other.directions.containsAll(directions)
        && new HashSet<>(ingress).containsAll(other.ingress)
        && new HashSet<>(egress).containsAll(other.egress);
  }

  /** All fields in which two live policies differ, sorted. */
  static List<String> differences(LivePolicy before, LivePolicy after) {
    Set<String> fields = new TreeSet<>(of(before.policy()).differences(of(after.policy())));
    add(fields, "metadata.labels.", before.labels(), after.labels());
    add(fields, "metadata.annotations.", before.annotations(), after.annotations());
    return List.copyOf(fields);
  }

  private static void add(
      Set<String> fields, String prefix, Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      if (!Objects.equals(before.get(key), after.get(key))) {
        fields.add(prefix + key);
      }
    }
  }
}
