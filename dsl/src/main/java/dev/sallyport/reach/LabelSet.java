package dev.sallyport.reach;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one label may be: finitely many values or all but finitely many, and whether the label may
 * be absent. Every selector operator is such a set, and they are closed under intersection and
 * complement. There are far more label values than any selector names, so a set that excludes
 * finitely many values is never empty.
 *
 * <p>Operations cost {@code O(values of both)}.
 */
final class LabelSet {
  /** Every value, and absent. */
  static final LabelSet ANY = new LabelSet(true, List.of(), true);

  /** Absent only. */
  static final LabelSet ABSENT = new LabelSet(false, List.of(), true);

  /** Every value, not absent. */
  static final LabelSet PRESENT = new LabelSet(true, List.of(), false);

  private static final LabelSet NONE = new LabelSet(false, List.of(), false);

  /** Whether {@code values} are those left out. */
  private final boolean cofinite;

  /** Sorted, distinct. */
  private final List<String> values;

  private final boolean absent;

  private LabelSet(boolean cofinite, List<String> values, boolean absent) {
    this.cofinite = cofinite;
    this.values = values;
    this.absent = absent;
  }

  /** Exactly this value. */
  static LabelSet of(String value) {
    return new LabelSet(false, List.of(value), false);
  }

  /** Exactly these values, sorted and distinct. */
  static LabelSet in(List<String> values) {
    return new LabelSet(false, values, false);
  }

  /** Present, with none of these values, sorted and distinct. */
  static LabelSet otherThan(List<String> values) {
    return new LabelSet(true, values, false);
  }

  /** What satisfies the requirement. */
  static LabelSet of(Requirement requirement) {
    return switch (requirement.operator()) {
      case IN -> new LabelSet(false, requirement.values(), false);
      case NOT_IN -> new LabelSet(true, requirement.values(), true);
      case EXISTS -> PRESENT;
      case DOES_NOT_EXIST -> ABSENT;
    };
  }

  boolean isEmpty() {
    return !cofinite && !absent && values.isEmpty();
  }

  boolean isAny() {
    return cofinite && absent && values.isEmpty();
  }

  boolean hasAbsent() {
    return absent;
  }

  boolean has(String value) {
    return contains(values, value) != cofinite;
  }

  /** The values if they are finitely many and absent is not allowed, else nothing. */
  List<String> onlyValues() {
    return cofinite || absent ? List.of() : values;
  }

  /** The values that the set names, be it that it has them or leaves them out. */
  List<String> mentioned() {
    return values;
  }

  boolean meets(LabelSet other) {
    if (absent && other.absent || cofinite && other.cofinite) {
      return true;
    }
    LabelSet finite = cofinite ? other : this;
    LabelSet rest = cofinite ? this : other;
    for (int i = 0; i < finite.values.size(); i++) {
      if (rest.has(finite.values.get(i))) {
        return true;
      }
    }
    return false;
  }

  LabelSet intersect(LabelSet other) {
    if (isAny() || this == other) {
      return other;
    }
    if (other.isAny()) {
      return this;
    }
    boolean both = absent && other.absent;
    if (cofinite && other.cofinite) {
      List<String> all = new ArrayList<>(values.size() + other.values.size());
      all.addAll(values);
      for (String value : other.values) {
        if (!contains(values, value)) {
          all.add(value);
        }
      }
      Collections.sort(all);
      return new LabelSet(true, all, both);
    }
    LabelSet finite = cofinite ? other : this;
    LabelSet rest = cofinite ? this : other;
    List<String> kept = new ArrayList<>(finite.values.size());
    for (String value : finite.values) {
      if (rest.has(value)) {
        kept.add(value);
      }
    }
    return kept.isEmpty() && !both ? NONE : new LabelSet(false, kept, both);
  }

  LabelSet complement() {
    return new LabelSet(!cofinite, values, !absent);
  }

  boolean containsAll(LabelSet other) {
    return isAny() || !other.meets(complement());
  }

  /** Some member of a set that is not empty: absent if allowed, so that examples stay short. */
  Example example() {
    if (absent) {
      return new Example(false, "");
    }
    if (!cofinite) {
      return new Example(true, values.get(0));
    }
    String value = "any";
    for (int i = 2; contains(values, value); i++) {
      value = "any-" + i;
    }
    return new Example(true, value);
  }

  /**
   * A member of a set.
   *
   * @param present whether the label is present
   * @param value its value; empty if absent
   */
  record Example(boolean present, String value) {}

  private static boolean contains(List<String> values, String value) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof LabelSet set
            && cofinite == set.cofinite
            && absent == set.absent
            && values.equals(set.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode() * 4 + (cofinite ? 2 : 0) + (absent ? 1 : 0);
  }

  /** The operator that a reader would write for this set, for messages of assertions. */
  @Override
  public String toString() {
    return (cofinite ? Operator.NOT_IN : Operator.IN) + " " + values + (absent ? " or absent" : "");
  }
}
