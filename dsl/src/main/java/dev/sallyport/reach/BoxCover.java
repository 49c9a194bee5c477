package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What makes parts of NetworkPolicies superfluous where there are these alone. Policies of other
 * namespaces don't matter: each gate lets through what its own rules allow, a union of boxes.
 */
final class BoxCover implements Cover {
  private final GateIndex index;
  private final AddressSet podAddresses;

  /** The addresses with which pods share a family. */
  private final AddressSet families;

  private final Map<Gate, List<Part>> known = new IdentityHashMap<>();

  BoxCover(GateIndex index, AddressSet podAddresses) {
    this.index = index;
    this.podAddresses = podAddresses;
    this.families =
        !podAddresses.meets(AddressSet.ALL_IPV6)
            ? AddressSet.ALL_IPV4
            : podAddresses.meets(AddressSet.ALL_IPV4) ? AddressSet.ALL : AddressSet.ALL_IPV6;
  }

  /**
   * What one peer and one port entry allow.
   *
   * @param option the peer
   * @param port which entry of the rule's ports, from 0
   * @param box what they allow, whichever namespaces the peer selects
   */
  private record Part(GateOption option, int port, AllowedBox box) implements GatePart {}

  @Override
  public @Nullable List<PolicyRule> ofPart(PolicyRule rule, int peer, int port) {
    int namespace = index.namespaces().number(rule.policy().namespace());
    List<Part> all = parts(index.gate(rule.direction(), namespace));
    List<Part> removed = all.stream().filter(part -> part.isOf(rule, peer, port)).toList();
    List<Part> kept = all.stream().filter(part -> !part.isOf(rule, peer, port)).toList();
    return smallest(removed, kept, List.of());
  }

  @Override
  public @Nullable List<PolicyRule> ofPolicy(Policy policy) {
    LabelCube self = LabelCube.of(policy.pods());
    if (self == null) {
      return List.of();
    }
    int namespace = index.namespaces().number(policy.namespace());
    List<PolicyRule> covering = new ArrayList<>();
    for (Direction direction : policy.directions()) {
      Gate gate = index.gate(direction, namespace);
      List<Part> own = parts(gate).stream().filter(part -> part.isOf(policy)).toList();
      List<Part> others = parts(gate).stream().filter(part -> !part.isOf(policy)).toList();
      IsolatedByOthers isolated = new IsolatedByOthers(gate, direction, policy, self);
      // Pods that only this policy isolates would be open without it: it must open them fully.
      List<AllowedBox> opened = new ArrayList<>();
      for (LabelCube pods : isolated.rest()) {
        AllowedBox all = AllowedBox.all(pods);
        if (!isCovered(all, null, own, List.of())) {
          return null;
        }
        opened.add(all);
      }
      List<PolicyRule> allowing = smallest(own, others, opened);
      if (allowing == null) {
        return null;
      }
      covering.addAll(isolated.policies());
      covering.addAll(allowing);
    }
    return covering;
  }

  /** The fewest rules of {@code kept} that, with {@code also}, allow what {@code removed} does. */
  private @Nullable List<PolicyRule> smallest(
      List<Part> removed, List<Part> kept, List<AllowedBox> also) {
    List<Part> near = new ArrayList<>();
    for (Part part : kept) {
      boolean meets = false;
      for (Part gone : removed) {
        meets |= gone.box.meets(part.box);
      }
      if (meets) {
        near.add(part);
      }
    }
    return GatePart.fewestRules(near, parts -> areCovered(removed, parts, also));
  }

  private boolean areCovered(List<Part> removed, List<Part> covers, List<AllowedBox> also) {
    for (Part part : removed) {
      if (!isCovered(part.box, part.option, covers, also)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the covers allow all of a box, whose peer is the option's or anyone. Selectors see an
   * existing namespace only as one of a few kinds, so each kind is looked at once.
   */
  private boolean isCovered(
      AllowedBox box, @Nullable GateOption peer, List<Part> covers, List<AllowedBox> also) {
    List<Part> near = new ArrayList<>();
    for (Part cover : covers) {
      if (box.meets(cover.box)) {
        near.add(cover);
      }
    }
    AddressSet outside = box.addresses().intersect(families);
    if ((box.kinds() & AllowedBox.OUTSIDE) != 0
        && !outside.isEmpty()
        && !box.withKinds(AllowedBox.OUTSIDE)
            .withAddresses(outside)
            .isCovered(boxes(near, also), 0)) {
      return false;
    }
    AddressSet addresses = box.addresses().intersect(podAddresses);
    int kinds = box.kinds() & (AllowedBox.BY_SELECTOR | AllowedBox.BY_ADDRESS);
    if (kinds == 0 || addresses.isEmpty()) {
      return true;
    }
    AllowedBox pods = box.withKinds(kinds).withAddresses(addresses);
    Set<BitSet> seen = new HashSet<>();
    for (int namespace : reached(peer)) {
      BitSet kind = new BitSet();
      List<AllowedBox> boxes = new ArrayList<>(also);
      for (int i = 0; i < near.size(); i++) {
        if (reaches(near.get(i).option, namespace)) {
          kind.set(i);
          boxes.add(near.get(i).box);
        }
      }
      if (seen.add(kind) && !pods.isCovered(boxes, 0)) {
        return false;
      }
    }
    LabelCube future = peer == null ? LabelCube.ANY : reachedFuture(peer);
    future = future == null ? null : newNames(future, near);
    return future == null || pods.withNamespace(future).isCovered(admittingFuture(near, also), 0);
  }

  /** The existing namespaces of which pods can be the peer; all for no peer in particular. */
  private int[] reached(@Nullable GateOption peer) {
    if (peer != null && peer.kind() == GateOption.Kind.OWN_NAMESPACE) {
      return new int[] {peer.namespace()};
    }
    SelectedNamespaces selected = peer == null ? null : peer.namespaces();
    return (selected == null ? index.everyNamespace() : selected).members();
  }

  private static boolean reaches(GateOption option, int namespace) {
    return option.kind() == GateOption.Kind.BLOCK || option.admits(namespace);
  }

  private static @Nullable LabelCube reachedFuture(GateOption option) {
    return option.kind() == GateOption.Kind.BLOCK ? LabelCube.ANY : option.future();
  }

  private static List<AllowedBox> boxes(List<Part> covers, List<AllowedBox> also) {
    List<AllowedBox> boxes = new ArrayList<>(also);
    for (Part cover : covers) {
      boxes.add(cover.box);
    }
    return boxes;
  }

  private static List<AllowedBox> admittingFuture(List<Part> covers, List<AllowedBox> also) {
    List<AllowedBox> boxes = new ArrayList<>(also);
    for (Part cover : covers) {
      LabelCube future = reachedFuture(cover.option);
      if (future != null) {
        boxes.add(cover.box.withNamespace(future));
      }
    }
    return boxes;
  }

  /** The cube without the existing names that a cover leaves out, for these aren't new. */
  private @Nullable LabelCube newNames(LabelCube future, List<Part> covers) {
    Set<String> taken = new TreeSet<>();
    for (Part cover : covers) {
      LabelCube theirs = reachedFuture(cover.option);
      if (theirs != null) {
        for (String name : theirs.get(Namespace.NAME_LABEL).mentioned()) {
          if (!index.namespaces().isNewName(name)) {
            taken.add(name);
          }
        }
      }
    }
    return future.with(Namespace.NAME_LABEL, LabelSet.otherThan(List.copyOf(taken)));
  }

  private List<Part> parts(Gate gate) {
    return known.computeIfAbsent(gate, BoxCover::partsOf);
  }

  private static List<Part> partsOf(Gate gate) {
    List<Part> parts = new ArrayList<>();
    for (GateOption option : gate.options()) {
      List<PolicyPort> ports = option.reference().rule().ports();
      for (int i = 0; i < ports.size(); i++) {
        parts.add(new Part(option, i, box(option, ports.get(i))));
      }
    }
    return parts;
  }

  private static AllowedBox box(GateOption option, PolicyPort port) {
    int kinds =
        switch (option.kind()) {
          case ANYONE -> AllowedBox.OUTSIDE | AllowedBox.BY_SELECTOR | AllowedBox.BY_ADDRESS;
          case BLOCK -> AllowedBox.OUTSIDE | AllowedBox.BY_ADDRESS;
          case NAMESPACES, OWN_NAMESPACE -> AllowedBox.BY_SELECTOR | AllowedBox.BY_ADDRESS;
        };
    // Addresses outside the cluster declare no ports.
    if (port instanceof PolicyPort.Named && option.direction() == Direction.EGRESS) {
      kinds &= ~AllowedBox.OUTSIDE;
    }
    return new AllowedBox(
        option.self(),
        kinds,
        LabelCube.ANY,
        option.pods(),
        option.addresses(),
        TierRules.traffic(port),
        TierRules.names(port));
  }
}
