package dev.sallyport.runtime.expect;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is open, what depends on the plugin, and what is denied, of that which was asked. */
final class Parts {
  private final Expectation expectation;
  private final List<Edge> edges;

  Parts(Expectation expectation, List<Edge> edges) {
    this.expectation = expectation;
    this.edges = edges;
  }

  /** An answer for a pair of pods, or for a pod and addresses: those stand with the part. */
  private record Part(String word, ConnectionSet ports, String fromPod, String toPod) {}

  /** One line for each answer and pair; neighbouring addresses with equal answers are joined. */
  List<String> lines() {
    Map<Part, List<Edge>> parts = new LinkedHashMap<>();
    gather("open    ", Edge::open, parts);
    gather("depends ", Edge::dependent, parts);
    gather("denied  ", this::denied, parts);
    boolean sources = edges.stream().map(Edge::from).distinct().count() > 1;
    boolean destinations = edges.stream().map(Edge::to).distinct().count() > 1;
    List<String> lines = new ArrayList<>();
    parts.forEach(
        (part, members) -> {
          for (Endpoint from : joined(members.stream().map(Edge::from).distinct().toList())) {
            for (Endpoint to : joined(members.stream().map(Edge::to).distinct().toList())) {
              lines.add(
                  part.word()
                      + (part.ports().isAll() ? "every port" : part.ports().toString())
                      + (sources ? "  from " + Edge.name(from) : "")
                      + (destinations ? "  to " + Edge.name(to) : ""));
            }
          }
        });
    return lines;
  }

  private void gather(
      String word, Function<Edge, ConnectionSet> answer, Map<Part, List<Edge>> parts) {
    for (Edge edge : edges) {
      ConnectionSet ports = answer.apply(edge);
      if (!ports.isEmpty()) {
        parts
            .computeIfAbsent(
                new Part(word, ports, pod(edge.from()), pod(edge.to())), p -> new ArrayList<>())
            .add(edge);
      }
    }
  }

  private static String pod(Endpoint endpoint) {
    return endpoint instanceof Pod pod ? pod.id() : "";
  }

  /** What is denied; where any port would do, only if all are, as the others are of no interest. */
  private ConnectionSet denied(Edge edge) {
    boolean rest =
        expectation.from() instanceof Subject.Others
            || expectation.to() instanceof Subject.Others
            || expectation.ports().isOthers()
            || (expectation.ports().isAny() && !edge.denied().isAll());
    return rest ? ConnectionSet.NONE : edge.denied();
  }

  /** The same addresses in as few ranges as possible; pods as they are. */
  private static List<Endpoint> joined(List<Endpoint> endpoints) {
    List<Endpoint> joined = new ArrayList<>();
    for (Endpoint each : endpoints) {
      Endpoint last = joined.isEmpty() ? each : joined.get(joined.size() - 1);
      if (!joined.isEmpty()
          && last instanceof AddressRange before
          && each instanceof AddressRange after
          && before.isIpv6() == after.isIpv6()
          && before.last().compareTo(after.first()) < 0
          && after.first().equals(AddressRange.next(before.last()))) {
        joined.set(joined.size() - 1, new AddressRange(before.first(), after.last()));
      } else {
        joined.add(each);
      }
    }
    return joined;
  }
}
