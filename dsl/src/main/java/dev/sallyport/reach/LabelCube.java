package dev.sallyport.reach;

import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of label maps that constrains each key on its own: what a selector matches. Keys are
 * independent, so a cube is empty only if one of its sets is, and two cubes meet if they meet on
 * every key: satisfiability in {@code O(requirements)}.
 *
 * <p>No cube is ever empty: operations that would make one return null. Has equality of its own,
 * because linking that of records costs a fresh compiler tens of milliseconds.
 */
final class LabelCube {
  /** All labels whatsoever. */
  static final LabelCube ANY = new LabelCube(new String[0], new LabelSet[0], false);

  /** Sorted, distinct. */
  private final String[] keys;

  /** What the key of the same index may be; none is empty. */
  private final LabelSet[] sets;

  /** Whether all other keys are absent: the labels of one object, as opposed to a selector. */
  private final boolean closed;

  private LabelCube(String[] keys, LabelSet[] sets, boolean closed) {
    this.keys = keys;
    this.sets = sets;
    this.closed = closed;
  }

  /** What the selector matches; null if it contradicts itself. */
  static @Nullable LabelCube of(Selector selector) {
    int size = selector.matchLabels().size() + selector.matchExpressions().size();
    if (size == 0) {
      return ANY;
    }
    String[] keys = new String[size];
    LabelSet[] sets = new LabelSet[size];
    int count = 0;
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      keys[count] = label.getKey();
      sets[count++] = LabelSet.of(label.getValue());
    }
    int sorted = count;
    for (Requirement requirement : selector.matchExpressions()) {
      LabelSet set = LabelSet.of(requirement);
      int at = Arrays.binarySearch(keys, 0, sorted, requirement.key());
      if (at < 0) {
        at = -at - 1;
        System.arraycopy(keys, at, keys, at + 1, sorted - at);
        System.arraycopy(sets, at, sets, at + 1, sorted - at);
        keys[at] = requirement.key();
        sorted++;
      } else {
        set = sets[at].intersect(set);
      }
      if (set.isEmpty()) {
        return null;
      }
      sets[at] = set;
    }
    return sorted == size
        ? new LabelCube(keys, sets, false)
        : new LabelCube(Arrays.copyOf(keys, sorted), Arrays.copyOf(sets, sorted), false);
  }

  /** Exactly these labels and no others. */
  static LabelCube exactly(Map<String, String> labels) {
    String[] keys = new String[labels.size()];
    LabelSet[] sets = new LabelSet[labels.size()];
    int count = 0;
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      keys[count] = label.getKey();
      sets[count++] = LabelSet.of(label.getValue());
    }
    return new LabelCube(keys, sets, true);
  }

  boolean isAny() {
    return keys.length == 0 && !closed;
  }

  /** What a key may be. */
  LabelSet get(String key) {
    int at = Arrays.binarySearch(keys, key);
    return at >= 0 ? sets[at] : closed ? LabelSet.ABSENT : LabelSet.ANY;
  }

  /** The keys that are constrained, apart from those that {@link #closed} makes absent. */
  List<String> keys() {
    return Arrays.asList(keys);
  }

  /** This cube with the key further constrained; null if nothing is left. */
  @Nullable LabelCube with(String key, LabelSet set) {
    LabelSet both = get(key).intersect(set);
    if (both.isEmpty()) {
      return null;
    }
    int at = Arrays.binarySearch(keys, key);
    if (at >= 0) {
      LabelSet[] changed = sets.clone();
      changed[at] = both;
      return new LabelCube(keys, changed, closed);
    }
    if (closed) {
      return this;
    }
    at = -at - 1;
    String[] moreKeys = new String[keys.length + 1];
    LabelSet[] moreSets = new LabelSet[keys.length + 1];
    System.arraycopy(keys, 0, moreKeys, 0, at);
    System.arraycopy(sets, 0, moreSets, 0, at);
    moreKeys[at] = key;
    moreSets[at] = both;
    System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
    System.arraycopy(sets, at, moreSets, at + 1, keys.length - at);
    return new LabelCube(moreKeys, moreSets, closed);
  }

  boolean meets(LabelCube other) {
    int i = 0;
    int j = 0;
    while (i < keys.length || j < other.keys.length) {
      int order =
          i == keys.length
              ? 1
              : j == other.keys.length
                  ? -1
                  : keys[i].equals(other.keys[j]) ? 0 : keys[i].compareTo(other.keys[j]);
      if (order == 0) {
        if (!sets[i++].meets(other.sets[j++])) {
          return false;
        }
      } else if (order < 0) {
        if (!sets[i++].hasAbsent() && other.closed) {
          return false;
        }
      } else if (!other.sets[j++].hasAbsent() && closed) {
        return false;
      }
    }
    return true;
  }

  /** What is in both; null if nothing is. {@code O(keys of both × values)}. */
  @Nullable LabelCube intersect(LabelCube other) {
    if (other.isAny() || this == other) {
      return this;
    }
    if (isAny()) {
      return other;
    }
    if (!meets(other)) {
      return null;
    }
    LabelCube result = closed || !other.closed ? this : other;
    LabelCube rest = result == this ? other : this;
    for (int i = 0; i < rest.keys.length && result != null; i++) {
      result = result.with(rest.keys[i], rest.sets[i]);
    }
    return result;
  }

  /** Whether all of the other cube, which may be closed, is in this one, which is not. */
  boolean containsAll(LabelCube other) {
    for (int i = 0; i < keys.length; i++) {
      if (!sets[i].containsAll(other.get(keys[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether an object with these labels is in the cube. */
  boolean has(Map<String, String> labels) {
    for (int i = 0; i < keys.length; i++) {
      String value = labels.get(keys[i]);
      if (value == null ? !sets[i].hasAbsent() : !sets[i].has(value)) {
        return false;
      }
    }
    return !closed
        || keys.length >= labels.size() && Arrays.asList(keys).containsAll(labels.keySet());
  }

  /**
   * Some part of this cube that is in none of the others from {@code first} on; null if they cover
   * it. Walks the pieces that are left depth first and stops at the first that survives: {@code
   * O(others)} in practice, exponential in their requirements at worst.
   */
  @Nullable LabelCube minus(List<LabelCube> others, int first) {
    LabelCube rest = this;
    for (int i = first; i < others.size(); i++) {
      LabelCube other = others.get(i);
      if (!rest.meets(other)) {
        continue;
      }
      for (int k = 0; k < other.keys.length; k++) {
        LabelCube piece = rest.with(other.keys[k], other.sets[k].complement());
        LabelCube survivor = piece == null ? null : piece.minus(others, i + 1);
        if (survivor != null) {
          return survivor;
        }
        LabelCube inside = rest.with(other.keys[k], other.sets[k]);
        if (inside == null) {
          return null;
        }
        rest = inside;
      }
      return null;
    }
    return rest;
  }

  /** All pieces of this cube that are in none of the others; disjoint. */
  List<LabelCube> allMinus(List<LabelCube> others) {
    List<LabelCube> pieces = new ArrayList<>();
    collectMinus(others, 0, pieces);
    return pieces;
  }

  private void collectMinus(List<LabelCube> others, int first, List<LabelCube> pieces) {
    LabelCube rest = this;
    for (int i = first; i < others.size(); i++) {
      LabelCube other = others.get(i);
      if (!rest.meets(other)) {
        continue;
      }
      for (int k = 0; k < other.keys.length && rest != null; k++) {
        LabelCube piece = rest.with(other.keys[k], other.sets[k].complement());
        if (piece != null) {
          piece.collectMinus(others, i + 1, pieces);
        }
        rest = rest.with(other.keys[k], other.sets[k]);
      }
      return;
    }
    pieces.add(rest);
  }

  /** Labels that are in the cube, as few as possible. */
  Map<String, String> example() {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      LabelSet.Example example = sets[i].example();
      if (example.present()) {
        labels.put(keys[i], example.value());
      }
    }
    return labels;
  }

  /** Equal cubes have equal members; the reverse need not hold. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof LabelCube cube
            && closed == cube.closed
            && Arrays.equals(keys, cube.keys)
            && Arrays.equals(sets, cube.sets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys) * 31 + Arrays.hashCode(sets);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(closed ? "exactly" : "any");
    for (int i = 0; i < keys.length; i++) {
      text.append(' ').append(keys[i]).append(' ').append(sets[i]);
    }
    return text.toString();
  }
}
