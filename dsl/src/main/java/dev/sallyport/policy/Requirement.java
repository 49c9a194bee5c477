package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One requirement on one label: an entry of {@code matchExpressions}. Ordered by key, operator and
 * values.
 *
 * <p>Source: Kubernetes API documentation, {@code LabelSelectorRequirement}.
 *
 * @param key a valid label key
 * @param operator how the label is compared
 * @param values valid label values, sorted and distinct; at least one for {@code In} and {@code
 *     NotIn}, none otherwise
 */
public record Requirement(String key, Operator operator, List<String> values)
    implements Comparable<Requirement> {

  /**
   * Creates a requirement; sorts the values and drops repeated ones, which changes no meaning.
   *
   * @throws InvalidValueException if key or a value is not valid, or the number of values does not
   *     fit the operator
   */
  public Requirement {
    LabelSyntax.key(key);
    boolean needsValues = operator == Operator.IN || operator == Operator.NOT_IN;
    if (needsValues == values.isEmpty()) {
      throw new InvalidValueException(
          Violation.SELECTOR_SYNTAX,
          operator.text()
              + (needsValues ? " needs at least one value" : " takes no values")
              + " (label "
              + LabelSyntax.quoted(key)
              + ")");
    }
    for (String value : values) {
      LabelSyntax.value(value);
    }
    if (values.size() > 1) {
      values = Collections.unmodifiableList(new ArrayList<>(new TreeSet<>(values)));
    } else {
      values = List.copyOf(values);
    }
  }

  /**
   * Whether an object with these labels satisfies the requirement. {@code NotIn} and {@code
   * DoesNotExist} are satisfied by an absent label. {@code O(values)}.
   */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }

  @Override
  public int compareTo(Requirement other) {
    int order = key.compareTo(other.key);
    order = order != 0 ? order : operator.compareTo(other.operator);
    return order != 0 ? order : compare(values, other.values);
  }

  /** Compares lists item by item; of two with the same beginning the shorter comes first. */
  static <T extends Comparable<T>> int compare(List<T> some, List<T> others) {
    int shared = Math.min(some.size(), others.size());
    for (int i = 0; i < shared; i++) {
      int order = some.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(some.size(), others.size());
  }

  /** The requirement in kubectl's selector syntax, for example {@code tier in (a,b)}. */
  @Override
  public String toString() {
    return switch (operator) {
      case IN -> values.size() == 1 ? key + "=" + values.get(0) : key + " in " + list();
      case NOT_IN -> values.size() == 1 ? key + "!=" + values.get(0) : key + " notin " + list();
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
    };
  }

  private String list() {
    return "(" + String.join(",", values) + ")";
  }
}
