package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import java.util.List;

/** Asks of each policy, rule, peer and port whether it is superfluous. */
final class RedundancySearch {
  private final Cover cover;

  RedundancySearch(Cover cover) {
    this.cover = cover;
  }

  /** Adds what a policy could do without, the policy itself first. */
  void search(Policy policy, boolean rulesOnly, List<Redundant> found) {
    if (!rulesOnly) {
      List<PolicyRule> covering = cover.ofPolicy(policy);
      if (covering != null) {
        found.add(new Redundant.WholePolicy(policy, covering));
      }
    }
    for (Direction direction : Direction.values()) {
      List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
      for (int i = 0; i < rules.size(); i++) {
        PolicyRule rule = new PolicyRule(policy, direction, i);
        List<PolicyRule> covering = cover.ofPart(rule, -1, -1);
        if (covering != null) {
          found.add(new Redundant.WholeRule(rule, covering));
        } else if (!rulesOnly) {
          searchEntries(rule, rules.get(i), found);
        }
      }
    }
  }

  private void searchEntries(PolicyRule rule, Rule entries, List<Redundant> found) {
    for (int i = 0; i < entries.peers().size() && entries.peers().size() > 1; i++) {
      List<PolicyRule> covering = cover.ofPart(rule, i, -1);
      if (covering != null) {
        found.add(new Redundant.OnePeer(rule, i, covering));
      }
    }
    for (int i = 0; i < entries.ports().size() && entries.ports().size() > 1; i++) {
      List<PolicyRule> covering = cover.ofPart(rule, -1, i);
      if (covering != null) {
        found.add(new Redundant.OnePort(rule, i, covering));
      }
    }
  }
}
