package dev.sallyport.runtime.expect;

import dev.sallyport.policy.IpAddress;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which open connections no expectation mentions. An expectation mentions the ports that it names
 * between its subjects, whether it allows or denies them; one of any port mentions all of them.
 *
 * <p>Two pods of one workload are left out where the table of the engine has no row for them.
 */
public final class Coverage {
  private final NetworkPolicies policies;

  /** What is mentioned between two pods, by their ids. */
  private final Map<String, ConnectionSet> pods = new HashMap<>();

  /** What is mentioned between a pod and addresses, by the pod's id and the direction. */
  private final Map<String, List<Mention>> addresses = new HashMap<>();

  /** What is open and not mentioned, by the ends. */
  private final Map<Ends, Uncovered> open = new TreeMap<>();

  private record Mention(AddressRange range, ConnectionSet ports) {}

  private record Ends(String from, String to) implements Comparable<Ends> {
    private static final Comparator<Ends> ORDER =
        Comparator.comparing(Ends::from).thenComparing(Ends::to);

    @Override
    public int compareTo(Ends other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * An open connection that nobody expects.
   *
   * @param from {@code namespace/workload}, a CIDR, or {@code first-last}
   * @param to the same
   * @param ports what is open and not mentioned
   * @param dependent what is open with some plugins only, and not mentioned
   */
  public record Uncovered(String from, String to, ConnectionSet ports, ConnectionSet dependent) {

    /** On what, as messages say it. */
    public String on() {
      String open = ports.isEmpty() ? "" : ports.toString();
      String some = dependent.isEmpty() ? "" : dependent + " with some plugins";
      return open + (open.isEmpty() || some.isEmpty() ? "" : ", and on ") + some;
    }

    private Uncovered and(ConnectionSet open, ConnectionSet some) {
      return new Uncovered(from, to, ports.union(open), dependent.union(some));
    }
  }

  private Coverage(NetworkPolicies policies) {
    this.policies = policies;
  }

  /**
   * The open connections that no outcome's expectation mentions, sorted by their ends.
   *
   * <p>{@code O(open pairs + pieces of addresses × mentions of the pod)}: it lists pairs, so it is
   * for systems of which somebody wants to read the table.
   */
  public static List<Uncovered> of(NetworkPolicies policies, List<Outcome> outcomes) {
    Coverage coverage = new Coverage(policies);
    for (Outcome outcome : outcomes) {
      outcome.edges().forEach(coverage::mention);
    }
    for (Matrix.Row row : policies.reachability().matrix()) {
      coverage.row(row);
    }
    return List.copyOf(coverage.open.values());
  }

  private void mention(Edge edge) {
    ConnectionSet ports = edge.open().union(edge.dependent()).union(edge.denied());
    if (edge.from() instanceof AddressRange range) {
      addresses
          .computeIfAbsent(">" + edge.to().id(), k -> new ArrayList<>())
          .add(new Mention(range, ports));
    } else if (edge.to() instanceof AddressRange range) {
      addresses
          .computeIfAbsent(edge.from().id() + ">", k -> new ArrayList<>())
          .add(new Mention(range, ports));
    } else {
      pods.merge(edge.from().id() + ">" + edge.to().id(), ports, ConnectionSet::union);
    }
  }

  private void row(Matrix.Row row) {
    for (Endpoint from : members(row.from())) {
      for (Endpoint to : members(row.to())) {
        if (from instanceof AddressRange range) {
          String key = ">" + to.id();
          pieces(range, key).forEach(piece -> add(piece, to, row, mentioned(piece, key)));
        } else if (to instanceof AddressRange range) {
          String key = from.id() + ">";
          pieces(range, key).forEach(piece -> add(from, piece, row, mentioned(piece, key)));
        } else if (!from.equals(to)) {
          String key = from.id() + ">" + to.id();
          add(from, to, row, pods.getOrDefault(key, ConnectionSet.NONE));
        }
      }
    }
  }

  private static List<? extends Endpoint> members(Group group) {
    return group instanceof Group.Pods pods ? pods.pods() : ((Group.Addresses) group).ranges();
  }

  private void add(Endpoint from, Endpoint to, Matrix.Row row, ConnectionSet mentioned) {
    ConnectionSet ports = row.connections().subtract(mentioned);
    ConnectionSet dependent = row.pluginDependent().subtract(mentioned);
    if (!ports.isEmpty() || !dependent.isEmpty()) {
      Ends ends = new Ends(policies.subjects().workload(from), policies.subjects().workload(to));
      Uncovered known =
          open.getOrDefault(
              ends, new Uncovered(ends.from(), ends.to(), ConnectionSet.NONE, ConnectionSet.NONE));
      open.put(ends, known.and(ports, dependent));
    }
  }

  /** A range cut where mentions of the pod start or end. */
  private List<AddressRange> pieces(AddressRange range, String key) {
    TreeSet<IpAddress> starts = new TreeSet<>();
    for (Mention mention : addresses.getOrDefault(key, List.of())) {
      if (mention.range().overlaps(range)) {
        starts.add(mention.range().first());
        if (mention.range().last().compareTo(range.last()) < 0) {
          starts.add(AddressRange.next(mention.range().last()));
        }
      }
    }
    List<AddressRange> pieces = new ArrayList<>();
    IpAddress first = range.first();
    for (IpAddress start : starts) {
      if (first.compareTo(start) < 0 && start.compareTo(range.last()) <= 0) {
        pieces.add(new AddressRange(first, AddressRange.previous(start)));
        first = start;
      }
    }
    pieces.add(new AddressRange(first, range.last()));
    return pieces;
  }

  private ConnectionSet mentioned(AddressRange piece, String key) {
    ConnectionSet ports = ConnectionSet.NONE;
    for (Mention mention : addresses.getOrDefault(key, List.of())) {
      ports = mention.range().contains(piece) ? ports.union(mention.ports()) : ports;
    }
    return ports;
  }
}
