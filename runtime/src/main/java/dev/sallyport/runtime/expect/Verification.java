package dev.sallyport.runtime.expect;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds what is there against what is expected, and says why the two differ: what is open and what
 * is not where the answer has several parts, then each rule that speaks on the first connection in
 * the way.
 */
final class Verification {
  private static final int MOST_PARTS = 12;

  private final NetworkPolicies policies;
  private final Expectation expectation;
  private final List<Edge> edges;

  Verification(NetworkPolicies policies, Expectation expectation, List<Edge> edges) {
    this.policies = policies;
    this.expectation = expectation;
    this.edges = edges;
  }

  /** The connection of which a message speaks. */
  private record Shown(Edge edge, ConnectionSet.Range port, Explanation explanation) {}

  Outcome outcome() {
    List<Edge> breaking = edges.stream().filter(edge -> edge.breaks(expectation)).toList();
    if (breaking.isEmpty()) {
      return new Outcome(expectation, Outcome.Status.HOLDS, edges, "", "", Optional.empty());
    }
    Shown shown = shown(breaking);
    String summary = summary(breaking);
    StringBuilder message = new StringBuilder(summary).append('\n');
    if (!expectation.why().isEmpty()) {
      message.append("Expected because: ").append(expectation.why()).append('\n');
    }
    List<String> parts = new Parts(expectation, edges).lines();
    if (parts.size() > 1 || (isBroad() && !expectation.allowed())) {
      message.append('\n');
      parts.stream().limit(MOST_PARTS).forEach(part -> message.append(part).append('\n'));
      if (parts.size() > MOST_PARTS) {
        message.append("and ").append(parts.size() - MOST_PARTS).append(" more\n");
      }
    }
    message.append(reasons(shown, parts.size() > 1));
    return new Outcome(
        expectation,
        Outcome.Status.FAILS,
        edges,
        summary,
        message.toString(),
        Optional.of(shown.explanation()));
  }

  private String summary(List<Edge> breaking) {
    boolean open = !breaking.stream().allMatch(edge -> decided(edge).isEmpty());
    if (open && !expectation.allowed() && expectation.ports().isAny()) {
      if (expectation.from() instanceof Subject.Others others) {
        return "Expected " + others.nobody() + " to reach " + expectation.to() + ", but others do.";
      }
      if (expectation.to() instanceof Subject.Others others) {
        return "Expected "
            + expectation.from()
            + " to reach "
            + others.nobody()
            + ", but it reaches others.";
      }
    }
    String start =
        "Expected "
            + expectation.from()
            + (expectation.allowed() ? " to reach " : " not to reach ")
            + expectation.to()
            + on();
    if (!open) {
      return start + ", but that depends on the network plugin.";
    }
    boolean whole = edges.stream().allMatch(this::isOpposite);
    if (expectation.allowed()) {
      return start + (whole ? ", but it does not." : ", but it does in part only.");
    }
    return start + (whole ? ", but it does." : ", but it does in part.");
  }

  /** Whether a pair does the very opposite of what is expected. */
  private boolean isOpposite(Edge edge) {
    if (expectation.allowed()) {
      return edge.open().isEmpty() && edge.dependent().isEmpty();
    }
    return isBroad()
        ? !edge.open().isEmpty()
        : edge.denied().isEmpty() && edge.dependent().isEmpty();
  }

  private String on() {
    if (expectation.ports().isAny()) {
      return " on any port";
    }
    if (expectation.ports().isOthers()) {
      return " on " + expectation.ports();
    }
    String written = expectation.ports().toString();
    String numbers =
        union(Edge::open).union(union(Edge::dependent)).union(union(Edge::denied)).toString();
    boolean named = written.chars().anyMatch(c -> c >= 'a' && c <= 'z') && !written.equals("all");
    return written.equals("all")
        ? " on all ports"
        : " on " + (named ? written + " (" + numbers + ")" : numbers);
  }

  private boolean isBroad() {
    return expectation.ports().isAny() || expectation.ports().isOthers();
  }

  private ConnectionSet union(Function<Edge, ConnectionSet> part) {
    ConnectionSet all = ConnectionSet.NONE;
    for (Edge edge : edges) {
      all = all.union(part.apply(edge));
    }
    return all;
  }

  /** Explains the first connection in the way; where there is a choice, one that is decided. */
  private Shown shown(List<Edge> breaking) {
    Edge edge = breaking.get(0);
    for (Edge each : breaking) {
      if (!decided(each).isEmpty()) {
        edge = each;
        break;
      }
    }
    ConnectionSet decided = decided(edge);
    ConnectionSet.Range port = telling(decided.isEmpty() ? edge.dependent() : decided, edge.to());
    return new Shown(
        edge,
        port,
        policies
            .answers(edge.from(), edge.to())
            .explain(edge.from(), edge.to(), port.protocol(), port.first()));
  }

  /** What is against the expectation whatever the plugin. */
  private ConnectionSet decided(Edge edge) {
    if (!expectation.allowed()) {
      return edge.open();
    }
    boolean open = !edge.open().isEmpty() || !edge.dependent().isEmpty();
    return expectation.ports().isAny() && open ? ConnectionSet.NONE : edge.denied();
  }

  /** A port that the destination declares, if there is one among them. */
  private static ConnectionSet.Range telling(ConnectionSet ports, Endpoint to) {
    if (to instanceof Pod pod) {
      for (ContainerPort each : pod.ports()) {
        if (ports.contains(each.protocol(), each.number())) {
          return new ConnectionSet.Range(each.protocol(), each.number(), each.number());
        }
      }
    }
    return ports.ranges().get(0);
  }

  private String reasons(Shown shown, boolean several) {
    StringBuilder text = new StringBuilder("\n");
    text.append(Edge.name(shown.edge().from())).append(" -> ").append(Edge.name(shown.edge().to()));
    text.append(" on ").append(shown.port().protocol()).append(' ').append(shown.port().first());
    text.append(several ? ", for example: " : ": ");
    Verdict verdict = shown.explanation().verdict();
    if (verdict instanceof Verdict.PluginDependent dependent) {
      text.append(dependent.reason()).append(".\n");
      text.append("Choose the profile of your plugin, or write a policy that decides it.");
      text.append(" With a plugin of which nothing of that is true:\n");
    } else {
      text.append(verdict == Verdict.ALLOWED ? "allowed\n" : "denied\n");
    }
    return text.append(policies.texts().reasons(shown.explanation())).toString();
  }
}
