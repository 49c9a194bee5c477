package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A label selector: the conjunction of {@code matchLabels} and {@code matchExpressions}. The empty
 * selector matches everything.
 *
 * <p>Canonical: labels are sorted by key, requirements by key, operator and values, without
 * repetition. Equal selectors match equal sets; the reverse need not hold. Ordered by labels, then
 * requirements, so that output does not depend on the order of input.
 *
 * <p>Source: Kubernetes API documentation, {@code LabelSelector}.
 *
 * @param matchLabels labels that must be present with exactly this value
 * @param matchExpressions further requirements
 */
public record Selector(Map<String, String> matchLabels, List<Requirement> matchExpressions)
    implements Comparable<Selector> {

  /** Matches everything. */
  public static final Selector EVERYTHING = new Selector(Map.of(), List.of());

  /**
   * Creates a selector, sorted and without repeated requirements.
   *
   * @throws InvalidValueException if a key or value is not valid
   */
  public Selector {
    SortedMap<String, String> sorted = new TreeMap<>(matchLabels);
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      LabelSyntax.key(label.getKey());
      LabelSyntax.value(label.getValue());
    }
    matchLabels = Collections.unmodifiableMap(sorted);
    if (matchExpressions.size() > 1) {
      matchExpressions =
          Collections.unmodifiableList(new ArrayList<>(new TreeSet<>(matchExpressions)));
    } else {
      matchExpressions = List.copyOf(matchExpressions);
    }
  }

  /** The selector that requires exactly these labels. */
  public static Selector ofLabels(Map<String, String> labels) {
    return new Selector(labels, List.of());
  }

  /**
   * Reads kubectl's selector syntax: requirements joined by {@code ,} (AND), each {@code
   * key=value}, {@code key==value}, {@code key!=value}, {@code key in (a,b)}, {@code key notin
   * (a,b)}, {@code key} or {@code !key}. Blank text is refused: an empty selector matches
   * everything, and that must be said on purpose.
   *
   * @throws InvalidValueException with the position (from 1) and what was expected
   */
  public static Selector parse(String text) {
    return new SelectorParser(text).parse();
  }

  /** Whether the selector matches everything. */
  public boolean isEverything() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  /** Whether an object with these labels is selected. {@code O(requirements)}. */
  public boolean matches(Map<String, String> labels) {
    for (Map.Entry<String, String> label : matchLabels.entrySet()) {
      if (!label.getValue().equals(labels.get(label.getKey()))) {
        return false;
      }
    }
    for (Requirement requirement : matchExpressions) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Selector other) {
    Iterator<Map.Entry<String, String>> others = other.matchLabels.entrySet().iterator();
    for (Map.Entry<String, String> label : matchLabels.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> otherLabel = others.next();
      int order = label.getKey().compareTo(otherLabel.getKey());
      order = order != 0 ? order : label.getValue().compareTo(otherLabel.getValue());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : Requirement.compare(matchExpressions, other.matchExpressions);
  }

  /** The selector in kubectl's syntax; {@code <everything>} for the empty one. */
  @Override
  public String toString() {
    if (isEverything()) {
      return "<everything>";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : matchLabels.entrySet()) {
      text.append(text.length() == 0 ? "" : ",").append(label.getKey()).append('=');
      text.append(label.getValue());
    }
    for (Requirement requirement : matchExpressions) {
      text.append(text.length() == 0 ? "" : ",").append(requirement);
    }
    return text.toString();
  }
}
