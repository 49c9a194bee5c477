package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts verdict, both ends and the smallest change of a denial together. */
final class Explanations {
  private final Fleet fleet;
  private final PluginProfile profile;
  private final PairEvaluator pairs;

  Explanations(Fleet fleet, PluginProfile profile, PairEvaluator pairs) {
    this.fleet = fleet;
    this.profile = profile;
    this.pairs = pairs;
  }

  /** Explains by the first outcome; a range by its first piece on which the verdict is reached. */
  Explanation of(Endpoint from, Endpoint to, Protocol protocol, int port, List<Outcome> outcomes) {
    ConnectionSet asked = ConnectionSet.of(protocol, port);
    Behavior behavior = outcomes.get(0).behavior().completed(profile);
    Endpoint source = from instanceof Pod pod ? fleet.known(pod) : from;
    Endpoint destination = to instanceof Pod pod ? fleet.known(pod) : to;
    if (source instanceof AddressRange range && destination instanceof Pod pod) {
      source = decisive(range, pod, Direction.INGRESS, asked, behavior);
    } else if (destination instanceof AddressRange range && source instanceof Pod pod) {
      destination = decisive(range, pod, Direction.EGRESS, asked, behavior);
    }
    Explainer explainer =
        new Explainer(
            fleet, fleet::isolating, behavior, protocol, port, outcomes.get(0).overrides());
    return of(from, to, Outcome.verdict(outcomes, asked), explainer, source, destination);
  }

  /** Explains two endpoints, of whom the explainer sees {@code source} and {@code destination}. */
  Explanation of(
      Endpoint from,
      Endpoint to,
      Verdict verdict,
      Explainer explainer,
      Endpoint source,
      Endpoint destination) {
    Explainer.Ends ends = explainer.ends(source, destination);
    Optional<Explanation.Side> egress = ends.egress();
    Optional<Explanation.Side> ingress = ends.ingress();
    return new Explanation(
        from,
        to,
        explainer.protocol(),
        explainer.port(),
        verdict,
        ends.family(),
        egress,
        ingress,
        () -> {
          List<Change> changes = new ArrayList<>();
          SmallestChange smallest = explainer.smallestChange();
          boolean possible = verdict == Verdict.DENIED;
          if (possible && egress.isPresent() && !egress.get().allows()) {
            Optional<Change> change =
                smallest.of(egress.get(), peer(to, ends.to()), Optional.empty());
            possible = change.isPresent();
            change.ifPresent(changes::add);
          }
          if (possible && ingress.isPresent() && !ingress.get().allows()) {
            Optional<Change> change =
                smallest.of(
                    ingress.get(),
                    peer(from, ends.from()),
                    changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(0)));
            possible = change.isPresent();
            change.ifPresent(changes::add);
          }
          return possible ? List.copyOf(changes) : List.of();
        });
  }

  /** Whom a change must let through: all of a range, a pod as its addresses are seen. */
  private static Endpoint peer(Endpoint asked, Endpoint seen) {
    return asked instanceof AddressRange ? asked : seen;
  }

  /** The first piece of a range for which the pod's end denies; the first piece if none does. */
  private Endpoint decisive(
      AddressRange range, Pod pod, Direction direction, ConnectionSet asked, Behavior behavior) {
    List<AddressRange> pieces = fleet.partition(pod, direction).pieces(range);
    for (AddressRange piece : pieces) {
      if (!pairs.side(pod, direction, piece, behavior).containsAll(asked)) {
        return piece;
      }
    }
    return pieces.get(0);
  }
}
