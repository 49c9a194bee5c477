package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works out what a policy event changed, from the terms of the classes that it changed. */
final class LiveDelta {
  /** Stands for connections that differ by class: a port name of the destination is among them. */
  private static final int BY_CLASS = -1;

  private final LiveIndex index;
  private final Map<LiveClass, Terms> ingress = new IdentityHashMap<>();
  private final Map<LiveClass, Terms> egress = new IdentityHashMap<>();
  private final List<LiveClass> ingressOrder = new ArrayList<>();
  private final List<LiveClass> egressOrder = new ArrayList<>();
  private final LiveTerms terms;
  private final LiveRows rows;

  /** Terms as they were. */
  private record Terms(int @Nullable [] before) {}

  LiveDelta(LiveIndex index) {
    this.index = index;
    this.terms = index.terms();
    this.rows = new LiveRows(index);
  }

  /** Takes new terms of a class; does nothing if they are the same. */
  void changed(LiveClass c, Direction direction, int @Nullable [] before, int @Nullable [] after) {
    if (!Arrays.equals(before, after)) {
      index.setTerms(c, direction, after);
      boolean in = direction == Direction.INGRESS;
      (in ? ingress : egress).put(c, new Terms(before));
      (in ? ingressOrder : egressOrder).add(c);
    }
  }

  /** Takes new terms towards the outside. */
  void changedOutside(
      LiveClass c, Direction direction, int @Nullable [] before, int @Nullable [] after) {
    if (!Arrays.equals(before, after)) {
      index.setOutside(c, direction, after);
      if (!c.isEmpty()) {
        rows.outside(rows.group(List.of(c)), direction, true, before, true, after);
      }
    }
  }

  private int @Nullable [] before(LiveClass c, Direction direction) {
    boolean in = direction == Direction.INGRESS;
    Terms changed = (in ? ingress : egress).get(c);
    return changed != null ? changed.before : in ? c.ingress : c.egress;
  }

  /** What two classes could or can exchange. */
  private int allowed(LiveClass from, LiveClass to, boolean before) {
    return before
        ? terms.between(before(from, Direction.EGRESS), before(to, Direction.INGRESS), from, to)
        : terms.between(from, to);
  }

  Delta ofPolicy() {
    for (LiveClass c : ingressOrder) {
      if (!c.isEmpty()) {
        end(c, Direction.INGRESS);
      }
    }
    for (LiveClass c : egressOrder) {
      if (!c.isEmpty()) {
        end(c, Direction.EGRESS);
      }
    }
    return new Delta(rows::all);
  }

  /** The rows of a class whose terms changed, against all others. */
  private void end(LiveClass c, Direction direction) {
    int[] before = before(c, direction);
    int[] after = direction == Direction.INGRESS ? c.ingress : c.egress;
    Direction opposite = direction.opposite();
    int baseBefore = base(before);
    int baseAfter = base(after);
    BitSet seen = new BitSet();
    List<LiveClass> candidates = new ArrayList<>();
    boolean all = baseBefore == BY_CLASS || baseAfter == BY_CLASS;
    if (all) {
      add(index.classes(), seen, candidates);
    } else if (baseBefore == baseAfter) {
      addDiffering(before, after, seen, candidates);
      addDiffering(after, before, seen, candidates);
    } else {
      addDiffering(before, null, seen, candidates);
      addDiffering(after, null, seen, candidates);
      add(index.peers().users(opposite, LivePeers.EVERYONE), seen, candidates);
      for (int peer : c.peers()) {
        add(index.peers().users(opposite, peer), seen, candidates);
      }
      add(direction == Direction.INGRESS ? egressOrder : ingressOrder, seen, candidates);
    }
    Map<Long, List<LiveClass>> changes = new LinkedHashMap<>();
    for (LiveClass other : candidates) {
      if (other.isEmpty() || other == c && c.size() == 1) {
        continue;
      }
      // The pairs of two changed ends that the ingress pass saw are not seen again.
      if (direction == Direction.EGRESS && ingress.containsKey(other) && wasSeen(c, other)) {
        continue;
      }
      LiveClass from = direction == Direction.INGRESS ? other : c;
      LiveClass to = direction == Direction.INGRESS ? c : other;
      int was = allowed(from, to, true);
      int is = allowed(from, to, false);
      if (was != is) {
        changes.computeIfAbsent((long) was << 32 | is, k -> new ArrayList<>()).add(other);
      }
    }
    changes.forEach(
        (step, others) ->
            rows.add(
                direction,
                rows.group(others),
                rows.group(List.of(c)),
                (int) (step >> 32),
                step.intValue()));
    if (!all && baseBefore != baseAfter) {
      rest(c, direction, seen, baseBefore, baseAfter);
    }
  }

  /** Whether the ingress pass of a destination compared this pair: its ingress differs for it. */
  private boolean wasSeen(LiveClass from, LiveClass to) {
    int[] was = before(to, Direction.INGRESS);
    return base(was) != base(to.ingress)
        || isMeantByDiffering(from, was, to.ingress)
        || isMeantByDiffering(from, to.ingress, was);
  }

  private static boolean isMeantByDiffering(
      LiveClass c, int @Nullable [] terms, int @Nullable [] others) {
    for (int i = 0; terms != null && i < terms.length; i += 2) {
      if (terms[i] != LivePeers.EVERYONE
          && !holds(others, terms[i], terms[i + 1])
          && c.isMeantBy(terms[i])) {
        return true;
      }
    }
    return false;
  }

  /** What terms say of classes that no peer but everyone means, or {@link #BY_CLASS}. */
  private int base(int @Nullable [] some) {
    // What everyone means is over both families, also where they are told apart.
    if (some == null) {
      return ConnectionTable.ALL;
    }
    int result = ConnectionTable.NONE;
    for (int i = 0; i < some.length && some[i] == LivePeers.EVERYONE; i += 2) {
      if (terms.isNamed(some[i + 1])) {
        return BY_CLASS;
      }
      result = terms.connections().union(result, some[i + 1]);
    }
    return result;
  }

  private static boolean holds(int @Nullable [] terms, int peer, int what) {
    for (int i = 0; terms != null && i < terms.length; i += 2) {
      if (terms[i] == peer && terms[i + 1] == what) {
        return true;
      }
    }
    return false;
  }

  /** Adds the classes that terms mean by name, but not those of a term that the others have too. */
  private void addDiffering(
      int @Nullable [] terms, int @Nullable [] others, BitSet seen, List<LiveClass> target) {
    for (int i = 0; terms != null && i < terms.length; i += 2) {
      if (terms[i] != LivePeers.EVERYONE && !holds(others, terms[i], terms[i + 1])) {
        add(index.peers().meant(terms[i]), seen, target);
      }
    }
  }

  private static void add(List<LiveClass> classes, BitSet seen, List<LiveClass> target) {
    for (LiveClass c : classes) {
      if (!seen.get(c.id)) {
        seen.set(c.id);
        target.add(c);
      }
    }
  }

  /**
   * The classes that are not restricted at their end, and that no peer means by name. They have
   * both families, or nothing tells them apart, so the terms of everyone hold as they are.
   */
  private void rest(LiveClass c, Direction direction, BitSet seen, int before, int after) {
    boolean any = false;
    for (LiveClass other : index.classes()) {
      if (isRest(other, c, direction, seen)) {
        any = true;
        break;
      }
    }
    if (any) {
      Supplier<Group> others =
          () -> {
            List<Pod> pods = new ArrayList<>();
            for (LiveClass other : index.classes()) {
              if (isRest(other, c, direction, seen)) {
                other.addTo(pods);
              }
            }
            return new Group.Pods(pods);
          };
      rows.add(direction, rows.now(others), rows.group(List.of(c)), before, after);
    }
  }

  private static boolean isRest(LiveClass other, LiveClass c, Direction direction, BitSet seen) {
    boolean free = (direction == Direction.INGRESS ? other.egress : other.ingress) == null;
    return free && !seen.get(other.id) && !other.isEmpty() && (other != c || c.size() > 1);
  }
}
