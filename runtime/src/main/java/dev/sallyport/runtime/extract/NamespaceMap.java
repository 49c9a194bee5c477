package dev.sallyport.runtime.extract;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which namespaces get another name, from the logical one in the code to the real one. A namespace
 * that is not named keeps its name.
 *
 * @param names the real names by logical name, sorted
 */
public record NamespaceMap(SortedMap<String, String> names) {

  /** Every namespace keeps its name. */
  public static final NamespaceMap NONE = new NamespaceMap(new TreeMap<>());

  /**
   * Checks the names.
   *
   * @throws InvalidValueException if a name is no RFC 1123 label
   */
  public NamespaceMap {
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    for (Map.Entry<String, String> name : names.entrySet()) {
      LabelSyntax.namespace(name.getKey());
      LabelSyntax.namespace(name.getValue());
    }
  }

  /** A map of these names. */
  public static NamespaceMap of(Map<String, String> names) {
    return new NamespaceMap(new TreeMap<>(names));
  }

  /** The real name. */
  public String apply(String namespace) {
    return names.getOrDefault(namespace, namespace);
  }

  /**
   * Checks that the map fits the namespaces that manifests mention: each of its names is among
   * them, and no two become one, because then a rule for one would hold for the other's pods too.
   *
   * @throws ExtractionException otherwise
   */
  public void check(Collection<String> mentioned) throws ExtractionException {
    for (String logical : names.keySet()) {
      if (!mentioned.contains(logical)) {
        throw new ExtractionException(
            "the namespace map names \""
                + logical
                + "\", but no manifest mentions it; they mention "
                + String.join(", ", mentioned));
      }
    }
    Map<String, String> taken = new HashMap<>();
    for (String namespace : mentioned) {
      String other = taken.put(apply(namespace), namespace);
      if (other != null) {
        throw new ExtractionException(
            "namespaces \""
                + other
                + "\" and \""
                + namespace
                + "\" would both become \""
                + apply(namespace)
                + "\": rules for the pods of one would then hold for the other's too");
      }
    }
  }
}
