package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All pairs of a fleet, for each behavior that a profile admits; worked out when first asked for.
 */
final class Worlds {
  private final Snapshot snapshot;
  private final OpenChoices choices;
  private final List<Behavior> behaviors;

  /** Built when first asked for. */
  private volatile @Nullable Engine engine;

  /** Made beside the fleet where that pays; used up by the engine. */
  private @Nullable CompletableFuture<PolicyIndex> index;

  /**
   * The worlds of a fleet.
   *
   * @param index what policies mention, made meanwhile; null to make it when it is needed
   */
  Worlds(
      Snapshot snapshot,
      OpenChoices choices,
      List<Behavior> behaviors,
      @Nullable CompletableFuture<PolicyIndex> index) {
    this.snapshot = snapshot;
    this.choices = choices;
    this.behaviors = behaviors;
    this.index = index;
  }

  /** The fleet by classes, and the one world there is if nothing is left open. */
  record Engine(PodClasses classes, Optional<World> world) {
    /** The one world that there is if nothing is left open. */
    World only() {
      return world.orElseThrow();
    }
  }

  /** {@code O(pods × labels + policies × classes of their namespace)} the first time. */
  Engine engine() {
    Engine built = engine;
    if (built == null) {
      synchronized (this) {
        built = engine;
        if (built == null) {
          built = build();
          engine = built;
        }
      }
    }
    return built;
  }

  /** The all-pairs answers of every behavior that the profile admits. */
  List<World> all() {
    Engine current = engine();
    if (current.world.isPresent()) {
      return List.of(current.world.get());
    }
    // Numbers what policies mention as the index of the classes did.
    PolicyIndex index = new PolicyIndex(snapshot);
    List<World> worlds = new ArrayList<>();
    for (Behavior behavior : behaviors) {
      worlds.add(world(index, current.classes, behavior));
    }
    return worlds;
  }

  private Engine build() {
    CompletableFuture<PolicyIndex> made = index;
    PolicyIndex index = made == null ? new PolicyIndex(snapshot) : made.join();
    this.index = null;
    PodClasses classes = PodClasses.of(snapshot, index.vocabulary(), atoms(index));
    return new Engine(
        classes,
        behaviors.size() == 1
            ? Optional.of(world(index, classes, behaviors.get(0)))
            : Optional.empty());
  }

  private World world(PolicyIndex index, PodClasses classes, Behavior behavior) {
    return new World(snapshot, index, classes, behavior, familiesMatter(index));
  }

  private boolean familiesMatter(PolicyIndex index) {
    return choices.families().matter(blocksMatch(index));
  }

  /** Whether some block may match a pod. */
  private boolean blocksMatch(PolicyIndex index) {
    if (index.blocks().isEmpty()) {
      return false;
    }
    if (!snapshot.clusterPolicies().isEmpty()) {
      return true;
    }
    for (Behavior behavior : behaviors) {
      if (behavior.has(PluginChoice.IP_BLOCK_MATCHES_PODS)
          || behavior.has(PluginChoice.IP_BLOCK_MATCHES_NODES)) {
        return true;
      }
    }
    return false;
  }

  /** The pieces of address space that tell pods apart. */
  private AddressAtoms atoms(PolicyIndex index) {
    if (blocksMatch(index)) {
      return AddressAtoms.of(index.blocks());
    }
    return familiesMatter(index) ? AddressAtoms.FAMILIES : AddressAtoms.NONE;
  }
}
