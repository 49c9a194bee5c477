package dev.sallyport.reach;

import static dev.sallyport.reach.PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION;
import static dev.sallyport.reach.PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_NODES;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_PODS;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One way in which a plugin may behave: a yes or no to every question on which a pair of different
 * endpoints can hinge.
 *
 * @param holds the choices that hold
 * @param ties how cluster policies of equal priority are ordered
 */
record Behavior(Set<PluginChoice> holds, Ties ties) {

  /** How policies of one tier and priority are ordered. */
  enum Ties {
    BY_NAME,
    REVERSED,
    /** Whichever lets most through: one end of what "any of them" can mean. */
    PERMISSIVE,
    /** Whichever lets least through: the other end. */
    RESTRICTIVE
  }

  private static final List<PluginChoice> SWITCHES =
      List.of(
          IP_BLOCK_MATCHES_PODS,
          IP_BLOCK_MATCHES_UNKNOWN_ADDRESS,
          IP_BLOCK_MATCHES_NODES,
          HOST_NETWORK_PODS_ARE_SELECTED,
          HOST_NETWORK_PODS_MATCH_SELECTORS,
          HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE,
          BASELINE_IS_SKIPPED_PER_DIRECTION);

  /** Every behavior that the profile leaves possible; a choice that can't matter is not varied. */
  static List<Behavior> of(PluginProfile profile, Set<PluginChoice> relevant) {
    List<Set<PluginChoice>> sets = new ArrayList<>();
    sets.add(EnumSet.noneOf(PluginChoice.class));
    for (PluginChoice choice : SWITCHES) {
      Decision decision = relevant.contains(choice) ? profile.decide(choice) : Decision.NO;
      int before = sets.size();
      for (int i = 0; i < before && decision != Decision.NO; i++) {
        Set<PluginChoice> with = EnumSet.copyOf(sets.get(i));
        with.add(choice);
        if (decision == Decision.YES) {
          sets.set(i, with);
        } else {
          sets.add(with);
        }
      }
    }
    Set<Behavior> all = new LinkedHashSet<>();
    for (Set<PluginChoice> set : sets) {
      if (!relevant.contains(EQUAL_PRIORITIES_APPLY_BY_NAME)) {
        all.add(new Behavior(set, Ties.BY_NAME));
        continue;
      }
      switch (profile.decide(EQUAL_PRIORITIES_APPLY_BY_NAME)) {
        case YES -> all.add(new Behavior(set, Ties.BY_NAME));
        case NO -> all.add(new Behavior(set, Ties.REVERSED));
        case OPEN -> {
          all.add(new Behavior(set, Ties.PERMISSIVE));
          all.add(new Behavior(set, Ties.RESTRICTIVE));
        }
      }
    }
    return List.copyOf(all);
  }

  /**
   * The same with what the profile is sure of, also where it makes no difference to the fleet as it
   * is: a change may bring what makes one.
   */
  Behavior completed(PluginProfile profile) {
    Set<PluginChoice> all = EnumSet.noneOf(PluginChoice.class);
    all.addAll(holds);
    for (PluginChoice choice : SWITCHES) {
      if (profile.decide(choice) == Decision.YES) {
        all.add(choice);
      }
    }
    return new Behavior(all, ties);
  }

  boolean has(PluginChoice choice) {
    return holds.contains(choice);
  }

  /** The choices in which the two differ. */
  static Set<PluginChoice> differences(Behavior one, Behavior other) {
    Set<PluginChoice> result = EnumSet.noneOf(PluginChoice.class);
    for (PluginChoice choice : SWITCHES) {
      if (one.has(choice) != other.has(choice)) {
        result.add(choice);
      }
    }
    if (one.ties != other.ties) {
      result.add(EQUAL_PRIORITIES_APPLY_BY_NAME);
    }
    return result;
  }
}
