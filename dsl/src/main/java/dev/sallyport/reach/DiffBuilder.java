package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares two versions over classes of pods that are alike in both. */
final class DiffBuilder {
  private final Reachability before;
  private final Reachability after;
  private final JointClasses joint;
  private final List<ConnectivityDiff.Row> rows = new ArrayList<>();

  DiffBuilder(Reachability before, Reachability after) {
    this.before = before;
    this.after = after;
    this.joint = JointClasses.of(before, after);
  }

  /** From what to what. */
  private record Step(ConnectivityDiff.Allowed before, ConnectivityDiff.Allowed after) {
    boolean isChange() {
      return !before.equals(after);
    }
  }

  List<ConnectivityDiff.Row> build() {
    if (before.engine().world().isPresent() && after.engine().world().isPresent()) {
      new QuotientDiff(before.engine().world().get(), after.engine().world().get(), joint)
          .rectangles(
              (from, to, was, is) ->
                  row(
                      joint.group(from),
                      joint.group(to),
                      new Step(
                          new ConnectivityDiff.Allowed(was, ConnectionSet.NONE),
                          new ConnectivityDiff.Allowed(is, ConnectionSet.NONE))));
    } else {
      classByClass();
    }
    outside(Direction.INGRESS);
    outside(Direction.EGRESS);
    return rows;
  }

  private void row(Group from, Group to, Step step) {
    rows.add(new ConnectivityDiff.Row(from, to, step.before, step.after, before, after));
  }

  private void classByClass() {
    for (int s = 0; s < joint.size(); s++) {
      Map<Step, IntList> changes = new LinkedHashMap<>();
      for (int d = 0; d < joint.size(); d++) {
        if (s != d || joint.count(d) > 1) {
          Pod from = joint.pod(s, 0);
          Pod to = joint.pod(d, s == d ? 1 : 0);
          Step step =
              new Step(
                  joint.before(s) < 0 || joint.before(d) < 0
                      ? ConnectivityDiff.Allowed.NOTHING
                      : allowed(before, from, to),
                  joint.after(s) < 0 || joint.after(d) < 0
                      ? ConnectivityDiff.Allowed.NOTHING
                      : allowed(after, from, to));
          if (step.isChange()) {
            changes.computeIfAbsent(step, k -> new IntList()).add(d);
          }
        }
      }
      int[] from = {s};
      changes.forEach((step, to) -> row(joint.group(from), joint.group(to.toArray()), step));
    }
  }

  private static ConnectivityDiff.Allowed allowed(
      Reachability version, Endpoint from, Endpoint to) {
    return new ConnectivityDiff.Allowed(
        version.connections(from, to), version.pluginDependent(from, to));
  }

  private void outside(Direction direction) {
    Map<Map<Step, List<AddressRange>>, IntList> sameRanges = new LinkedHashMap<>();
    for (IntList members : alike(direction)) {
      Map<Step, List<AddressRange>> ranges = ranges(members.get(0), direction);
      if (!ranges.isEmpty()) {
        IntList all = sameRanges.computeIfAbsent(ranges, r -> new IntList());
        for (int i = 0; i < members.size(); i++) {
          all.add(members.get(i));
        }
      }
    }
    sameRanges.forEach(
        (bySteps, members) ->
            bySteps.forEach(
                (step, ranges) -> {
                  Group pods = joint.group(members.toArray());
                  Group addresses = new Group.Addresses(ranges);
                  boolean in = direction == Direction.INGRESS;
                  row(in ? addresses : pods, in ? pods : addresses, step);
                }));
  }

  /** Joint classes that name the same blocks before and after. */
  private List<IntList> alike(Direction direction) {
    PairIds ids = new PairIds();
    List<IntList> result = new ArrayList<>();
    for (int j = 0; j < joint.size(); j++) {
      int id =
          ids.number(
              key(before, joint.before(j), direction), key(after, joint.after(j), direction));
      if (id == result.size()) {
        result.add(new IntList());
      }
      result.get(id).add(j);
    }
    return result;
  }

  private static int key(Reachability version, int podClass, Direction direction) {
    return podClass < 0 ? 0 : version.outsideKey(podClass, direction) + 2;
  }

  private Map<Step, List<AddressRange>> ranges(int j, Direction direction) {
    Pod pod = joint.pod(j, 0);
    boolean was = joint.before(j) >= 0;
    boolean is = joint.after(j) >= 0;
    Map<Step, List<AddressRange>> result = new LinkedHashMap<>();
    for (AddressRange family : List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)) {
      List<AddressRange> pieces = new ArrayList<>(List.of(family));
      if (was) {
        pieces = before.partition(before.fleet().known(pod), direction).pieces(family);
      }
      List<AddressRange> finer = new ArrayList<>();
      for (AddressRange piece : pieces) {
        finer.addAll(
            is
                ? after.partition(after.fleet().known(pod), direction).pieces(piece)
                : List.of(piece));
      }
      for (AddressRange piece : finer) {
        boolean in = direction == Direction.INGRESS;
        Endpoint from = in ? piece : pod;
        Endpoint to = in ? pod : piece;
        Step step =
            new Step(
                was ? allowed(before, from, to) : ConnectivityDiff.Allowed.NOTHING,
                is ? allowed(after, from, to) : ConnectivityDiff.Allowed.NOTHING);
        if (step.isChange()) {
          MatrixBuilder.append(result.computeIfAbsent(step, k -> new ArrayList<>()), piece);
        }
      }
    }
    return result;
  }
}
