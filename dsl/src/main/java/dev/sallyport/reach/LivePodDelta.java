package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a pod event changed: the pod came, went, or is of another class now. */
final class LivePodDelta {
  private LivePodDelta() {}

  /** The change of one pod from a class to another, either of which may be missing. */
  static Delta of(LiveIndex index, @Nullable LiveClass before, @Nullable LiveClass after, Pod pod) {
    if (before == after) {
      return new Delta(List::of);
    }
    // Most events are never asked for their rows.
    int version = index.version();
    return new Delta(
        () -> {
          LiveRows.requireNow(index, version);
          return rows(index, before, after, pod);
        });
  }

  private static List<Delta.Row> rows(
      LiveIndex index, @Nullable LiveClass before, @Nullable LiveClass after, Pod pod) {
    LiveRows rows = new LiveRows(index);
    LiveTerms terms = index.terms();
    Supplier<Group> subject = () -> new Group.Pods(List.of(pod));
    for (Direction direction : Direction.values()) {
      Map<Long, List<LiveClass>> changes = new LinkedHashMap<>();
      for (LiveClass other : index.classes()) {
        if (other.isEmpty() || other == after && other.size() == 1) {
          continue;
        }
        int was = towards(terms, before, other, direction);
        int is = towards(terms, after, other, direction);
        if (was != is) {
          changes.computeIfAbsent((long) was << 32 | is, k -> new ArrayList<>()).add(other);
        }
      }
      changes.forEach(
          (step, others) ->
              rows.add(
                  direction, rows.group(others), subject, (int) (step >> 32), step.intValue()));
      boolean in = direction == Direction.INGRESS;
      rows.outside(
          subject,
          direction,
          before != null,
          before == null ? null : in ? before.outsideIn : before.outsideOut,
          after != null,
          after == null ? null : in ? after.outsideIn : after.outsideOut);
    }
    return rows.all();
  }

  private static int towards(
      LiveTerms terms, @Nullable LiveClass c, LiveClass other, Direction direction) {
    if (c == null) {
      return ConnectionTable.NONE;
    }
    return direction == Direction.INGRESS ? terms.between(other, c) : terms.between(c, other);
  }
}
