package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What each behavior that a profile admits says of two endpoints. */
final class Outcomes {
  private final Fleet fleet;
  private final PluginProfile profile;
  private final PairEvaluator pairs;
  private final OpenChoices choices;

  Outcomes(Fleet fleet, PluginProfile profile, PairEvaluator pairs, OpenChoices choices) {
    this.fleet = fleet;
    this.profile = profile;
    this.pairs = pairs;
    this.choices = choices;
  }

  /**
   * At least one outcome.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot
   */
  List<Outcome> of(Endpoint from, Endpoint to) {
    Endpoint source = from instanceof Pod pod ? fleet.known(pod) : from;
    Endpoint destination = to instanceof Pod pod ? fleet.known(pod) : to;
    Behavior any = new Behavior(Set.of(), Behavior.Ties.BY_NAME);
    if (source instanceof Pod pod && !pod.isLive()
        || destination instanceof Pod other && !other.isLive()) {
      return List.of(new Outcome(any, Set.of(), ConnectionSet.NONE));
    }
    if (source instanceof AddressRange && destination instanceof AddressRange) {
      return List.of(new Outcome(any, Set.of(), ConnectionSet.ALL));
    }
    List<Outcome> policed = policed(source, destination);
    return source == destination ? overridden(policed, PluginChoice.POD_REACHES_ITSELF) : policed;
  }

  /** The outcomes where a choice lets everything through that policies refuse. */
  List<Outcome> overridden(List<Outcome> policed, PluginChoice choice) {
    Decision decision = profile.decide(choice);
    List<Outcome> all = new ArrayList<>();
    for (Outcome outcome : policed) {
      if (decision != Decision.YES) {
        all.add(outcome);
      }
      if (decision != Decision.NO) {
        Set<PluginChoice> override = EnumSet.of(choice);
        override.addAll(outcome.override());
        all.add(new Outcome(outcome.behavior(), override, ConnectionSet.ALL));
      }
    }
    return all;
  }

  /** The outcomes by policies alone. */
  List<Outcome> policed(Endpoint from, Endpoint to) {
    List<Outcome> result = new ArrayList<>();
    for (Behavior behavior : Behavior.of(profile, choices.of(from, to))) {
      result.add(new Outcome(behavior, Set.of(), connections(from, to, behavior)));
    }
    return result;
  }

  private ConnectionSet connections(Endpoint from, Endpoint to, Behavior behavior) {
    if (from instanceof AddressRange range) {
      ConnectionSet result = ConnectionSet.ALL;
      for (AddressRange piece : fleet.partition((Pod) to, Direction.INGRESS).pieces(range)) {
        result = result.intersect(pairs.connections(piece, to, behavior));
      }
      return result;
    }
    if (to instanceof AddressRange range) {
      ConnectionSet result = ConnectionSet.ALL;
      for (AddressRange piece : fleet.partition((Pod) from, Direction.EGRESS).pieces(range)) {
        result = result.intersect(pairs.connections(from, piece, behavior));
      }
      return result;
    }
    return pairs.connections(from, to, behavior);
  }
}
