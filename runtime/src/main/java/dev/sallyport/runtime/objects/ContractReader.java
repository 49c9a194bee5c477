package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.reach.Phase;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the records that the compiler writes beside its manifests as the workloads that they
 * describe: the one that speaks and all that it names. Fields that are not known are left alone, so
 * that the record of a later version reads too.
 *
 * <p>Source: {@link dev.sallyport.manifest.ContractRecord}.
 */
final class ContractReader {
  /** What stands for the kind of a workload whose object is not known. */
  static final String KIND = "Workload";

  private static final String SCHEMA = "sallyport.dev/workload/";

  private final ObjectSink sink;
  private final String defaultNamespace;

  ContractReader(ObjectSink sink, String defaultNamespace) {
    this.sink = sink;
    this.defaultNamespace = defaultNamespace;
  }

  /** Reads one record. {@code O(size)}. */
  void read(Document document) {
    if (!(document.root() instanceof Node.Mapping mapping)) {
      sink.problem(Problem.of(document.source(), document.root().line(), "is no object"));
      return;
    }
    Reading reading = new Reading(document.source(), "");
    Fields record = Fields.of(mapping, ObjectType.OPEN, "", reading);
    String schema = record.text("schema");
    if (!schema.startsWith(SCHEMA)) {
      record.problem("schema", "must start with " + SCHEMA);
    } else {
      workload(record);
      record.objects("peers", ObjectType.OPEN).forEach(this::workload);
    }
    sink.problems(reading.problems());
  }

  private void workload(Fields record) {
    String namespace = record.text("namespace");
    String name = record.text("name");
    Map<String, String> labels = record.labels("labels");
    List<ContainerPort> ports = new ArrayList<>();
    for (Fields port : record.objects("ports", ObjectType.OPEN)) {
      Integer number = port.integer("number");
      Protocol protocol = PolicyReader.protocol(port, "protocol");
      if (number != null && protocol != null) {
        try {
          ports.add(new ContainerPort(port.text("name"), number, protocol));
        } catch (InvalidValueException e) {
          port.problem(String.valueOf(e.getMessage()));
        }
      }
    }
    boolean valid = record.valid("name", () -> LabelSyntax.name(name));
    valid &=
        namespace.isEmpty() || record.valid("namespace", () -> LabelSyntax.namespace(namespace));
    Fields settings = record.object("settings", ObjectType.OPEN);
    Map<String, String> namespaceLabels = settings == null ? Map.of() : settings.labels("labels");
    if (!valid || record.reading().isRefused()) {
      return;
    }
    Place place = new Place(record.reading().source(), record.line());
    String where = namespace.isEmpty() ? defaultNamespace : namespace;
    if (!namespaceLabels.isEmpty()) {
      sink.add(Namespace.of(where, namespaceLabels), place);
    }
    sink.add(
        new FoundWorkload(
            where,
            KIND,
            name,
            Optional.empty(),
            false,
            labels,
            List.copyOf(ports),
            List.of(),
            false,
            Phase.LIVE,
            place));
  }
}
