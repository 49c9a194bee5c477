package dev.sallyport.runtime.rollout;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Node.Field;
import dev.sallyport.runtime.link.RecordFields;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as JSON: {@code schema}, {@code id} and {@code steps}, each with {@code step} ({@code
 * parachute}, {@code apply}, {@code narrow} or {@code remove}), {@code of} (the workload or policy,
 * {@code namespace/name}), {@code effect} ({@code none} or {@code within_bounds}, of policies),
 * {@code what}, {@code why}, and {@code calls}: each with {@code before} and {@code after}, the
 * whole policy as a manifest; the one is missing where the policy is created, the other where it is
 * deleted. Fields may be added; none changes its meaning without a new schema.
 */
public final class PlanJson {
  private static final String SCHEMA = "sallyport.dev/rollout-plan/v1";

  private PlanJson() {}

  /** The plan as text; the same for the same plan. */
  public static String text(Plan plan) {
    return JsonWriter.write(tree(plan));
  }

  static Mapping tree(Plan plan) {
    List<Node> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      Mapping.Builder fields = Mapping.builder();
      if (step instanceof Step.OpenParachute open) {
        fields.field("step", "parachute").field("of", open.workload());
      } else if (step instanceof Step.ApplyPolicy apply) {
        fields.field("step", "apply").field("of", apply.policy());
        fields.field("effect", apply.effect().name().toLowerCase(Locale.ROOT));
      } else if (step instanceof Step.Narrow narrow) {
        fields.field("step", "narrow").field("of", narrow.workload());
      } else if (step instanceof Step.RemovePolicy remove) {
        fields.field("step", "remove").field("of", remove.policy());
        fields.field("effect", remove.effect().name().toLowerCase(Locale.ROOT));
      }
      List<Node> calls = new ArrayList<>();
      for (Action action : step.actions()) {
        Mapping.Builder call = Mapping.builder();
        if (action instanceof Action.Create create) {
          call.field("after", manifest(create.after()));
        } else if (action instanceof Action.Replace replace) {
          call.field("before", manifest(replace.before()));
          call.field("after", manifest(replace.after()));
        } else if (action instanceof Action.Delete delete) {
          call.field("before", manifest(delete.before()));
        }
        calls.add(call.build());
      }
      steps.add(
          fields
              .field("what", step.what())
              .field("why", step.why())
              .field("calls", Sequence.of(calls))
              .build());
    }
    return Mapping.builder()
        .field("schema", SCHEMA)
        .field("id", plan.id())
        .field("steps", Sequence.of(steps))
        .build();
  }

  /** A policy as a manifest, with its labels and annotations and no others. */
  static Mapping manifest(StoredPolicy policy) {
    Mapping.Builder metadata =
        Mapping.builder()
            .field("name", policy.policy().name())
            .field("namespace", policy.policy().namespace());
    strings(metadata, "labels", policy.labels());
    strings(metadata, "annotations", policy.annotations());
    Node spec = NetworkPolicyManifest.of(policy.policy(), Map.of()).fields().get("spec");
    if (spec == null) {
      throw new IllegalStateException("a manifest without spec");
    }
    return Mapping.builder()
        .field("apiVersion", "networking.k8s.io/v1")
        .field("kind", "NetworkPolicy")
        .field("metadata", metadata.build())
        .field("spec", spec)
        .build();
  }

  private static void strings(Mapping.Builder metadata, String name, Map<String, String> strings) {
    if (!strings.isEmpty()) {
      Mapping.Builder fields = Mapping.builder();
      strings.forEach(fields::field);
      metadata.field(name, fields.build());
    }
  }

  /**
   * Reads a plan strictly.
   *
   * @throws BundleException if it is none
   */
  static Plan parse(String text) throws BundleException {
    Source source = Source.of("the plan");
    Documents documents = DocumentReader.read("the plan", text, 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    Document document = documents.documents().get(0);
    RecordFields fields = new RecordFields(source, "", document.root());
    if (!fields.text("schema").equals(SCHEMA)) {
      throw new BundleException(source, "its schema is not \"" + SCHEMA + "\"");
    }
    List<Step> steps = new ArrayList<>();
    for (dev.sallyport.runtime.document.Node node : items(field(document.root(), "steps"))) {
      steps.add(step(source, new RecordFields(source, "steps", node), node));
    }
    return new Plan(fields.text("id"), steps);
  }

  private static Step step(
      Source source, RecordFields fields, dev.sallyport.runtime.document.Node node)
      throws BundleException {
    List<Action> actions = new ArrayList<>();
    for (dev.sallyport.runtime.document.Node call : items(field(node, "calls"))) {
      actions.add(action(source, new RecordFields(source, "calls", call), call));
    }
    String of = fields.text("of");
    return switch (fields.text("step")) {
      case "parachute" -> new Step.OpenParachute(of, actions);
      case "apply" -> new Step.ApplyPolicy(of, actions, effect(fields));
      case "narrow" -> new Step.Narrow(of, actions);
      case "remove" -> new Step.RemovePolicy(of, actions, effect(fields));
      default -> throw new BundleException(source, "it has a step that is not known");
    };
  }

  private static Step.Effect effect(RecordFields fields) throws BundleException {
    return Step.Effect.valueOf(fields.text("effect").toUpperCase(Locale.ROOT));
  }

  private static Action action(
      Source source, RecordFields fields, dev.sallyport.runtime.document.Node call)
      throws BundleException {
    if (!fields.has("before") && !fields.has("after")) {
      throw new BundleException(source, "it has a call that changes nothing");
    }
    if (!fields.has("before")) {
      return new Action.Create(policy(source, field(call, "after")));
    }
    StoredPolicy before = policy(source, field(call, "before"));
    return fields.has("after")
        ? new Action.Replace(before, policy(source, field(call, "after")))
        : new Action.Delete(before);
  }

  private static StoredPolicy policy(Source source, dev.sallyport.runtime.document.Node manifest)
      throws BundleException {
    try {
      dev.sallyport.runtime.document.Node metadata = field(manifest, "metadata");
      return new StoredPolicy(
          PolicyTexts.policy(new Document("the plan", manifest), "default"),
          strings(field(metadata, "labels")),
          strings(field(metadata, "annotations")));
    } catch (InvalidObjectException e) {
      throw new BundleException(source, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> strings(dev.sallyport.runtime.document.Node node) {
    Map<String, String> strings = new TreeMap<>();
    if (node instanceof dev.sallyport.runtime.document.Node.Mapping mapping) {
      for (Field field : mapping.fields()) {
        if (field.value() instanceof dev.sallyport.runtime.document.Node.Scalar scalar) {
          strings.put(field.name(), scalar.text());
        }
      }
    }
    return strings;
  }

  private static dev.sallyport.runtime.document.Node field(
      dev.sallyport.runtime.document.Node node, String name) {
    if (node instanceof dev.sallyport.runtime.document.Node.Mapping mapping) {
      for (Field field : mapping.fields()) {
        if (field.name().equals(name)) {
          return field.value();
        }
      }
    }
    return new dev.sallyport.runtime.document.Node.Mapping(0, List.of());
  }

  private static List<dev.sallyport.runtime.document.Node> items(
      dev.sallyport.runtime.document.Node node) {
    return node instanceof dev.sallyport.runtime.document.Node.Sequence items
        ? items.items()
        : List.of();
  }
}
