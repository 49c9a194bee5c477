package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of connections between two ends that constrains everything that can vary on its own: who is
 * at either end, at which addresses, on which port, and under which names the destination declares
 * the port. Never empty: operations that would make one so return null.
 *
 * @param from the source
 * @param to the destination
 * @param shared whether both ends are in the same future namespace
 * @param byAddress whether it hinges on the addresses
 * @param numbers pairs of first and last on the line of {@link PortSet}
 * @param names the names under which the destination declares the port, as label keys that are
 *     present; a pod may declare any subset of them
 * @param egress what lets the source out, once it is known
 * @param ingress what lets it in, once it is known
 */
record Flow(
    End from,
    End to,
    boolean shared,
    boolean byAddress,
    int[] numbers,
    LabelCube names,
    Counterexample.Cause egress,
    Counterexample.Cause ingress) {

  /**
   * Who may be at one end.
   *
   * @param existing numbers of existing namespaces; null if it is not in any of them
   * @param future what a future namespace looks like; null if it is not in one. With neither, the
   *     end is outside the cluster
   * @param pods labels of the pod
   * @param addresses its addresses, or those outside
   */
  record End(
      @Nullable BitSet existing, @Nullable LabelCube future, LabelCube pods, AddressSet addresses) {

    boolean isOutside() {
      return existing == null && future == null;
    }

    End withExisting(BitSet some) {
      return new End(some, null, pods, addresses);
    }

    End withFuture(LabelCube some) {
      return new End(null, some, pods, addresses);
    }

    End withPods(LabelCube some) {
      return new End(existing, future, some, addresses);
    }

    End withAddresses(AddressSet some) {
      return new End(existing, future, pods, some);
    }
  }

  /**
   * What one peer and one port entry of a rule match.
   *
   * @param selfNamespaces of which namespaces the pod is that the policy selects; null if any
   * @param self its labels
   * @param namespaces of which namespaces the peer is, if it is a pod; null if any
   * @param pods its labels, if it is a pod
   * @param addresses its addresses
   * @param who which peers can match at all
   * @param numbers ports
   * @param names names that the destination must declare
   */
  record Match(
      @Nullable Namespaces selfNamespaces,
      LabelCube self,
      @Nullable Namespaces namespaces,
      LabelCube pods,
      AddressSet addresses,
      Who who,
      int[] numbers,
      LabelCube names) {}

  /** Which peers can match. */
  enum Who {
    PODS,
    OUTSIDE,
    BOTH
  }

  /**
   * Some namespaces.
   *
   * @param existing the existing ones
   * @param future what a future one looks like; null if none is among them
   */
  record Namespaces(BitSet existing, @Nullable LabelCube future) {}

  End end(Direction direction) {
    return direction == Direction.EGRESS ? from : to;
  }

  Flow with(Direction direction, End end) {
    boolean source = direction == Direction.EGRESS;
    End other = end(direction.opposite());
    LabelCube future = end.future;
    if (shared && future != null) {
      other = other.withFuture(future);
    }
    return new Flow(
        source ? end : other,
        source ? other : end,
        shared,
        byAddress,
        numbers,
        names,
        egress,
        ingress);
  }

  private Flow withPorts(int[] someNumbers, LabelCube someNames) {
    return new Flow(from, to, shared, byAddress, someNumbers, someNames, egress, ingress);
  }

  /** The same with what lets it through one end. */
  Flow because(Direction direction, Counterexample.Cause cause) {
    boolean source = direction == Direction.EGRESS;
    return new Flow(
        from,
        to,
        shared,
        byAddress,
        numbers,
        names,
        source ? cause : egress,
        source ? ingress : cause);
  }

  /** The families over which both ends have addresses. */
  int families() {
    return (from.addresses.meets(AddressSet.ALL_IPV4) && to.addresses.meets(AddressSet.ALL_IPV4)
            ? Families.IPV4
            : 0)
        | (from.addresses.meets(AddressSet.ALL_IPV6) && to.addresses.meets(AddressSet.ALL_IPV6)
            ? Families.IPV6
            : 0);
  }

  /**
   * What of this matches, seen from the end of a direction; null if nothing does. The rest is added
   * to {@code rest} in pieces that share no member, unless that is null.
   */
  @Nullable Flow split(Direction direction, Match match, @Nullable List<Flow> rest) {
    List<Flow> pieces = new ArrayList<>();
    Direction opposite = direction.opposite();
    Flow inside = this;
    boolean outside = end(opposite).isOutside();
    if (match.who == (outside ? Who.PODS : Who.OUTSIDE)) {
      inside = null;
    }
    inside = inside == null ? null : inside.namespaces(direction, match.selfNamespaces, pieces);
    inside = inside == null ? null : inside.pods(direction, match.self, pieces);
    inside = inside == null ? null : inside.numbers(match.numbers, pieces);
    inside = inside == null ? null : inside.names(match.names, pieces);
    if (!outside) {
      inside = inside == null ? null : inside.namespaces(opposite, match.namespaces, pieces);
      inside = inside == null ? null : inside.pods(opposite, match.pods, pieces);
    }
    inside = inside == null ? null : inside.addresses(opposite, match.addresses, pieces);
    if (rest != null) {
      // What doesn't match at all stays in one piece.
      rest.addAll(inside == null ? List.of(this) : pieces);
    }
    return inside;
  }

  private @Nullable Flow namespaces(
      Direction direction, @Nullable Namespaces some, List<Flow> rest) {
    if (some == null) {
      return this;
    }
    End end = end(direction);
    LabelCube future = end.future;
    if (future != null) {
      LabelCube theirs = some.future;
      if (theirs == null) {
        return null;
      }
      LabelCube both =
          cut(future, theirs, piece -> rest.add(with(direction, end.withFuture(piece))));
      return both == null ? null : with(direction, end.withFuture(both));
    }
    BitSet existing = end.existing;
    if (existing == null) {
      return null;
    }
    BitSet inside = (BitSet) existing.clone();
    inside.and(some.existing);
    if (inside.isEmpty()) {
      return null;
    }
    BitSet left = (BitSet) existing.clone();
    left.andNot(some.existing);
    if (left.isEmpty()) {
      return this;
    }
    rest.add(with(direction, end.withExisting(left)));
    return with(direction, end.withExisting(inside));
  }

  private @Nullable Flow pods(Direction direction, LabelCube some, List<Flow> rest) {
    End end = end(direction);
    LabelCube both = cut(end.pods, some, piece -> rest.add(with(direction, end.withPods(piece))));
    return both == null ? null : with(direction, end.withPods(both));
  }

  private @Nullable Flow names(LabelCube some, List<Flow> rest) {
    LabelCube both = cut(names, some, piece -> rest.add(withPorts(numbers, piece)));
    return both == null ? null : withPorts(numbers, both);
  }

  /** What is in both; what is only in the first goes to {@code rest}, piece by piece. */
  private static @Nullable LabelCube cut(
      LabelCube cube, LabelCube other, java.util.function.Consumer<LabelCube> rest) {
    if (!cube.meets(other)) {
      return null;
    }
    LabelCube inside = cube;
    for (String key : other.keys()) {
      LabelCube piece = inside.with(key, other.get(key).complement());
      if (piece != null) {
        rest.accept(piece);
      }
      inside = inside.with(key, other.get(key));
      if (inside == null) {
        return null;
      }
    }
    return inside;
  }

  private @Nullable Flow numbers(int[] some, List<Flow> rest) {
    int[] both = PortSet.intersect(numbers, some);
    if (both.length == 0) {
      return null;
    }
    int[] left = AllowedBox.minus(numbers, some);
    if (left.length > 0) {
      rest.add(withPorts(left, names));
    }
    return Arrays.equals(both, numbers) ? this : withPorts(both, names);
  }

  private @Nullable Flow addresses(Direction direction, AddressSet some, List<Flow> rest) {
    if (some == AddressSet.ALL) {
      return this;
    }
    End end = end(direction);
    AddressSet both = end.addresses.intersect(some);
    if (both.isEmpty()) {
      return null;
    }
    AddressSet left = end.addresses.minus(some);
    if (!left.isEmpty()) {
      rest.add(with(direction, end.withAddresses(left)).hinging());
    }
    return with(direction, end.withAddresses(both)).hinging();
  }

  private Flow hinging() {
    return new Flow(from, to, shared, true, numbers, names, egress, ingress);
  }
}
