package dev.sallyport.reach;

import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that one namespace selector matches: the existing ones by number, and what a
 * future one must look like. Each distinct selector is evaluated once.
 */
final class SelectedNamespaces {
  /** Fewer options than this aren't worth grouping. */
  private static final int FEW = 4;

  private final int[] members;
  private final LabelCube cube;
  private final @Nullable LabelCube future;

  /** The ingress peers with this selector. */
  private final List<GateOption> inlets = new ArrayList<>(2);

  private @Nullable List<List<GateOption>> groups;

  SelectedNamespaces(LabelCube cube, int[] members, @Nullable LabelCube future) {
    this.cube = cube;
    this.members = members;
    this.future = future;
  }

  LabelCube cube() {
    return cube;
  }

  /** Numbers of existing namespaces, ascending. */
  int[] members() {
    return members;
  }

  boolean has(int namespace) {
    return members.length > 0 && Arrays.binarySearch(members, namespace) >= 0;
  }

  /** What a future namespace must look like to match; null if none can. */
  @Nullable LabelCube future() {
    return future;
  }

  /** Adds an ingress peer with this selector and returns whether it is the first. */
  boolean add(GateOption inlet) {
    inlets.add(inlet);
    groups = null;
    return inlets.size() == 1;
  }

  /** The ingress peers with this selector; those of a group also have pods and ports in common. */
  List<List<GateOption>> inlets() {
    List<List<GateOption>> result = groups;
    if (result == null) {
      result = group(inlets);
      groups = result;
    }
    return result;
  }

  private record Likeness(Selector pods, List<PolicyPort> ports) {}

  /** Groups options that have pods and ports of the peer in common. */
  static List<List<GateOption>> group(List<GateOption> options) {
    List<List<GateOption>> result = new ArrayList<>();
    if (options.size() < FEW) {
      for (GateOption option : options) {
        result.add(List.of(option));
      }
      return result;
    }
    Map<Likeness, List<GateOption>> byLikeness = new HashMap<>();
    for (GateOption option : options) {
      Likeness likeness = new Likeness(option.peerPods(), option.rulePorts());
      List<GateOption> like = byLikeness.get(likeness);
      if (like == null) {
        like = new ArrayList<>();
        byLikeness.put(likeness, like);
        result.add(like);
      }
      like.add(option);
    }
    return result;
  }
}
