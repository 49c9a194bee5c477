package dev.sallyport.runtime.objects;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metadata of an object.
 *
 * @param name its name
 * @param namespace its namespace; the default one if none is given
 * @param labels its labels
 * @param owner the owner that controls it
 */
record Metadata(
    String name,
    String namespace,
    Map<String, String> labels,
    Optional<FoundWorkload.Owner> owner) {
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");
  private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-z0-9-]");
  private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

  /**
   * Reads metadata. A name that the API server would refuse is a problem.
   *
   * @param object the whole object
   */
  static Metadata read(Fields object, String defaultNamespace) {
    return read(object, defaultNamespace, false);
  }

  /**
   * Reads the metadata of a policy. A name that the API server would refuse is reported. But a name
   * changes nothing about what a policy means, and to leave the policy out would open what it
   * closes: so it is kept, under a name made of the characters that are allowed.
   *
   * @param object the whole object
   */
  static Metadata readOfPolicy(Fields object, String defaultNamespace) {
    return read(object, defaultNamespace, true);
  }

  private static Metadata read(Fields object, String defaultNamespace, boolean anyName) {
    Fields metadata = object.object("metadata", ObjectType.OBJECT_META);
    if (metadata == null) {
      object.problem("metadata", "is missing; give the object a name");
      return new Metadata("unnamed", defaultNamespace, Map.of(), Optional.empty());
    }
    String namespace = metadata.text("namespace");
    if (!namespace.isEmpty()) {
      metadata.valid("namespace", () -> LabelSyntax.namespace(namespace));
    }
    return new Metadata(
        name(metadata, anyName),
        namespace.isEmpty() ? defaultNamespace : namespace,
        metadata.labels("labels"),
        owner(metadata));
  }

  private static String name(Fields metadata, boolean anyName) {
    String name = metadata.text("name");
    if (name.isEmpty()) {
      name = OUTER_DASHES.matcher(metadata.text("generateName")).replaceAll("");
    }
    if (name.isEmpty()) {
      metadata.problem("name", "is missing");
      return "unnamed";
    }
    try {
      return LabelSyntax.name(name);
    } catch (InvalidValueException e) {
      String message = String.valueOf(e.getMessage());
      if (!anyName) {
        metadata.problem("name", message);
        return "unnamed";
      }
      metadata.remark("name", message + " (what follows reads the policy all the same)");
      String allowed = NOT_OF_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
      allowed = allowed.substring(0, Math.min(allowed.length(), 200));
      allowed = OUTER_DASHES.matcher(allowed).replaceAll("");
      return allowed.isEmpty() ? "unnamed" : allowed;
    }
  }

  /** The owner that says it controls the object, or the only one there is. */
  private static Optional<FoundWorkload.Owner> owner(Fields metadata) {
    List<Fields> owners = metadata.objects("ownerReferences", ObjectType.OWNER_REFERENCE);
    for (Fields each : owners) {
      boolean controls = each.isTrue("controller") || owners.size() == 1;
      String kind = each.text("kind");
      String name = each.text("name");
      if (!each.valid("name", () -> LabelSyntax.name(name)) || !controls) {
        continue;
      }
      if (!kind.isEmpty() && !KIND.matcher(kind).matches()) {
        each.problem("kind", "is not the name of a kind");
        continue;
      }
      return Optional.of(new FoundWorkload.Owner(kind.isEmpty() ? "Pod" : kind, name));
    }
    return Optional.empty();
  }
}
