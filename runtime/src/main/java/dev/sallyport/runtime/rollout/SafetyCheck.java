package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ClusterEvent;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.ConnectivityDiff;
import dev.sallyport.reach.Delta;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.LiveReachability;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a cluster from its state now to the end of a rollout, call by call, and checks each state
 * in between: what is possible now and in the end is possible, and what is possible is possible now
 * or in the end. For each way in which the plugin may behave, each pair of pods, replicas of one
 * workload, and pods with outside addresses.
 *
 * <p>Only what a call changes is looked at: what it leaves was right before. Cost of a call: {@code
 * O(pods that it selects × pods)} for each profile, if it changes anything.
 */
final class SafetyCheck {
  private final List<World> worlds = new ArrayList<>();
  private final AddressPieces pieces;

  /** One way in which the plugin may behave. */
  private record World(Reachability first, Reachability last, LiveReachability now) {}

  /**
   * What a call does.
   *
   * @param changes whether it changes any connection
   * @param breach the first thing that would be wrong
   */
  record Result(boolean changes, Optional<Breach> breach) {}

  /**
   * Starts at the state now.
   *
   * @param population who is there
   * @param before the policies now
   * @param last the policies in the end
   * @param vocabulary all policies that any state has
   * @param profiles profiles that leave nothing open
   */
  SafetyCheck(
      Population population,
      List<Policy> before,
      List<Policy> last,
      List<Policy> vocabulary,
      List<PluginProfile> profiles) {
    Population replicas = population.withReplicas();
    this.pieces = new AddressPieces(population, vocabulary);
    // The engine follows cheaply what speaks of labels and blocks that it has met.
    List<Policy> all = new ArrayList<>(before);
    List<ClusterEvent> forget = new ArrayList<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      Policy known = vocabulary.get(i);
      Policy word =
          new Policy(
              known.namespace(),
              "sallyport-vocabulary-" + i,
              known.pods(),
              known.directions(),
              known.ingress(),
              known.egress(),
              known.origin());
      all.add(word);
      forget.add(new ClusterEvent.PolicyRemoved(word.namespace(), word.name()));
    }
    for (PluginProfile profile : profiles) {
      LiveReachability now = LiveReachability.of(replicas.with(all), profile);
      forget.forEach(now::apply);
      worlds.add(
          new World(
              Reachability.of(replicas.with(before), profile),
              Reachability.of(replicas.with(last), profile),
              now));
    }
  }

  /** Makes a call, and says what it changes and breaks. */
  Result apply(Action action) {
    boolean changes = false;
    Optional<Breach> breach = Optional.empty();
    for (World world : worlds) {
      for (Delta.Row row : world.now.apply(action.event()).rows()) {
        ConnectivityDiff.Allowed was = row.before();
        ConnectivityDiff.Allowed is = row.after();
        changes = true;
        if (breach.isEmpty()) {
          breach =
              breach(
                  world,
                  row.from(),
                  row.to(),
                  was.connections().subtract(is.connections()),
                  is.connections().subtract(was.connections()));
        }
      }
    }
    return new Result(changes, breach);
  }

  /** Takes a call back, without looking. */
  void revert(Action action) {
    worlds.forEach(world -> world.now.apply(action.inverse().event()));
  }

  private Optional<Breach> breach(
      World world, Group from, Group to, ConnectionSet closed, ConnectionSet opened) {
    for (Endpoint source : endpoints(from)) {
      for (Endpoint destination : endpoints(to)) {
        if (source instanceof Pod pod && destination instanceof Pod other) {
          if (Population.counts(pod.name(), other.name()) && !pod.id().equals(other.id())) {
            Optional<Breach> breach = breach(world, source, destination, closed, opened);
            if (breach.isPresent()) {
              return breach;
            }
          }
        } else if (source instanceof Pod pod && destination instanceof AddressRange range) {
          for (AddressRange piece : pieces.of(pod, range)) {
            Optional<Breach> breach = breach(world, source, piece, closed, opened);
            if (breach.isPresent()) {
              return breach;
            }
          }
        } else if (source instanceof AddressRange range && destination instanceof Pod pod) {
          for (AddressRange piece : pieces.of(pod, range)) {
            Optional<Breach> breach = breach(world, piece, destination, closed, opened);
            if (breach.isPresent()) {
              return breach;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Breach> breach(
      World world, Endpoint from, Endpoint to, ConnectionSet closed, ConnectionSet opened) {
    ConnectionSet first = world.first.connections(from, to);
    ConnectionSet last = world.last.connections(from, to);
    ConnectionSet cut = closed.intersect(first).intersect(last);
    if (!cut.isEmpty()) {
      return Optional.of(new Breach(Breach.Kind.CUT, from.id(), to.id(), cut));
    }
    ConnectionSet wide = opened.subtract(first).subtract(last);
    return wide.isEmpty()
        ? Optional.empty()
        : Optional.of(new Breach(Breach.Kind.OPENED, from.id(), to.id(), wide));
  }

  private static List<? extends Endpoint> endpoints(Group group) {
    return group instanceof Group.Pods pods ? pods.pods() : ((Group.Addresses) group).ranges();
  }
}
