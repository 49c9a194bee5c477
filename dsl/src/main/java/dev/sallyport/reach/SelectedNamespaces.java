package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
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
  private final @Nullable LabelCube future;

  /** The peers with this selector, of ingress and of egress rules. */
  private final List<GateOption> ingress = new ArrayList<>(2);

  private final List<GateOption> egress = new ArrayList<>(2);
  private @Nullable List<List<GateOption>> ingressGroups;
  private @Nullable List<List<GateOption>> egressGroups;

  SelectedNamespaces(int[] members, @Nullable LabelCube future) {
    this.members = members;
    this.future = future;
  }

  /** Numbers of existing namespaces, ascending. */
  int[] members() {
    return members;
  }

  boolean has(int namespace) {
    return Arrays.binarySearch(members, namespace) >= 0;
  }

  /** What a future namespace must look like to match; null if none can. */
  @Nullable LabelCube future() {
    return future;
  }

  /** Adds a peer with this selector and returns whether it is the first of its direction. */
  boolean add(GateOption option) {
    List<GateOption> list = option.direction() == Direction.INGRESS ? ingress : egress;
    list.add(option);
    return list.size() == 1;
  }

  /**
   * The peers with this selector; those of a group also have pods and ports in common. To be asked
   * for after the last was added.
   */
  List<List<GateOption>> options(Direction direction) {
    boolean in = direction == Direction.INGRESS;
    List<List<GateOption>> groups = in ? ingressGroups : egressGroups;
    if (groups == null) {
      groups = group(in ? ingress : egress);
      if (in) {
        ingressGroups = groups;
      } else {
        egressGroups = groups;
      }
    }
    return groups;
  }

  /** Groups options that have pods, addresses and ports of the peer in common. */
  static List<List<GateOption>> group(List<GateOption> options) {
    List<List<GateOption>> result = new ArrayList<>();
    if (options.size() < FEW) {
      for (GateOption option : options) {
        result.add(List.of(option));
      }
      return result;
    }
    Map<PortSet, Map<LabelCube, Map<AddressSet, List<GateOption>>>> likes = new HashMap<>();
    for (GateOption option : options) {
      Map<LabelCube, Map<AddressSet, List<GateOption>>> byPods = likes.get(option.ports());
      if (byPods == null) {
        byPods = new HashMap<>();
        likes.put(option.ports(), byPods);
      }
      Map<AddressSet, List<GateOption>> byAddresses = byPods.get(option.pods());
      if (byAddresses == null) {
        byAddresses = new HashMap<>();
        byPods.put(option.pods(), byAddresses);
      }
      List<GateOption> like = byAddresses.get(option.addresses());
      if (like == null) {
        like = new ArrayList<>();
        byAddresses.put(option.addresses(), like);
        result.add(like);
      }
      like.add(option);
    }
    return result;
  }
}
