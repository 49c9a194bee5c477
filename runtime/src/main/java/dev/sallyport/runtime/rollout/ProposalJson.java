package dev.sallyport.runtime.rollout;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.runtime.edge.PortRanges;
import dev.sallyport.runtime.findings.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A proposal as JSON: {@code schema}; {@code findings}, each with {@code code}, {@code severity},
 * {@code message} and {@code location}; {@code withoutDns}; {@code edges}, each with {@code from},
 * {@code to}, {@code cut}, {@code byIsolation}, {@code beyondAccepted} (the part of {@code cut}
 * that nobody has accepted), {@code opened} (all ranges with {@code protocol}, {@code first},
 * {@code last}, inclusive) and {@code causes}; {@code stops}, sentences; {@code plan}, as {@link
 * PlanJson} says. Fields may be added; none changes its meaning without a new schema.
 */
public final class ProposalJson {
  private static final String SCHEMA = "sallyport.dev/rollout-proposal/v1";

  private ProposalJson() {}

  /** The object as text; the same for the same proposal. */
  public static String text(Proposal proposal) {
    List<Node> findings = new ArrayList<>();
    for (Report.Result result : proposal.preflight().findings().results()) {
      findings.add(
          Mapping.builder()
              .field("code", result.code())
              .field("severity", result.severity().name().toLowerCase(Locale.ROOT))
              .field("message", result.message())
              .field("location", result.location().describe())
              .build());
    }
    List<Node> edges = new ArrayList<>();
    for (Simulation.Edge edge : proposal.simulation().edges()) {
      edges.add(
          Mapping.builder()
              .field("from", edge.from())
              .field("to", edge.to())
              .field("cut", PortRanges.json(edge.cut()))
              .field("byIsolation", PortRanges.json(edge.byIsolation()))
              .field(
                  "beyondAccepted",
                  PortRanges.json(
                      proposal.acceptance().cuts().beyond(edge.from(), edge.to(), edge.cut())))
              .field("opened", PortRanges.json(edge.opened()))
              .field("causes", Sequence.ofStrings(edge.causes()))
              .build());
    }
    return JsonWriter.write(
        Mapping.builder()
            .field("schema", SCHEMA)
            .field("findings", Sequence.of(findings))
            .field("withoutDns", Sequence.ofStrings(proposal.preflight().withoutDns()))
            .field("edges", Sequence.of(edges))
            .field("stops", Sequence.ofStrings(proposal.stops()))
            .field("plan", PlanJson.tree(proposal.plan()))
            .build());
  }
}
