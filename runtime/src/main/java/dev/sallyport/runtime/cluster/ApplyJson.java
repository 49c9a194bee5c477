package dev.sallyport.runtime.cluster;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.runtime.difference.DifferenceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan and what became of it as JSON: {@code schema}; {@code server}; {@code steps}, each with
 * {@code action} ({@code create}, {@code change}, {@code unchanged} or {@code prune}), {@code
 * kind}, {@code namespace}, {@code name}, {@code fields} (what changes), {@code narrows} and,
 * unless it is pruned, {@code source}; {@code hindrances}, each with {@code subject}, {@code
 * problem}, {@code wayOut} and, where a field belongs to somebody else, {@code conflict} ({@code
 * field}, {@code manager}); {@code edges}, as in a difference; {@code notes}; {@code outcome}:
 * {@code end}, {@code done}, {@code left} (both {@code namespace/name}) and, after a failure,
 * {@code failed} and {@code problem}. Fields may be added; none changes its meaning without a new
 * schema.
 */
public final class ApplyJson {
  private static final String SCHEMA = "sallyport.dev/apply/v1";

  private ApplyJson() {}

  /** The object as text. {@code O(steps + edges)}. */
  public static String text(ApplyPlan plan, ApplyOutcome outcome) {
    return JsonWriter.write(
        Mapping.builder()
            .field("schema", SCHEMA)
            .field("server", plan.server())
            .field("steps", Sequence.of(plan.steps().stream().map(ApplyJson::step).toList()))
            .field("hindrances", hindrances(plan.hindrances()))
            .field("edges", DifferenceJson.edges(plan.difference(), Optional.empty()))
            .field("notes", Sequence.ofStrings(plan.notes()))
            .field("outcome", outcome(outcome))
            .build());
  }

  private static Node step(ApplyStep step) {
    LivePolicy policy = step.after().or(step::before).orElseThrow();
    Mapping.Builder fields =
        Mapping.builder()
            .field("action", step.action().word())
            .field("kind", "NetworkPolicy")
            .field("namespace", policy.namespace())
            .field("name", policy.name())
            .field("fields", Sequence.ofStrings(step.fields()))
            .field("narrows", step.narrows());
    step.manifest().ifPresent(manifest -> fields.field("source", manifest.source()));
    return fields.build();
  }

  private static Sequence hindrances(List<Hindrance> hindrances) {
    List<Node> nodes = new ArrayList<>();
    for (Hindrance each : hindrances) {
      Mapping.Builder fields =
          Mapping.builder()
              .field("subject", each.subject())
              .field("problem", each.problem())
              .field("wayOut", each.wayOut());
      each.conflict()
          .ifPresent(
              conflict ->
                  fields.field(
                      "conflict",
                      Mapping.builder()
                          .field("field", conflict.field())
                          .field("manager", conflict.manager())
                          .build()));
      nodes.add(fields.build());
    }
    return Sequence.of(nodes);
  }

  private static Mapping outcome(ApplyOutcome outcome) {
    ApplyRun.Result result = outcome.result();
    Mapping.Builder fields =
        Mapping.builder().field("end", outcome.end().word()).field("done", ids(result.done()));
    Optional<ApplyStep> failed = result.failed();
    if (failed.isPresent()) {
      fields.field("failed", failed.get().id()).field("problem", result.problem());
    }
    return fields.field("left", ids(result.left())).build();
  }

  private static Sequence ids(List<ApplyStep> steps) {
    return Sequence.ofStrings(steps.stream().map(ApplyStep::id).toList());
  }
}
