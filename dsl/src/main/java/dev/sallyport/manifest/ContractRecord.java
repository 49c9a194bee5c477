package dev.sallyport.manifest;

import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of a statement beside its manifest: contract, rules as written with their source
 * positions, and the contracts of all peers. It is complete: the declarations can be made from it
 * again, so deploy time runs the compiler's checks over all jars together.
 *
 * <p>Schema {@value #SCHEMA}. Fields may be added; none changes its meaning without a new version.
 */
public final class ContractRecord {
  /** The version of the schema. */
  public static final String SCHEMA = "sallyport.dev/workload/v1";

  private ContractRecord() {}

  /** The record of a statement. {@code O(size of the statement)}. */
  public static Mapping of(Statement statement) {
    Map<String, Node> workloads = new TreeMap<>();
    Map<String, Node> externals = new TreeMap<>();
    List<Node> rules = new ArrayList<>();
    for (RuleDeclaration rule : statement.rules()) {
      collect(rule.peers(), workloads, externals);
      rules.add(rule(rule));
    }
    List<Node> invariants = new ArrayList<>();
    for (InvariantDeclaration invariant : statement.invariants()) {
      collect(invariant.peers(), workloads, externals);
      invariants.add(invariant(invariant));
    }
    Mapping.Builder record = Mapping.builder().field("schema", SCHEMA);
    contract(record, statement.workload());
    suppressed(record, "suppressedBySpeaker", statement.place());
    record.field("policy", statement.policyName());
    record.field("speaker", statement.speaker());
    record.field("home", statement.home());
    record.field("isolates", statement.isolates());
    record.field("rules", Sequence.of(rules));
    record.field("invariants", Sequence.of(invariants));
    record.field("peers", Sequence.of(new ArrayList<>(workloads.values())));
    record.field("externals", Sequence.of(new ArrayList<>(externals.values())));
    return record.build();
  }

  private static void collect(
      List<Reference> references, Map<String, Node> workloads, Map<String, Node> externals) {
    for (Reference reference : references) {
      if (reference.target() instanceof WorkloadDeclaration workload) {
        Mapping.Builder peer = Mapping.builder();
        contract(peer, workload);
        workloads.put(workload.type(), peer.build());
      } else if (reference.target() instanceof ExternalDeclaration external) {
        externals.put(external.type(), external(external));
      }
    }
  }

  private static void contract(Mapping.Builder record, WorkloadDeclaration workload) {
    record.field("type", workload.type());
    record.field("namespace", workload.namespace().value());
    record.field("name", workload.name().value());
    record.field("labels", labels(workload.labels()));
    record.field("selector", workload.selector().value());
    record.field("ports", ports(workload.ports()));
    record.field("managed", workload.managed());
    NamespaceDeclaration settings = workload.settings();
    if (settings != null) {
      record.field("settings", settings(settings));
    }
    suppressed(record, "suppressed", workload.place());
  }

  /** The codes that are suppressed where something is declared; absent if there are none. */
  private static void suppressed(Mapping.Builder record, String name, Place place) {
    List<String> codes = place.suppressed();
    if (!codes.isEmpty()) {
      record.field(name, Sequence.ofStrings(codes));
    }
  }

  private static Mapping settings(NamespaceDeclaration settings) {
    return Mapping.builder()
        .field("source", settings.source())
        .field("name", settings.name().value())
        .field("defaultDeny", settings.defaultDeny())
        .field("dns", settings.dns().name())
        .field("labels", labels(settings.labels()))
        .field("kubeApi", texts(settings.kubeApi()))
        .build();
  }

  private static Mapping external(ExternalDeclaration external) {
    return Mapping.builder()
        .field("type", external.type())
        .field("host", external.host().value())
        .field("cidrs", texts(external.cidrs()))
        .field("ports", ports(external.ports()))
        .build();
  }

  private static Mapping rule(RuleDeclaration rule) {
    Mapping.Builder record =
        Mapping.builder()
            .field("direction", rule.direction() == Direction.INGRESS ? "ingress" : "egress")
            .field("source", rule.source())
            .field("why", rule.why().value())
            .field("types", types(rule.peers()));
    sources(record, rule.peers());
    suppressed(record, "suppressed", rule.place());
    optional(record, "pods", rule.pods());
    optional(record, "namespaces", rule.namespaces());
    optional(record, "namespace", rule.namespace());
    optional(record, "cidr", rule.cidr());
    return record.field("except", texts(rule.except())).field("ports", texts(rule.ports())).build();
  }

  private static void optional(Mapping.Builder record, String name, @Nullable Text text) {
    if (text != null) {
      record.field(name, text.value());
    }
  }

  private static Mapping invariant(InvariantDeclaration invariant) {
    Mapping.Builder record =
        Mapping.builder()
            .field("kind", invariant.reaches() ? "neverReaches" : "neverReachableFrom")
            .field("source", invariant.source())
            .field("why", invariant.why().value())
            .field("types", types(invariant.peers()));
    sources(record, invariant.peers());
    suppressed(record, "suppressed", invariant.place());
    return record.build();
  }

  /** How each of several peers is told alone; a single one is told as the whole is. */
  private static void sources(Mapping.Builder record, List<Reference> references) {
    if (references.size() > 1) {
      List<String> sources = new ArrayList<>();
      for (Reference reference : references) {
        sources.add(reference.source());
      }
      record.field("sources", Sequence.ofStrings(sources));
    }
  }

  private static Sequence types(List<Reference> references) {
    List<String> types = new ArrayList<>();
    for (Reference reference : references) {
      types.add(
          reference.target() instanceof BuiltInTarget builtIn ? builtIn.type() : reference.type());
    }
    return Sequence.ofStrings(types);
  }

  private static Mapping labels(List<Text> texts) {
    Map<String, String> labels = new TreeMap<>();
    for (Text text : texts) {
      int equals = text.value().indexOf('=');
      labels.put(
          text.value().substring(0, equals).trim(), text.value().substring(equals + 1).trim());
    }
    Mapping.Builder record = Mapping.builder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      record.field(label.getKey(), label.getValue());
    }
    return record.build();
  }

  private static Sequence ports(List<PortDeclaration> ports) {
    List<Node> records = new ArrayList<>();
    for (PortDeclaration port : ports) {
      records.add(
          Mapping.builder()
              .field("name", port.name().value())
              .field("number", port.number())
              .field("protocol", port.protocol().name())
              .build());
    }
    return Sequence.of(records);
  }

  private static Sequence texts(List<Text> texts) {
    List<String> values = new ArrayList<>();
    for (Text text : texts) {
      values.add(text.value());
    }
    return Sequence.ofStrings(values);
  }
}
