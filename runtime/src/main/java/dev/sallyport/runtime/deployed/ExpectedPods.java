package dev.sallyport.runtime.deployed;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods that no manifest shows because something makes them in the cluster, such as an operator.
 *
 * @param namespace their namespace
 * @param name how messages name them
 * @param labels their labels
 */
public record ExpectedPods(String namespace, String name, Map<String, String> labels) {

  /** Copies the labels. */
  public ExpectedPods {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads {@code namespace/name:key=value,key=value}.
   *
   * @throws InvalidValueException if namespace, name or a label is not valid
   * @throws IllegalArgumentException if it has another form
   */
  public static ExpectedPods parse(String text) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    if (slash <= 0 || colon < slash) {
      throw new IllegalArgumentException(
          "\"" + text + "\": write namespace/name:key=value,key=value");
    }
    Map<String, String> labels = new TreeMap<>();
    for (String label : text.substring(colon + 1).split(",", -1)) {
      int equals = label.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("\"" + label + "\" is not key=value");
      }
      LabelSyntax.key(label.substring(0, equals));
      LabelSyntax.value(label.substring(equals + 1));
      labels.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return new ExpectedPods(
        LabelSyntax.namespace(text.substring(0, slash)),
        LabelSyntax.name(text.substring(slash + 1, colon)),
        labels);
  }
}
