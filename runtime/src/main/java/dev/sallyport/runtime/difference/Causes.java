package dev.sallyport.runtime.difference;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Reason;
import dev.sallyport.runtime.input.RuleNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why a pair changed: what speaks differently at its ends, for the first port of each way in which
 * it changed.
 */
final class Causes {
  private final States states;
  private final Endpoint from;
  private final Endpoint to;
  private final List<String> lines = new ArrayList<>();
  private String place = "";

  Causes(States states, Endpoint from, Endpoint to) {
    this.states = states;
    this.from = from;
    this.to = to;
  }

  /** Two states, and the workloads of each. */
  record States(
      Reachability before, Reachability after, Set<String> podsBefore, Set<String> podsAfter) {

    static States of(Reachability before, Reachability after) {
      return new States(before, after, ids(before), ids(after));
    }

    private static Set<String> ids(Reachability state) {
      Set<String> ids = new HashSet<>();
      state.snapshot().pods().forEach(pod -> ids.add(pod.id()));
      return ids;
    }
  }

  /** The lines; where they are given to another pair that is alike, they say whose they are. */
  List<String> linesFor(Endpoint source, Endpoint destination) {
    if (source.id().equals(from.id()) && destination.id().equals(to.id())) {
      return lines;
    }
    String whose = "as " + from.id() + " -> " + to.id() + ": ";
    return lines.stream().map(line -> whose + line).toList();
  }

  /** File and line of the first rule that speaks now and did not before; empty if unknown. */
  String place() {
    return place;
  }

  /** Adds a line for each reason that is new or gone. {@code O(rules that apply)}. */
  void add(String way, ConnectionSet changed) {
    if (changed.isEmpty()) {
      return;
    }
    ConnectionSet.Range range = changed.ranges().get(0);
    Optional<Explanation> was = explain(states.before, states.podsBefore, range);
    Optional<Explanation> is = explain(states.after, states.podsAfter, range);
    for (Direction direction : new Direction[] {Direction.EGRESS, Direction.INGRESS}) {
      Endpoint subject = direction == Direction.EGRESS ? from : to;
      if (subject instanceof Pod pod) {
        String end = way + ": " + direction.text() + " of " + pod.id();
        if (!states.podsBefore.contains(pod.id())) {
          lines.add(end + ": the workload is new");
        } else if (!states.podsAfter.contains(pod.id())) {
          lines.add(end + ": the workload is gone");
        }
        end(end, reasons(was, direction), reasons(is, direction));
      }
    }
  }

  private void end(String end, List<Reason> was, List<Reason> is) {
    TreeSet<String> old = new TreeSet<>();
    was.forEach(reason -> old.add(reason.toString()));
    TreeSet<String> now = new TreeSet<>();
    is.forEach(reason -> now.add(reason.toString()));
    for (String reason : old) {
      if (!now.contains(reason)) {
        lines.add(end + ", was: " + reason);
      }
    }
    for (Reason reason : is) {
      if (!old.contains(reason.toString())) {
        String where = place(reason);
        place = place.isEmpty() ? where : place;
        lines.add(end + ", now: " + reason + (where.isEmpty() ? "" : " (" + where + ")"));
      }
    }
  }

  private Optional<Explanation> explain(
      Reachability state, Set<String> pods, ConnectionSet.Range range) {
    for (Endpoint end : List.of(from, to)) {
      if (end instanceof Pod pod && !pods.contains(pod.id())) {
        return Optional.empty();
      }
    }
    return Optional.of(state.explain(from, to, range.protocol(), range.first()));
  }

  private static List<Reason> reasons(Optional<Explanation> explanation, Direction direction) {
    return explanation
        .flatMap(e -> direction == Direction.EGRESS ? e.egress() : e.ingress())
        .map(Explanation.Side::reasons)
        .orElse(List.of());
  }

  private static String place(Reason reason) {
    if (reason instanceof Reason.Allows allows) {
      List<Origin> origins = allows.matched().origins();
      return origins.isEmpty() ? "" : RuleNotes.place(origins.get(0));
    }
    if (reason instanceof Reason.Isolates isolates) {
      return RuleNotes.place(isolates.policy().origin());
    }
    return reason instanceof Reason.Cluster cluster
        ? RuleNotes.place(cluster.policy().origin())
        : "";
  }
}
