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
  private final List<World> beforeWorlds;
  private final List<World> afterWorlds;
  private final List<ConnectivityDiff.Row> rows = new ArrayList<>();

  DiffBuilder(Reachability before, Reachability after) {
    this.before = before;
    this.after = after;
    this.joint = JointClasses.of(before, after);
    this.beforeWorlds = before.worlds();
    this.afterWorlds = after.worlds();
  }

  /** From what to what. */
  private record Step(ConnectivityDiff.Allowed before, ConnectivityDiff.Allowed after) {
    boolean isChange() {
      return !before.equals(after);
    }
  }

  List<ConnectivityDiff.Row> build() {
    new QuotientDiff(beforeWorlds, afterWorlds, joint)
        .rectangles(
            (from, to, was, is) -> row(joint.group(from), joint.group(to), new Step(was, is)));
    outside(Direction.INGRESS);
    outside(Direction.EGRESS);
    return rows;
  }

  private void row(Group from, Group to, Step step) {
    rows.add(new ConnectivityDiff.Row(from, to, step.before, step.after, before, after));
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
              key(before, beforeWorlds, joint.before(j), direction),
              key(after, afterWorlds, joint.after(j), direction));
      if (id == result.size()) {
        result.add(new IntList());
      }
      result.get(id).add(j);
    }
    return result;
  }

  /** Classes with the same key exchange the same with outside addresses. */
  private static int key(
      Reachability version, List<World> worlds, int podClass, Direction direction) {
    if (podClass < 0) {
      return 0;
    }
    // Towards the outside behaviors differ in nothing but host-network pods.
    PodClasses classes = version.engine().classes();
    boolean own = worlds.size() > 1 && classes.isOnHost(podClass);
    int outside = worlds.get(0).access(direction).outsideOf(podClass);
    return own ? 1 + 2 * podClass : 2 * (outside + 2);
  }

  private Map<Step, List<AddressRange>> ranges(int j, Direction direction) {
    Pod pod = joint.pod(j, 0);
    boolean was = joint.before(j) >= 0;
    boolean is = joint.after(j) >= 0;
    Map<Step, List<AddressRange>> result = new LinkedHashMap<>();
    for (AddressRange family : List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)) {
      List<AddressRange> pieces = new ArrayList<>(List.of(family));
      if (was) {
        pieces = before.fleet().partition(before.fleet().known(pod), direction).pieces(family);
      }
      List<AddressRange> finer = new ArrayList<>();
      for (AddressRange piece : pieces) {
        finer.addAll(
            is
                ? after.fleet().partition(after.fleet().known(pod), direction).pieces(piece)
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
