package dev.sallyport.runtime.report;

import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A matrix as a graph: Graphviz's DOT, or Mermaid for pages that draw it. */
public final class GraphReport {
  private final Map<Endpoint, String> ids = new LinkedHashMap<>();
  private final Map<String, Map<Endpoint, String>> byNamespace = new TreeMap<>();
  private final Connectivity connectivity;

  private GraphReport(MatrixReport report) {
    connectivity = report.connectivity();
    report.snapshot().pods().forEach(this::add);
    for (Connectivity.Row row : connectivity.rows()) {
      add(row.from());
      add(row.to());
    }
  }

  private void add(Endpoint endpoint) {
    if (!ids.containsKey(endpoint)) {
      ids.put(endpoint, "n" + ids.size());
      String namespace = endpoint instanceof Pod pod ? pod.namespace() : "";
      byNamespace
          .computeIfAbsent(namespace, n -> new LinkedHashMap<>())
          .put(endpoint, ids.get(endpoint));
    }
  }

  /** Prints a graph in DOT, a cluster for each namespace. {@code O(pairs × log pairs)}. */
  public static void printDot(MatrixReport report, PrintWriter out) {
    GraphReport graph = new GraphReport(report);
    out.print("digraph sallyport {\n  rankdir=LR;\n  node [shape=box];\n");
    graph.byNamespace.forEach(
        (namespace, members) -> {
          boolean outside = namespace.isEmpty();
          String indent = outside ? "  " : "    ";
          if (!outside) {
            out.print("  subgraph \"cluster_" + namespace + "\" {\n");
            out.print("    label=\"" + namespace + "\";\n");
          }
          members.forEach(
              (endpoint, id) ->
                  out.print(
                      indent
                          + id
                          + " [label=\""
                          + label(endpoint)
                          + (outside ? "\", shape=ellipse];\n" : "\"];\n")));
          out.print(outside ? "" : "  }\n");
        });
    for (Connectivity.Row row : graph.connectivity.rows()) {
      out.print("  " + graph.ids.get(row.from()) + " -> " + graph.ids.get(row.to()));
      out.print(" [label=\"" + on(row) + "\"" + (sometimes(row) ? ", style=dashed" : "") + "];\n");
    }
    out.print("}\n");
    out.flush();
  }

  /** Prints a Mermaid flowchart, a subgraph for each namespace. {@code O(pairs × log pairs)}. */
  public static void printMermaid(MatrixReport report, PrintWriter out) {
    GraphReport graph = new GraphReport(report);
    out.print("flowchart LR\n");
    int[] number = {0};
    graph.byNamespace.forEach(
        (namespace, members) -> {
          boolean outside = namespace.isEmpty();
          if (!outside) {
            out.print("  subgraph s" + number[0]++ + "[\"" + namespace + "\"]\n");
          }
          members.forEach(
              (endpoint, id) ->
                  out.print(
                      (outside ? "  " : "    ")
                          + id
                          + (outside ? "([\"" : "[\"")
                          + label(endpoint)
                          + (outside ? "\"])\n" : "\"]\n")));
          out.print(outside ? "" : "  end\n");
        });
    for (Connectivity.Row row : graph.connectivity.rows()) {
      out.print("  " + graph.ids.get(row.from()) + (sometimes(row) ? " -.->" : " -->"));
      out.print("|\"" + on(row) + "\"| " + graph.ids.get(row.to()) + "\n");
    }
    out.flush();
  }

  private static String label(Endpoint endpoint) {
    return endpoint instanceof Pod pod ? pod.name() : endpoint.id();
  }

  private static boolean sometimes(Connectivity.Row row) {
    return row.connections().isEmpty();
  }

  private static String on(Connectivity.Row row) {
    return row.connections().union(row.pluginDependent()).toString();
  }
}
