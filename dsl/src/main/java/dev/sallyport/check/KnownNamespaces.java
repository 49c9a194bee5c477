package dev.sallyport.check;

import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The namespaces that a world knows: declared ones, those of contracts, and those that every
 * cluster has. Where labels are declared these are a namespace's labels; otherwise it is known by
 * name only, and may have any other label.
 */
final class KnownNamespaces {
  private static final List<String> SYSTEM =
      List.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  /** {@code O(declarations × log namespaces)}. */
  KnownNamespaces(World world) {
    for (String name : SYSTEM) {
      add(name);
    }
    for (WorkloadDeclaration contract : world.contracts().values()) {
      add(contract.namespace().value());
    }
    for (NamespaceDeclaration namespace : world.namespaces()) {
      add(namespace.name().value());
    }
    for (Namespace namespace : declared(world)) {
      labels.put(namespace.name(), namespace.labels());
    }
    labels.remove("");
  }

  private void add(String name) {
    labels.putIfAbsent(name, Map.of(Namespace.NAME_LABEL, name));
  }

  /** The valid namespaces as far as they are declared, by name; each once. */
  static List<Namespace> declared(World world) {
    Map<String, Namespace> namespaces = new TreeMap<>();
    for (NamespaceDeclaration declared : world.namespaces()) {
      add(declared, namespaces);
    }
    for (WorkloadDeclaration contract : world.contracts().values()) {
      NamespaceDeclaration settings = contract.settings();
      if (settings != null) {
        add(settings, namespaces);
      }
    }
    return new ArrayList<>(namespaces.values());
  }

  private static void add(NamespaceDeclaration declared, Map<String, Namespace> namespaces) {
    Optional<Namespace> namespace = new ContractCheck(Findings.SILENT).namespace(declared);
    if (namespace.isPresent()) {
      namespaces.putIfAbsent(namespace.get().name(), namespace.get());
    }
  }

  /** The names, in their order. */
  Set<String> names() {
    return labels.keySet();
  }

  /** Whether a selector matches a namespace, whatever labels it has beside those known here. */
  boolean matches(String name, Selector selector) {
    Map<String, String> known = labels.get(name);
    return known != null
        && (isLabelled(known) || byName(selector).equals(selector))
        && selector.matches(known);
  }

  /** Whether a selector matches a namespace, or could with labels that are not known here. */
  boolean mayMatch(String name, Selector selector) {
    Map<String, String> known = labels.get(name);
    return known == null || (isLabelled(known) ? selector : byName(selector)).matches(known);
  }

  /**
   * The label that was probably meant where a selector matches no known namespace. One that is
   * known by name only is no match unless the selector asks for its name.
   *
   * @return {@code key=value}; empty text if one matches, or none is near. {@code O(namespaces)}
   */
  String meant(Selector selector) {
    Selector byName = byName(selector);
    boolean asksName = asksName(byName);
    NearLabel near = new NearLabel();
    for (Map<String, String> known : labels.values()) {
      Selector comparable = asksName && !isLabelled(known) ? byName : selector;
      if (!comparable.matches(known)) {
        near.compare(comparable, known);
      } else if (asksName || isLabelled(known)) {
        return "";
      }
    }
    return near.text();
  }

  private static boolean isLabelled(Map<String, String> known) {
    return known.size() > 1;
  }

  /** What a selector asks of the name. */
  private static Selector byName(Selector selector) {
    String name = selector.matchLabels().get(Namespace.NAME_LABEL);
    List<Requirement> requirements = new ArrayList<>();
    for (Requirement requirement : selector.matchExpressions()) {
      if (requirement.key().equals(Namespace.NAME_LABEL)) {
        requirements.add(requirement);
      }
    }
    return new Selector(name == null ? Map.of() : Map.of(Namespace.NAME_LABEL, name), requirements);
  }

  /** Whether some names only will do, rather than all but some. */
  private static boolean asksName(Selector byName) {
    for (Requirement requirement : byName.matchExpressions()) {
      if (requirement.operator() == Operator.IN) {
        return true;
      }
    }
    return !byName.matchLabels().isEmpty();
  }
}
