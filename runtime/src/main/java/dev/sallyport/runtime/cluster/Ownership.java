package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Who set which fields of an object, as {@code metadata.managedFields} says it.
 *
 * <p>A rollout replaces policies as a whole, which the server records as an update by our field
 * manager, and an update is another owner than an apply of the same name. Applying to such a policy
 * would conflict with ourselves, and could never take a rule away. So a policy that a rollout wrote
 * is replaced as a whole again.
 *
 * <p>Source: Kubernetes documentation, "Server-Side Apply", sections "Field management" and
 * "Conflicts".
 */
final class Ownership {
  private Ownership() {}

  /** Whether our field manager wrote the object as a whole. */
  static boolean isWrittenWhole(Node object) {
    for (Node entry : entries(object)) {
      if (isOurs(entry) && Tree.text(entry, "operation").equals("Update")) {
        return true;
      }
    }
    return false;
  }

  /** The fields of the specification that others set. */
  static List<FieldConflict> ofOthers(Node object) {
    List<FieldConflict> others = new ArrayList<>();
    for (Node entry : entries(object)) {
      if (!isOurs(entry)
          && Tree.text(entry, "subresource").isEmpty()
          && Tree.at(entry, "fieldsV1", "f:spec") instanceof Node.Mapping fields) {
        for (Node.Field field : fields.fields()) {
          if (field.name().startsWith("f:")) {
            others.add(
                new FieldConflict(
                    ".spec." + field.name().substring(2),
                    "\"" + Tree.text(entry, "manager") + "\""));
          }
        }
      }
    }
    return others;
  }

  private static List<Node> entries(Node object) {
    return Tree.items(object, "metadata", "managedFields");
  }

  private static boolean isOurs(Node entry) {
    return Tree.text(entry, "manager").equals(Cluster.FIELD_MANAGER);
  }
}
