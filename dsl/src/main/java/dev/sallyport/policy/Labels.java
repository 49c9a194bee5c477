package dev.sallyport.policy;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a pod as text, the way kubectl takes and prints them: {@code app=orders,tier=db}.
 * The classes of constants that the compiler can write hold them in this form.
 *
 * <p>Source: {@code kubectl label} and {@code kubectl get --show-labels}.
 */
public final class Labels {
  private Labels() {}

  /**
   * Reads labels, {@code "key=value"} with commas between. Empty text means no labels; a value may
   * be empty.
   *
   * <pre>{@code
   * new PodTemplateSpecBuilder().withNewMetadata()
   *     .withLabels(Labels.parse(OrdersWorkload.LABELS))
   * }</pre>
   *
   * <p>Costs {@code O(n log n)} for text of length {@code n}.
   *
   * @return the labels sorted by key, unmodifiable
   * @throws InvalidValueException if a part is not a valid label, or if a key stands twice
   */
  public static Map<String, String> parse(String labels) {
    Map<String, String> map = new TreeMap<>();
    if (labels.isEmpty()) {
      return Collections.unmodifiableMap(map);
    }
    for (String label : labels.split(",", -1)) {
      int equals = label.indexOf('=');
      if (equals < 0) {
        throw new InvalidValueException(
            Violation.LABEL_KEY,
            "\"" + label + "\" in \"" + labels + "\" is not a label; write \"key=value\"");
      }
      String key = LabelSyntax.key(label.substring(0, equals));
      String value = LabelSyntax.value(label.substring(equals + 1));
      if (map.put(key, value) != null) {
        throw new InvalidValueException(
            Violation.LABEL_KEY,
            "the label \"" + key + "\" stands twice in \"" + labels + "\"; keep one");
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** Writes labels in the map's order, so that {@link #parse} gives an equal map. */
  public static String text(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    Iterator<Map.Entry<String, String>> entries = labels.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, String> entry = entries.next();
      text.append(entry.getKey()).append('=').append(entry.getValue());
      if (entries.hasNext()) {
        text.append(',');
      }
    }
    return text.toString();
  }
}
