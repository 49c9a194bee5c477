package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What makes parts of NetworkPolicies superfluous where there are cluster policies: these decide
 * first, so a rule is needed only for connections that the Admin tier leaves to it; and pods that
 * no policy isolates are not open, but left to the Baseline tier.
 *
 * <p>Of policies of equal priority any may count. So the Admin tier is taken to leave all that it
 * may leave, and the Baseline tier to let through, and to refuse, all that it may.
 *
 * <p>Source: network-policy-api documentation, "ClusterNetworkPolicy".
 */
final class TierCover implements Cover {
  private final TierRules rules;
  private final GateIndex index;
  private final AddressSet podAddresses;
  private final Map<Gate, List<Part>> known = new IdentityHashMap<>();

  /** Leaves to others what it may leave, and refuses what it may refuse. */
  private final TierCut refusing;

  /** Leaves to others what it may leave, and lets through what it may. */
  private final TierCut accepting;

  TierCover(TierRules rules, AddressSet podAddresses) {
    this.rules = rules;
    this.index = rules.index();
    this.podAddresses = podAddresses;
    this.refusing =
        new TierCut(rules, List.of(ClusterAction.PASS, ClusterAction.DENY, ClusterAction.ACCEPT));
    this.accepting =
        new TierCut(rules, List.of(ClusterAction.PASS, ClusterAction.ACCEPT, ClusterAction.DENY));
  }

  /** What one peer and one port entry match. */
  private record Part(GateOption option, int port, Flow.Match byAddress, Flow.Match bySelector) {

    boolean isOf(PolicyRule rule) {
      return option.policy() == rule.policy() && option.rule() == rule.index();
    }

    /** {@code blocks} if the network plugin matches the addresses of pods against blocks. */
    Flow.Match match(boolean blocks) {
      return blocks ? byAddress : bySelector;
    }
  }

  /** Connections that must be allowed as they are, with one kind of network plugin. */
  private record Needed(Flow flow, boolean blocks) {}

  private boolean[] plugins() {
    return index.hasBlocks() ? new boolean[] {false, true} : new boolean[] {false};
  }

  @Override
  public @Nullable List<PolicyRule> ofPart(PolicyRule rule, int peer, int port) {
    int namespace = index.namespaces().number(rule.policy().namespace());
    List<Part> removed = new ArrayList<>();
    List<Part> kept = new ArrayList<>();
    for (Part part : parts(index.gate(rule.direction(), namespace))) {
      boolean gone =
          part.isOf(rule)
              && (peer < 0 || part.option.peer() == peer)
              && (port < 0 || part.port == port);
      (gone ? removed : kept).add(part);
    }
    Direction direction = rule.direction();
    return smallest(direction, needed(direction, namespace, removed), kept);
  }

  @Override
  public @Nullable List<PolicyRule> ofPolicy(Policy policy) {
    LabelCube self = LabelCube.of(policy.pods());
    if (self == null) {
      return List.of();
    }
    int namespace = index.namespaces().number(policy.namespace());
    List<PolicyRule> covering = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Gate gate = index.gate(direction, namespace);
      List<LabelCube> isolated = isolatedByOthers(gate, policy);
      List<LabelCube> opposite =
          isolatedByOthers(index.gate(opposite(direction), namespace), policy);
      List<LabelCube> only = self.allMinus(isolated);
      if (!policy.directions().contains(direction)) {
        if (policy.directions().contains(opposite(direction))
            && !isSameWithout(direction, namespace, only, opposite)) {
          return null;
        }
        continue;
      }
      List<Part> own = new ArrayList<>();
      List<Part> others = new ArrayList<>();
      for (Part part : parts(gate)) {
        (part.option.policy() == policy ? own : others).add(part);
      }
      for (LabelCube pods : only) {
        if (!allowsWhatOpens(direction, namespace, pods, opposite, own)) {
          return null;
        }
      }
      List<Needed> needed = new ArrayList<>();
      for (Needed each : needed(direction, namespace, own)) {
        for (LabelCube pods : isolated) {
          Flow flow = within(each.flow, direction, pods);
          if (flow != null) {
            needed.add(new Needed(flow, each.blocks));
          }
        }
      }
      List<PolicyRule> allowing = smallest(direction, needed, others);
      if (allowing == null) {
        return null;
      }
      covering.addAll(isolating(gate, policy, direction, self, only.isEmpty()));
      covering.addAll(allowing);
    }
    return covering;
  }

  private static Direction opposite(Direction direction) {
    return direction == Direction.EGRESS ? Direction.INGRESS : Direction.EGRESS;
  }

  private static List<LabelCube> isolatedByOthers(Gate gate, Policy policy) {
    List<LabelCube> isolated = new ArrayList<>();
    for (int i = 0; i < gate.policies().size(); i++) {
      if (gate.policies().get(i) != policy) {
        isolated.add(gate.isolated().get(i));
      }
    }
    return isolated;
  }

  private static List<PolicyRule> isolating(
      Gate gate, Policy policy, Direction direction, LabelCube self, boolean all) {
    List<LabelCube> isolated = new ArrayList<>();
    List<PolicyRule> isolating = new ArrayList<>();
    for (int i = 0; i < gate.policies().size(); i++) {
      if (gate.policies().get(i) != policy && gate.isolated().get(i).meets(self)) {
        isolated.add(gate.isolated().get(i));
        isolating.add(new PolicyRule(gate.policies().get(i), direction, PolicyRule.ISOLATION));
      }
    }
    if (all) {
      BoxCover.shrink(self, isolated, isolating);
    }
    return isolating;
  }

  /**
   * Whether a direction that a policy doesn't isolate stays as it is without the policy: where the
   * Baseline tier is skipped for pods that are isolated in the other direction, it would get a say.
   */
  private boolean isSameWithout(
      Direction direction, int namespace, List<LabelCube> open, List<LabelCube> opposite) {
    for (LabelCube cube : open) {
      for (LabelCube pods : cube.allMinus(opposite)) {
        for (Flow flow : left(direction, namespace, pods)) {
          if (refusing.run(
              Tier.BASELINE,
              direction,
              flow,
              TierCover::isIgnored,
              TierCover::isReal,
              TierCover::isIgnored)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Whether a policy allows pods that only it isolates exactly what they may exchange without it:
   * everything, or what the Baseline tier says.
   */
  private boolean allowsWhatOpens(
      Direction direction,
      int namespace,
      LabelCube pods,
      List<LabelCube> opposite,
      List<Part> own) {
    for (Flow flow : left(direction, namespace, pods)) {
      // Plugins that skip the Baseline tier for pods isolated in the other direction; and others.
      for (LabelCube isolated : opposite) {
        Flow skipped = within(flow, direction, isolated);
        if (skipped != null && isLeftBySome(direction, skipped, own)) {
          return false;
        }
      }
      boolean allowed =
          !accepting.run(
              Tier.BASELINE,
              direction,
              flow,
              piece -> isLeftBySome(direction, piece, own),
              TierCover::isIgnored,
              piece -> isLeftBySome(direction, piece, own));
      if (!allowed
          || refusing.run(
              Tier.BASELINE,
              direction,
              flow,
              TierCover::isIgnored,
              piece -> isMetBySome(direction, piece, own),
              TierCover::isIgnored)) {
        return false;
      }
    }
    return true;
  }

  private boolean isLeftBySome(Direction direction, Flow flow, List<Part> own) {
    for (boolean blocks : plugins()) {
      if (!isCovered(direction, new Needed(flow, blocks), own)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMetBySome(Direction direction, Flow flow, List<Part> own) {
    for (boolean blocks : plugins()) {
      for (Part part : own) {
        Flow met = flow.split(direction, part.match(blocks), null);
        if (met != null && isReal(met)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Takes no piece, so that the cut goes on. */
  private static boolean isIgnored(Flow flow) {
    return false;
  }

  private static boolean isReal(Flow flow) {
    return flow.families() != 0;
  }

  private static @Nullable Flow within(Flow flow, Direction direction, LabelCube pods) {
    Flow.End end = flow.end(direction);
    LabelCube both = end.pods().intersect(pods);
    return both == null ? null : flow.with(direction, end.withPods(both));
  }

  /** What these parts allow, as far as the Admin tier leaves it to them. */
  private List<Needed> needed(Direction direction, int namespace, List<Part> parts) {
    List<Needed> needed = new ArrayList<>();
    for (Flow flow :
        parts.isEmpty() ? List.<Flow>of() : left(direction, namespace, LabelCube.ANY)) {
      for (boolean blocks : plugins()) {
        for (Part part : parts) {
          Flow met = flow.split(direction, part.match(blocks), null);
          if (met != null && isReal(met)) {
            needed.add(new Needed(met, blocks));
          }
        }
      }
    }
    return needed;
  }

  /**
   * All that pods of a namespace could exchange and the Admin tier may leave to NetworkPolicies.
   */
  private List<Flow> left(Direction direction, int namespace, LabelCube pods) {
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
      refusing.run(Tier.ADMIN, direction, all, TierCover::isIgnored, TierCover::isIgnored, taker);
    }
    return left;
  }

  private static boolean isCovered(Direction direction, Needed needed, List<Part> covers) {
    List<Flow> left = List.of(needed.flow);
    for (Part cover : covers) {
      List<Flow> rest = new ArrayList<>();
      for (Flow flow : left) {
        flow.split(direction, cover.match(needed.blocks), rest);
      }
      left = rest;
    }
    return left.stream().noneMatch(TierCover::isReal);
  }

  private static boolean areCovered(
      Direction direction, List<Needed> needed, List<List<Part>> rules) {
    List<Part> covers = new ArrayList<>();
    rules.forEach(covers::addAll);
    return needed.stream().allMatch(each -> isCovered(direction, each, covers));
  }

  /**
   * The smallest rules that allow what is needed: one if one does, else some of which none is
   * dispensable; null if all together don't.
   */
  private static @Nullable List<PolicyRule> smallest(
      Direction direction, List<Needed> needed, List<Part> kept) {
    List<List<Part>> rules = new ArrayList<>();
    List<Part> last = List.of();
    for (Part part : kept) {
      if (last.isEmpty() || !part.isOf(last.get(0).option.reference())) {
        last = new ArrayList<>();
        rules.add(last);
      }
      last.add(part);
    }
    if (!areCovered(direction, needed, rules)) {
      return null;
    }
    if (needed.isEmpty()) {
      return List.of();
    }
    for (List<Part> rule : rules) {
      if (areCovered(direction, needed, List.of(rule))) {
        return List.of(rule.get(0).option.reference());
      }
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      List<List<Part>> fewer = new ArrayList<>(rules);
      fewer.remove(i);
      if (areCovered(direction, needed, fewer)) {
        rules = fewer;
      }
    }
    List<PolicyRule> result = new ArrayList<>();
    rules.forEach(rule -> result.add(rule.get(0).option.reference()));
    return result;
  }

  private List<Part> parts(Gate gate) {
    return known.computeIfAbsent(gate, this::partsOf);
  }

  private List<Part> partsOf(Gate gate) {
    List<Part> parts = new ArrayList<>();
    for (GateOption option : gate.options()) {
      List<Flow.Match> byAddress = rules.matches(option, true);
      List<Flow.Match> bySelector = rules.matches(option, false);
      for (int i = 0; i < byAddress.size(); i++) {
        parts.add(new Part(option, i, byAddress.get(i), bySelector.get(i)));
      }
    }
    return parts;
  }
}
