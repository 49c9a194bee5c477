package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One requirement on one label: an entry of {@code matchExpressions}.
 *
 * <p>Source: Kubernetes API documentation, {@code LabelSelectorRequirement}.
 *
 * @param key a valid label key
 * @param operator how the label is compared
 * @param values valid label values, sorted and distinct; at least one for {@code In} and {@code
 *     NotIn}, none otherwise
 */
public record Requirement(String key, Operator operator, List<String> values) {

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
