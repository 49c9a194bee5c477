package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the rules on which a proof rests; see {@link Conclusion.Proven#basis}. */
final class ProofBasis {
  private final GateIndex index;
  private final AddressSet podAddresses;
  private final boolean tiers;

  /** Among these policies; {@code tiers} if there are cluster policies as well. */
  ProofBasis(GateIndex index, AddressSet podAddresses, boolean tiers) {
    this.index = index;
    this.podAddresses = podAddresses;
    this.tiers = tiers;
  }

  /** The rules on which the proof of an invariant rests, in the order of the policies. */
  List<PolicyRule> collect(Invariant invariant) {
    Rules basis = new Rules();
    if (invariant instanceof Invariant.Isolated isolated) {
      PodScope scope = new PodScope(index.namespaces(), podAddresses, isolated.pods());
      collect(scope, isolated.direction(), null, false, basis);
    } else if (invariant instanceof Invariant.NeverReaches never) {
      boolean[] leads = null;
      if (!(never.from() instanceof Party.Outside)) {
        PodScope from = new PodScope(index.namespaces(), podAddresses, never.from());
        leads = collect(from, Direction.EGRESS, null, true, basis);
      }
      if (!(never.to() instanceof Party.Outside)) {
        PodScope to = new PodScope(index.namespaces(), podAddresses, never.to());
        // Admin rules can lead to where no NetworkPolicy does.
        collect(to, Direction.INGRESS, tiers ? null : leads, true, basis);
      }
    }
    return basis.inOrder(index.policies());
  }

  /** Adds what isolates the pods and returns the namespaces to which their rules lead. */
  private boolean[] collect(
      PodScope scope,
      Direction direction,
      boolean @Nullable [] within,
      boolean rules,
      Rules basis) {
    boolean[] leads = new boolean[index.namespaces().size()];
    LabelCube pods = scope.pods();
    boolean anywhere = scope.future() != null;
    if (pods == null) {
      return leads;
    }
    for (int namespace : scope.members()) {
      if (within != null && !within[namespace]) {
        continue;
      }
      Gate gate = index.gate(direction, namespace);
      anywhere |= gate.open(pods) != null;
      for (int i = 0; i < gate.policies().size(); i++) {
        if (gate.isolated().get(i).meets(pods)) {
          basis.add(gate.policies().get(i), direction, PolicyRule.ISOLATION);
        }
      }
      for (GateOption option : gate.options()) {
        if (rules && option.self().meets(pods)) {
          basis.add(option.policy(), direction, option.rule());
          for (int i = 0; i < leads.length; i++) {
            leads[i] |= option.kind() == GateOption.Kind.BLOCK || option.admits(i);
          }
        }
      }
    }
    for (int i = 0; i < leads.length; i++) {
      leads[i] |= anywhere;
    }
    return leads;
  }

  /** Rules by policy and direction; policies are told apart by identity, which costs nothing. */
  private static final class Rules {
    private final Map<Policy, BitSet> ingress = new IdentityHashMap<>();
    private final Map<Policy, BitSet> egress = new IdentityHashMap<>();

    void add(Policy policy, Direction direction, int rule) {
      Map<Policy, BitSet> rules = direction == Direction.INGRESS ? ingress : egress;
      BitSet known = rules.get(policy);
      if (known == null) {
        known = new BitSet();
        rules.put(policy, known);
      }
      known.set(rule - PolicyRule.ISOLATION);
    }

    List<PolicyRule> inOrder(List<Policy> policies) {
      List<PolicyRule> sorted = new ArrayList<>();
      for (Policy policy : policies) {
        for (Direction direction : Direction.values()) {
          BitSet rules = (direction == Direction.INGRESS ? ingress : egress).get(policy);
          for (int i = rules == null ? -1 : rules.nextSetBit(0);
              rules != null && i >= 0;
              i = rules.nextSetBit(i + 1)) {
            sorted.add(new PolicyRule(policy, direction, i + PolicyRule.ISOLATION));
          }
        }
      }
      return sorted;
    }
  }
}
