package dev.sallyport.reach.proof;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.List;

/**
 * What a trial is made with.
 *
 * @param before a fleet
 * @param after another version of it; many trials look at the first only
 * @param profile how the plugin behaves
 */
record Sample(Snapshot before, Snapshot after, PluginProfile profile) {

  /** Everything that matters in it, as a person would write it down. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("profile:");
    profile
        .decisions()
        .forEach(
            (choice, decision) ->
                text.append(decision == Decision.NO ? "" : " " + choice + "=" + decision));
    text.append("\nbefore:").append(text(before));
    if (!after.equals(before)) {
      text.append("\nafter:").append(text(after));
    }
    return text.toString();
  }

  private static String text(Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    for (Namespace namespace : snapshot.namespaces()) {
      text.append("\n  namespace ").append(namespace.labels());
    }
    for (Pod pod : snapshot.pods()) {
      text.append("\n  pod ").append(pod.id()).append(' ').append(pod.labels());
      text.append(" ports ").append(pod.ports()).append(" at ").append(pod.addresses());
      text.append(pod.hostNetwork() ? " HOST" : "").append(pod.isLive() ? "" : " FINISHED");
    }
    for (Policy policy : snapshot.policies()) {
      text.append("\n  policy ").append(policy.namespace()).append('/').append(policy.name());
      text.append(" on ").append(policy.pods()).append(' ').append(policy.directions());
      policy.ingress().forEach(rule -> text.append(text(Direction.INGRESS, rule)));
      policy.egress().forEach(rule -> text.append(text(Direction.EGRESS, rule)));
    }
    for (ClusterPolicy policy : snapshot.clusterPolicies()) {
      text.append("\n  cluster policy ").append(policy.name()).append(' ').append(policy.tier());
      text.append(' ').append(policy.priority()).append(" on ").append(policy.pods());
      text.append(" in ").append(policy.namespaces());
      policy.ingress().forEach(rule -> text.append(text(Direction.INGRESS, rule)));
      policy.egress().forEach(rule -> text.append(text(Direction.EGRESS, rule)));
    }
    return text.toString();
  }

  private static String text(Direction direction, Rule rule) {
    return "\n    " + direction.text() + " " + rule.peers() + " on " + rule.ports();
  }

  private static String text(Direction direction, ClusterRule rule) {
    List<?> peers = rule.peers();
    return "\n    " + rule.action() + " " + direction.text() + " " + peers + " on " + rule.ports();
  }
}
