package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
  private final AdminRest left;
  private final Map<Gate, List<Part>> known = new IdentityHashMap<>();

  /** Refuses all that the Baseline tier may refuse. */
  private final TierCut refusing;

  /** Lets through, or leaves alone, all that the Baseline tier may. */
  private final TierCut accepting;

  TierCover(TierRules rules, AddressSet podAddresses) {
    this.rules = rules;
    this.index = rules.index();
    this.left = new AdminRest(rules, podAddresses);
    this.refusing =
        new TierCut(rules, List.of(ClusterAction.DENY, ClusterAction.PASS, ClusterAction.ACCEPT));
    this.accepting =
        new TierCut(rules, List.of(ClusterAction.PASS, ClusterAction.ACCEPT, ClusterAction.DENY));
  }

  /** What one peer and one port entry match. */
  private record Part(GateOption option, int port, Flow.Match byAddress, Flow.Match bySelector)
      implements GatePart {

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
    List<Part> all = parts(index.gate(rule.direction(), namespace));
    List<Part> removed = all.stream().filter(part -> part.isOf(rule, peer, port)).toList();
    List<Part> kept = all.stream().filter(part -> !part.isOf(rule, peer, port)).toList();
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
      Direction other = direction.opposite();
      IsolatedByOthers isolated = new IsolatedByOthers(gate, direction, policy, self);
      List<LabelCube> opposite =
          new IsolatedByOthers(index.gate(other, namespace), other, policy, self).pods();
      if (!policy.directions().contains(direction)) {
        if (policy.directions().contains(other)
            && !isSameWithout(direction, namespace, isolated.rest(), opposite)) {
          return null;
        }
        continue;
      }
      List<Part> own = parts(gate).stream().filter(part -> part.isOf(policy)).toList();
      List<Part> others = parts(gate).stream().filter(part -> !part.isOf(policy)).toList();
      for (LabelCube pods : isolated.rest()) {
        if (!allowsWhatOpens(direction, namespace, pods, opposite, own)) {
          return null;
        }
      }
      List<Needed> needed = new ArrayList<>();
      for (Needed each : needed(direction, namespace, own)) {
        for (LabelCube pods : isolated.pods()) {
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
      covering.addAll(isolated.policies());
      covering.addAll(allowing);
    }
    return covering;
  }

  /**
   * Whether a direction that a policy doesn't isolate stays as it is without the policy: where the
   * Baseline tier is skipped for pods that are isolated in the other direction, it would get a say.
   */
  private boolean isSameWithout(
      Direction direction, int namespace, List<LabelCube> open, List<LabelCube> opposite) {
    for (LabelCube cube : open) {
      for (LabelCube pods : cube.allMinus(opposite)) {
        for (Flow flow : left.of(direction, namespace, pods)) {
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
    for (Flow flow : left.of(direction, namespace, pods)) {
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
        parts.isEmpty() ? List.<Flow>of() : left.of(direction, namespace, LabelCube.ANY)) {
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

  private static boolean isCovered(Direction direction, Needed needed, List<Part> covers) {
    List<Flow> left = List.of(needed.flow);
    for (int i = 0; i < covers.size() && !left.isEmpty(); i++) {
      Flow.Match cover = covers.get(i).match(needed.blocks);
      List<Flow> rest = new ArrayList<>();
      for (Flow flow : left) {
        flow.split(direction, cover, rest);
      }
      left = rest;
    }
    return left.stream().noneMatch(TierCover::isReal);
  }

  /** The fewest rules that allow what is needed. */
  private static @Nullable List<PolicyRule> smallest(
      Direction direction, List<Needed> needed, List<Part> kept) {
    List<Part> near =
        kept.stream()
            .filter(part -> needed.stream().anyMatch(each -> meets(direction, each, part)))
            .toList();
    return GatePart.fewestRules(
        near, parts -> needed.stream().allMatch(each -> isCovered(direction, each, parts)));
  }

  private static boolean meets(Direction direction, Needed needed, Part part) {
    return needed.flow.split(direction, part.match(needed.blocks), null) != null;
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
