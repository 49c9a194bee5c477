package dev.sallyport.check;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;

/**
 * Finds the label that was probably meant: of all that are compared the one nearest to a label that
 * a selector asks for, and with which the selector would match. The same in whatever order they are
 * compared.
 */
final class NearLabel {
  private String best = "";
  private int distance = Integer.MAX_VALUE;

  /**
   * Compares labels that a selector does not match. Each value of a requirement is tried alone, and
   * all else must match already. {@code O(labels × values × length²)} where all else does, {@code
   * O(requirements)} otherwise.
   */
  void compare(Selector selector, Map<String, String> labels) {
    String key = "";
    List<String> values = List.of();
    int unmet = 0;
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      if (!label.getValue().equals(labels.get(label.getKey()))) {
        unmet++;
        key = label.getKey();
        values = List.of(label.getValue());
      }
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (!requirement.matches(labels)) {
        unmet += requirement.operator() == Operator.IN ? 1 : 2;
        key = requirement.key();
        values = requirement.values();
      }
    }
    if (unmet == 1) {
      for (String value : values) {
        compare(key, value, labels);
      }
    }
  }

  private void compare(String key, String value, Map<String, String> labels) {
    for (Map.Entry<String, String> real : labels.entrySet()) {
      int edits = -1;
      if (real.getKey().equals(key)) {
        edits = edits(value, real.getValue());
      } else if (real.getValue().equals(value)) {
        edits = keyEdits(key, real.getKey());
      }
      if (edits >= 0 && edits <= distance) {
        String label = real.getKey() + "=" + real.getValue();
        if (edits < distance || label.compareTo(best) < 0) {
          distance = edits;
          best = label;
        }
      }
    }
  }

  /** Keys are compared behind the domain, whose length would make all of one domain near. */
  private static int keyEdits(String written, String real) {
    int slash = written.indexOf('/');
    int realSlash = real.indexOf('/');
    return slash == realSlash && written.startsWith(real.substring(0, realSlash + 1))
        ? edits(written.substring(slash + 1), real.substring(realSlash + 1))
        : -1;
  }

  /** What differs in digits only is counted, not misspelled: {@code zone=eu1}, {@code zone=eu2}. */
  private static int edits(String written, String real) {
    return withoutDigits(written).equals(withoutDigits(real)) ? -1 : NearNames.near(written, real);
  }

  private static String withoutDigits(String text) {
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        rest.append(text.charAt(i));
      }
    }
    return rest.toString();
  }

  /** The label, as {@code key=value}; empty text if none is near. */
  String text() {
    return best;
  }
}
