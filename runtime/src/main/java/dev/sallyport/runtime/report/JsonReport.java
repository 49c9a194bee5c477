package dev.sallyport.runtime.report;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.Pod;
import dev.sallyport.runtime.edge.PortRanges;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix as JSON. The object has the fields {@code schema}, {@code plugin} (the profile by which
 * open questions were decided), {@code workloads} ({@code id}, {@code namespace}, {@code name},
 * {@code labels}) and {@code connections} ({@code from}, {@code to}, {@code ports}, and {@code
 * pluginDependentPorts} where there are any; a port range has {@code protocol}, {@code first} and
 * {@code last}, inclusive). Fields may be added; none changes its meaning without a new schema.
 */
public final class JsonReport {
  /** The version of the schema. */
  public static final String SCHEMA = "sallyport.dev/matrix/v1";

  private JsonReport() {}

  /** Prints the object. {@code O(pairs × log pairs)}. */
  public static void print(MatrixReport report, PrintWriter out) {
    List<Node> workloads = new ArrayList<>();
    for (Pod pod : report.snapshot().pods()) {
      Mapping.Builder labels = Mapping.builder();
      pod.labels().forEach(labels::field);
      workloads.add(
          Mapping.builder()
              .field("id", pod.id())
              .field("namespace", pod.namespace())
              .field("name", pod.name())
              .field("labels", labels.build())
              .build());
    }
    List<Node> connections = new ArrayList<>();
    for (Connectivity.Row row : report.connectivity().rows()) {
      Mapping.Builder connection =
          Mapping.builder()
              .field("from", row.from().id())
              .field("to", row.to().id())
              .field("ports", PortRanges.json(row.connections()));
      if (!row.pluginDependent().isEmpty()) {
        connection.field("pluginDependentPorts", PortRanges.json(row.pluginDependent()));
      }
      connections.add(connection.build());
    }
    out.print(
        JsonWriter.write(
            Mapping.builder()
                .field("schema", SCHEMA)
                .field("plugin", report.profile().name())
                .field("workloads", Sequence.of(workloads))
                .field("connections", Sequence.of(connections))
                .build()));
    out.flush();
  }
}
