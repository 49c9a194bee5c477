package dev.sallyport.runtime.extract;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.ManifestNode;
import dev.sallyport.runtime.bundle.ManifestNode.Mapping;
import dev.sallyport.runtime.bundle.ManifestNode.Scalar;
import dev.sallyport.runtime.bundle.ManifestNode.Sequence;
import dev.sallyport.runtime.bundle.ManifestParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the text of one manifest that leave everything else, comments included, as it is.
 * Mutable until {@link #text} is asked for.
 */
final class ManifestEdit {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /** By which an endpoint selector of Cilium names a namespace; no label of a pod has a colon. */
  private static final String CILIUM_NAMESPACE_LABEL = "k8s:io.kubernetes.pod.namespace";

  private record Replacement(int start, int end, String text) {}

  private final Manifest manifest;
  private final Mapping root;
  private final List<Replacement> replacements = new ArrayList<>();

  ManifestEdit(Manifest manifest) throws BundleException {
    this.manifest = manifest;
    this.root = ManifestParser.parse(manifest.text(), manifest.sources().get(0));
  }

  /** The namespaces by name that the manifest mentions: its own and those in selectors. */
  List<Scalar> namespaces() throws BundleException {
    List<Scalar> found = new ArrayList<>();
    if (root.entries().get("metadata") instanceof Mapping metadata) {
      add(found, metadata.entries().get("namespace"));
    }
    ManifestNode spec = root.entries().get("spec");
    if (spec != null) {
      addSelectors(found, spec);
    }
    return found;
  }

  private void addSelectors(List<Scalar> found, ManifestNode node) throws BundleException {
    if (node instanceof Sequence sequence) {
      for (ManifestNode item : sequence.items()) {
        addSelectors(found, item);
      }
    } else if (node instanceof Mapping mapping) {
      for (var entry : mapping.entries().entrySet()) {
        if (entry.getKey().equals("namespaceSelector")) {
          addSelector(found, entry.getValue());
        } else if (entry.getKey().equals(CILIUM_NAMESPACE_LABEL)) {
          add(found, entry.getValue());
        } else {
          addSelectors(found, entry.getValue());
        }
      }
    }
  }

  private void addSelector(List<Scalar> found, ManifestNode selector) throws BundleException {
    if (!(selector instanceof Mapping mapping)) {
      return;
    }
    if (mapping.entries().get("matchLabels") instanceof Mapping labels) {
      add(found, labels.entries().get(NAME_LABEL));
    }
    if (mapping.entries().get("matchExpressions") instanceof Sequence expressions) {
      for (ManifestNode item : expressions.items()) {
        if (item instanceof Mapping expression
            && expression.entries().get("key") instanceof Scalar key
            && key.text().equals(NAME_LABEL)
            && expression.entries().get("values") instanceof Sequence values) {
          for (ManifestNode value : values.items()) {
            add(found, value);
          }
        }
      }
    }
  }

  private void add(List<Scalar> found, @Nullable ManifestNode node) throws BundleException {
    if (node == null) {
      return;
    }
    if (!(node instanceof Scalar scalar) || !scalar.isString()) {
      throw new BundleException(
          manifest.sources().get(0),
          "line " + node.line() + ": this name of a namespace must be a string in quotes");
    }
    try {
      LabelSyntax.namespace(scalar.text());
    } catch (InvalidValueException e) {
      throw new BundleException(
          manifest.sources().get(0), "line " + node.line() + ": " + e.getMessage());
    }
    found.add(scalar);
  }

  /** Gives other names to namespaces. */
  void rename(NamespaceMap map) throws BundleException {
    for (Scalar namespace : namespaces()) {
      String name = map.apply(namespace.text());
      if (!name.equals(namespace.text())) {
        boolean plain = !namespace.quoted() && Scalar.isPlainString(name);
        replace(namespace, plain ? name : "\"" + name + "\"");
      }
    }
  }

  /** Puts other text in the place of each namespace's name. */
  void rewriteNamespaces(UnaryOperator<String> text) throws BundleException {
    for (Scalar namespace : namespaces()) {
      replace(namespace, text.apply(namespace.text()));
    }
  }

  private void replace(Scalar scalar, String text) {
    replacements.add(new Replacement(scalar.start(), scalar.end(), text));
  }

  /** Adds an annotation in quotes, or leaves it if it is there with this value. */
  void annotate(String key, String value) throws BundleException {
    if (!(root.entries().get("metadata") instanceof Mapping metadata) || metadata.indent() < 0) {
      throw new BundleException(manifest.sources().get(0), "\"metadata\" is no block mapping");
    }
    ManifestNode annotations = metadata.entries().get("annotations");
    String line = key + ": \"" + value + "\"\n";
    if (annotations == null) {
      String indent = " ".repeat(metadata.indent());
      insert(metadata.start(), "annotations:\n" + indent + "  " + line + indent);
    } else if (annotations instanceof Mapping mapping && mapping.indent() >= 0) {
      ManifestNode before = mapping.entries().get(key);
      if (before == null) {
        insert(mapping.start(), line + " ".repeat(mapping.indent()));
      } else if (!before.value().equals(value)) {
        throw new BundleException(
            manifest.sources().get(0),
            "line " + before.line() + ": the annotation " + key + " is already there");
      }
    } else {
      throw new BundleException(
          manifest.sources().get(0),
          "line " + annotations.line() + ": \"annotations\" is no block mapping");
    }
  }

  private void insert(int position, String text) {
    replacements.add(new Replacement(position, position, text));
  }

  /** Whether the policy selects every pod of its namespace. */
  boolean isNamespaceWide() {
    return root.entries().get("spec") instanceof Mapping spec
        && (!(spec.entries().get("podSelector") instanceof Mapping selector)
            || selector.entries().isEmpty());
  }

  /** What the manifest says, without comments and style. */
  Object value() {
    return root.value();
  }

  /** The text with all changes. */
  String text() {
    StringBuilder text = new StringBuilder(manifest.text());
    replacements.stream()
        .sorted(Comparator.comparingInt(Replacement::start).reversed())
        .forEach(change -> text.replace(change.start(), change.end(), change.text()));
    return text.toString();
  }
}
