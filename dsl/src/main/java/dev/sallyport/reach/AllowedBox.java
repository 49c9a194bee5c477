package dev.sallyport.reach;

import java.util.Arrays;
import java.util.List;

/**
 * A set of connections of the pods of one namespace in one direction that constrains everything
 * that can vary on its own: what one peer and one port entry of a rule allow. What the rules of a
 * namespace allow is a union of boxes, so whether a rule is superfluous is a question of cover.
 *
 * @param self labels of the pod that the policy selects
 * @param kinds what the other end can be: {@link #OUTSIDE}, {@link #BY_SELECTOR}, {@link
 *     #BY_ADDRESS}
 * @param namespace labels of the other end's namespace, if that is a future one
 * @param pods labels of the other end, if it is a pod
 * @param addresses its addresses; they mean nothing for {@link #BY_SELECTOR}
 * @param numbers pairs of first and last on a line of protocols, the last of which stands for those
 *     that are not TCP, UDP or SCTP
 * @param names the names under which the destination declares the port, as label keys that are
 *     present; a pod may declare any subset of them
 */
record AllowedBox(
    LabelCube self,
    int kinds,
    LabelCube namespace,
    LabelCube pods,
    AddressSet addresses,
    int[] numbers,
    LabelCube names) {

  /** An address outside the cluster. */
  static final int OUTSIDE = 1;

  /** A pod, with a network plugin that doesn't match its address against blocks. */
  static final int BY_SELECTOR = 2;

  /** A pod, with a network plugin that does. */
  static final int BY_ADDRESS = 4;

  private static final int STRIDE = 65_536;

  /** Everything, protocols other than the three included. */
  static final int[] EVERY = {
    1,
    65_535,
    STRIDE + 1,
    STRIDE + 65_535,
    2 * STRIDE + 1,
    2 * STRIDE + 65_535,
    3 * STRIDE + 1,
    3 * STRIDE + 1
  };

  /** Every connection of these pods. */
  static AllowedBox all(LabelCube self) {
    return new AllowedBox(
        self,
        OUTSIDE | BY_SELECTOR | BY_ADDRESS,
        LabelCube.ANY,
        LabelCube.ANY,
        AddressSet.ALL,
        EVERY,
        LabelCube.ANY);
  }

  boolean meets(AllowedBox other) {
    return (kinds & other.kinds) != 0
        && self.meets(other.self)
        && PortSet.meet(numbers, other.numbers)
        && pods.meets(other.pods)
        && namespace.meets(other.namespace)
        && names.meets(other.names)
        && addresses.meets(other.addresses);
  }

  /**
   * Whether the others from {@code first} on cover the box. Cuts off what the next one leaves,
   * piece by piece, and stops at the first piece that survives: exponential at worst.
   */
  boolean isCovered(List<AllowedBox> others, int first) {
    int next = first;
    while (next < others.size() && !meets(others.get(next))) {
      next++;
    }
    if (next == others.size()) {
      return false;
    }
    AllowedBox other = others.get(next++);
    int outside = kinds & ~other.kinds;
    if (outside != 0 && !withKinds(outside).isCovered(others, next)) {
      return false;
    }
    AllowedBox rest = withKinds(kinds & other.kinds);
    AddressSet addressesLeft = addresses.minus(other.addresses);
    if (!addressesLeft.isEmpty() && !rest.withAddresses(addressesLeft).isCovered(others, next)) {
      return false;
    }
    rest = rest.withAddresses(addresses.intersect(other.addresses));
    int[] numbersLeft = minus(numbers, other.numbers);
    if (numbersLeft.length > 0 && !rest.withNumbers(numbersLeft).isCovered(others, next)) {
      return false;
    }
    rest = rest.withNumbers(PortSet.intersect(numbers, other.numbers));
    for (int part = 0; part < 4; part++) {
      LabelCube cube = rest.part(part);
      LabelCube theirs = other.part(part);
      for (String key : theirs.keys()) {
        LabelCube piece = cube.with(key, theirs.get(key).complement());
        if (piece != null && !rest.withPart(part, piece).isCovered(others, next)) {
          return false;
        }
        LabelCube inside = cube.with(key, theirs.get(key));
        if (inside == null) {
          return true;
        }
        cube = inside;
      }
      rest = rest.withPart(part, cube);
    }
    return true;
  }

  private LabelCube part(int part) {
    return part == 0 ? self : part == 1 ? namespace : part == 2 ? pods : names;
  }

  private AllowedBox withPart(int part, LabelCube cube) {
    return new AllowedBox(
        part == 0 ? cube : self,
        kinds,
        part == 1 ? cube : namespace,
        part == 2 ? cube : pods,
        addresses,
        numbers,
        part == 3 ? cube : names);
  }

  AllowedBox withKinds(int some) {
    return new AllowedBox(self, some, namespace, pods, addresses, numbers, names);
  }

  AllowedBox withAddresses(AddressSet some) {
    return new AllowedBox(self, kinds, namespace, pods, some, numbers, names);
  }

  private AllowedBox withNumbers(int[] some) {
    return new AllowedBox(self, kinds, namespace, pods, addresses, some, names);
  }

  AllowedBox withNamespace(LabelCube some) {
    return new AllowedBox(self, kinds, some, pods, addresses, numbers, names);
  }

  /** What of the first line is not in the second. */
  static int[] minus(int[] one, int[] other) {
    int[] left = new int[one.length + other.length];
    int size = 0;
    for (int i = 0; i < one.length; i += 2) {
      int next = one[i];
      for (int j = 0; j < other.length; j += 2) {
        if (other[j + 1] < next || other[j] > one[i + 1]) {
          continue;
        }
        if (other[j] > next) {
          left[size++] = next;
          left[size++] = other[j] - 1;
        }
        next = other[j + 1] + 1;
      }
      if (next <= one[i + 1]) {
        left[size++] = next;
        left[size++] = one[i + 1];
      }
    }
    return Arrays.copyOf(left, size);
  }
}
