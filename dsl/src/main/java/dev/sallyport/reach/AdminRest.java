package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that pods of a namespace could exchange and that the Admin tier leaves to NetworkPolicies; of
 * policies of equal priority, one that passes counts.
 */
final class AdminRest {
  private final TierRules rules;
  private final GateIndex index;
  private final AddressSet podAddresses;
  private final TierCut cut;

  AdminRest(TierRules rules, AddressSet podAddresses) {
    this.rules = rules;
    this.index = rules.index();
    this.podAddresses = podAddresses;
    this.cut =
        new TierCut(rules, List.of(ClusterAction.PASS, ClusterAction.DENY, ClusterAction.ACCEPT));
  }

  /** It in pieces, some of which may be impossible for want of a shared address family. */
  List<Flow> of(Direction direction, int namespace, LabelCube pods) {
    BitSet own = new BitSet();
    own.set(namespace);
    Flow.End self = new Flow.End(own, null, pods, podAddresses);
    BitSet existing = new BitSet();
    existing.set(0, index.namespaces().size());
    List<Flow> left = new ArrayList<>();
    Predicate<Flow> taker =
        flow -> {
          left.add(flow);
          return false;
        };
    List<Flow.End> others = new ArrayList<>();
    others.add(new Flow.End(existing, null, LabelCube.ANY, podAddresses));
    LabelCube future = rules.future(LabelCube.ANY);
    if (future != null) {
      others.add(new Flow.End(null, future, LabelCube.ANY, podAddresses));
    }
    others.add(new Flow.End(null, null, LabelCube.ANY, AddressSet.ALL));
    for (Flow.End other : others) {
      boolean out = direction == Direction.EGRESS;
      // Addresses outside the cluster declare no ports.
      LabelCube names = out && other.isOutside() ? TierRules.names(List.of(), 0) : LabelCube.ANY;
      Counterexample.Cause none = new Counterexample.NotInCluster();
      Flow all =
          new Flow(
              out ? self : other,
              out ? other : self,
              false,
              false,
              AllowedBox.EVERY,
              names,
              none,
              none);
      cut.run(Tier.ADMIN, direction, all, AdminRest::isIgnored, AdminRest::isIgnored, taker);
    }
    return left;
  }

  /** Takes no piece, so that the cut goes on. */
  private static boolean isIgnored(Flow flow) {
    return false;
  }
}
