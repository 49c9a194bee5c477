package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.ConnectivityDiff;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One version of a fleet, built afresh and asked pair by pair, by the ids of its ends. */
final class Version {
  private final Reachability answers;
  private final Optional<NaiveEvaluator> naive;
  private final Map<String, Pod> pods = new HashMap<>();

  /** Asked of the naive evaluator, or of the engine, which is faster. */
  Version(Snapshot snapshot, PluginProfile profile, boolean naively) {
    answers = Reachability.of(snapshot, profile);
    naive = naively ? Optional.of(new NaiveEvaluator(snapshot, profile)) : Optional.empty();
    snapshot.pods().forEach(pod -> pods.put(pod.id(), pod));
  }

  Reachability answers() {
    return answers;
  }

  private ConnectivityDiff.Allowed allowed(String from, String to) {
    Optional<Endpoint> source = end(from);
    Optional<Endpoint> destination = end(to);
    return source.isEmpty() || destination.isEmpty()
        ? new ConnectivityDiff.Allowed(ConnectionSet.NONE, ConnectionSet.NONE)
        : naive
            .map(each -> naively(each, one(source.get()), one(destination.get())))
            .orElseGet(
                () ->
                    new ConnectivityDiff.Allowed(
                        answers.connections(source.get(), destination.get()),
                        answers.pluginDependent(source.get(), destination.get())));
  }

  private ConnectivityDiff.Allowed naively(NaiveEvaluator each, Endpoint from, Endpoint to) {
    Answers said = Answers.of(each, from, to, PortRange.of(answers.snapshot()));
    return new ConnectivityDiff.Allowed(set(said.allowed()), set(said.pluginDependent()));
  }

  private static Endpoint one(Endpoint end) {
    return end instanceof AddressRange piece ? AddressRange.of(piece.last()) : end;
  }

  static ConnectionSet set(List<ConnectionSet.Range> ranges) {
    ConnectionSet set = ConnectionSet.NONE;
    for (ConnectionSet.Range range : ranges) {
      set = set.union(ConnectionSet.of(range.protocol(), range.first(), range.last()));
    }
    return set;
  }

  private Optional<Endpoint> end(String id) {
    return id.contains("/")
        ? Optional.ofNullable(pods.get(id))
        : Optional.of(AddressRange.parse(id));
  }

  /** A rectangle of a diff or a delta. */
  record Rectangle(
      Group from, Group to, ConnectivityDiff.Allowed before, ConnectivityDiff.Allowed after) {}

  private record Pair(String from, String to) {}

  /** The rectangles say exactly what differs between the versions, each pair once. */
  static void differIn(
      List<Rectangle> rectangles, Version before, Version after, List<AddressRange> pieces) {
    Map<Pair, Rectangle> rows = expanded(rectangles, pieces);
    Set<String> ends = new LinkedHashSet<>();
    pieces.forEach(piece -> ends.add(piece.id()));
    ends.addAll(before.pods.keySet());
    ends.addAll(after.pods.keySet());
    for (String from : ends) {
      for (String to : ends) {
        if (!from.equals(to) && (from.contains("/") || to.contains("/"))) {
          ConnectivityDiff.Allowed was = before.allowed(from, to);
          ConnectivityDiff.Allowed is = after.allowed(from, to);
          Rectangle row = rows.remove(new Pair(from, to));
          boolean right =
              was.equals(is)
                  ? row == null
                  : row != null && row.before.equals(was) && row.after.equals(is);
          if (!right) {
            assertThat(row == null ? "no row" : row.before + " -> " + row.after)
                .as("%s -> %s", from, to)
                .isEqualTo(was.equals(is) ? "no row" : was + " -> " + is);
          }
        }
      }
    }
    assertThat(rows).as("pairs that don't belong there").isEmpty();
  }

  private static Map<Pair, Rectangle> expanded(
      List<Rectangle> rectangles, List<AddressRange> pieces) {
    Map<Pair, Rectangle> all = new HashMap<>();
    for (Rectangle row : rectangles) {
      int pairs = 0;
      for (String from : members(row.from, pieces)) {
        for (String to : members(row.to, pieces)) {
          if (!from.equals(to)) {
            assertThat(all.put(new Pair(from, to), row)).as("%s -> %s twice", from, to).isNull();
            pairs++;
          }
        }
      }
      assertThat(pairs).as("pairs of %s", row).isPositive();
    }
    return all;
  }

  private static List<String> members(Group group, List<AddressRange> pieces) {
    List<String> ids = new ArrayList<>();
    if (group instanceof Group.Pods pods) {
      pods.pods().forEach(pod -> ids.add(pod.id()));
      return ids;
    }
    for (AddressRange range : ((Group.Addresses) group).ranges()) {
      for (AddressRange piece : pieces) {
        assertThat(range.contains(piece)).isEqualTo(range.overlaps(piece));
        if (range.contains(piece)) {
          ids.add(piece.id());
        }
      }
    }
    return ids;
  }
}
