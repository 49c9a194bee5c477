package dev.sallyport.runtime.difference;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Reason;
import dev.sallyport.runtime.input.RuleNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Why the pairs of a rectangle changed: what speaks differently at the ends of its first pair, for
 * the first port of each way in which it changed.
 */
final class Causes {
  private final Reachability before;
  private final Reachability after;
  private final Endpoint from;
  private final Endpoint to;
  private final List<String> lines = new ArrayList<>();
  private String place = "";

  Causes(Reachability before, Reachability after, Group from, Group to) {
    this.before = before;
    this.after = after;
    Endpoint source = endpoint(from, 0);
    Endpoint destination = endpoint(to, 0);
    if (source.id().equals(destination.id())) {
      boolean another = ((Group.Pods) to).pods().size() > 1;
      source = another ? source : endpoint(from, 1);
      destination = another ? endpoint(to, 1) : destination;
    }
    this.from = source;
    this.to = destination;
  }

  private static Endpoint endpoint(Group group, int index) {
    return group instanceof Group.Pods pods
        ? pods.pods().get(index)
        : ((Group.Addresses) group).ranges().get(index);
  }

  List<String> lines() {
    return lines;
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
    Optional<Explanation> was = explain(before, range);
    Optional<Explanation> is = explain(after, range);
    for (Direction direction : new Direction[] {Direction.EGRESS, Direction.INGRESS}) {
      Endpoint subject = direction == Direction.EGRESS ? from : to;
      if (subject instanceof Pod pod) {
        String end = way + ": " + direction.text() + " of " + pod.id();
        if (!isIn(before, pod)) {
          lines.add(end + ": the workload is new");
        } else if (!isIn(after, pod)) {
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

  private Optional<Explanation> explain(Reachability version, ConnectionSet.Range range) {
    for (Endpoint end : List.of(from, to)) {
      if (end instanceof Pod pod && !isIn(version, pod)) {
        return Optional.empty();
      }
    }
    return Optional.of(version.explain(from, to, range.protocol(), range.first()));
  }

  private static boolean isIn(Reachability version, Pod pod) {
    return version.snapshot().pods().stream().anyMatch(each -> each.id().equals(pod.id()));
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
