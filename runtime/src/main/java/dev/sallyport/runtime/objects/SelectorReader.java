package dev.sallyport.runtime.objects;

import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads label selectors. All that is wrong with one is reported at once.
 *
 * <p>Source: Kubernetes API documentation, {@code LabelSelector}; its validation.
 */
final class SelectorReader {
  private SelectorReader() {}

  /** Reads a selector; null if the field is absent. One with problems reads as some selector. */
  static @Nullable Selector read(Fields parent, String name) {
    Fields selector = parent.object(name, ObjectType.LABEL_SELECTOR);
    return selector == null ? null : read(selector);
  }

  private static Selector read(Fields selector) {
    Map<String, String> labels = selector.labels("matchLabels");
    List<Requirement> requirements = new ArrayList<>();
    for (Fields each :
        selector.objects("matchExpressions", ObjectType.LABEL_SELECTOR_REQUIREMENT)) {
      Requirement requirement = requirement(each);
      if (requirement != null) {
        requirements.add(requirement);
      }
    }
    return new Selector(labels, requirements);
  }

  private static @Nullable Requirement requirement(Fields requirement) {
    String key = requirement.text("key");
    boolean valid = requirement.valid("key", () -> LabelSyntax.key(key));
    List<String> values = new ArrayList<>();
    for (Fields.Item value : requirement.strings("values")) {
      valid &= requirement.valid(value.line(), value.path(), () -> LabelSyntax.value(value.text()));
      values.add(value.text());
    }
    Operator operator = operator(requirement);
    if (operator == null) {
      return null;
    }
    boolean needsValues = operator == Operator.IN || operator == Operator.NOT_IN;
    if (needsValues && requirement.items("values").isEmpty()) {
      requirement.problem("values", operator.text() + " needs at least one value");
      return null;
    }
    if (!needsValues && !requirement.items("values").isEmpty()) {
      requirement.problem("values", operator.text() + " takes no values; remove them");
      return null;
    }
    return valid && values.isEmpty() != needsValues ? new Requirement(key, operator, values) : null;
  }

  private static @Nullable Operator operator(Fields requirement) {
    String text = requirement.string("operator");
    for (Operator operator : Operator.values()) {
      if (operator.text().equals(text)) {
        return operator;
      }
    }
    requirement.problem(
        "operator",
        text == null
            ? "is missing; write In, NotIn, Exists or DoesNotExist"
            : "\"" + text + "\" is no operator; write In, NotIn, Exists or DoesNotExist");
    return null;
  }
}
