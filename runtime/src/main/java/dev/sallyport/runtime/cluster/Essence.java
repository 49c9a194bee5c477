package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a live object decides connections. The rest is left aside, because a server that is newer
 * than this program adds fields to pods, and a strict reader would refuse each of them. Policies
 * are not treated so: an unknown field of a policy may change what it means.
 */
final class Essence {
  private static final String POD =
      "hostNetwork containers.ports.name containers.ports.containerPort containers.ports.protocol"
          + " initContainers.restartPolicy initContainers.ports.name"
          + " initContainers.ports.containerPort initContainers.ports.protocol";

  private static final Essence OF_OBJECTS = new Essence();

  static {
    OF_OBJECTS.keep("", "apiVersion kind");
    OF_OBJECTS.keep("metadata.", "name generateName namespace labels.*");
    OF_OBJECTS.keep("metadata.ownerReferences.", "kind name controller");
    OF_OBJECTS.keep("spec.", POD);
    OF_OBJECTS.keep("spec.", "replicas selector.* ports.name ports.port ports.protocol");
    OF_OBJECTS.keep("spec.", "ports.targetPort");
    for (String template : List.of("spec.template.", "spec.jobTemplate.spec.template.")) {
      OF_OBJECTS.keep(template + "metadata.", "labels.*");
      OF_OBJECTS.keep(template + "spec.", POD);
    }
    OF_OBJECTS.keep("status.", "phase podIP podIPs.ip");
  }

  private final Map<String, Essence> fields = new HashMap<>();
  private boolean everything;

  private Essence() {}

  private void keep(String prefix, String paths) {
    for (String path : paths.split(" ", -1)) {
      Essence at = this;
      for (String name : (prefix + path).split("\\.", -1)) {
        if (name.equals("*")) {
          at.everything = true;
        } else {
          at = at.fields.computeIfAbsent(name, n -> new Essence());
        }
      }
    }
  }

  /** The object with what decides connections alone. {@code O(size)}. */
  static Node.Mapping of(Node.Mapping object) {
    return OF_OBJECTS.strip(object);
  }

  private Node.Mapping strip(Node.Mapping mapping) {
    List<Node.Field> kept = new ArrayList<>();
    for (Node.Field field : mapping.fields()) {
      Essence inner = fields.get(field.name());
      Node value = inner == null ? null : inner.strip(field.value());
      if (value != null) {
        kept.add(new Node.Field(field.name(), field.line(), value));
      }
    }
    return new Node.Mapping(mapping.line(), kept);
  }

  private @Nullable Node strip(Node node) {
    if (everything || node instanceof Node.Scalar) {
      return node;
    }
    if (node instanceof Node.Mapping mapping) {
      return strip(mapping);
    }
    List<Node> items = new ArrayList<>();
    for (Node item : ((Node.Sequence) node).items()) {
      Node stripped = strip(item);
      items.add(stripped == null ? new Node.Scalar(0, ScalarType.NULL, "") : stripped);
    }
    return new Node.Sequence(node.line(), items);
  }
}
