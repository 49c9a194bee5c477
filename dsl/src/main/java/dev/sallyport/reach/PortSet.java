package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ports of a rule can mean on some pod: intervals on one line on which protocol {@code p}
 * has the numbers {@code p * 65536 + port}, and port names apart.
 *
 * <p>A pod may declare a port name under any number, two names under the same, or none. So on a pod
 * of which nothing is known, a port name can stand for any port of its protocol.
 */
final class PortSet {
  private static final int STRIDE = 65_536;

  /** Every port of every protocol. */
  static final PortSet ALL = of(List.of(PolicyPort.EVERY));

  /** Pairs of first and last, inclusive, sorted, disjoint. */
  private final int[] numbers;

  private final List<PolicyPort.Named> names;

  /** The numbers together with every port of the protocols of the names. */
  private final int[] possible;

  private PortSet(int[] numbers, List<PolicyPort.Named> names) {
    this.numbers = numbers;
    this.names = names;
    if (names.isEmpty()) {
      this.possible = numbers;
    } else {
      int[] wide = Arrays.copyOf(numbers, numbers.length + 2 * names.size());
      for (int i = 0; i < names.size(); i++) {
        int base = names.get(i).protocol().ordinal() * STRIDE;
        wide[numbers.length + 2 * i] = base + 1;
        wide[numbers.length + 2 * i + 1] = base + 65_535;
      }
      this.possible = canonical(wide);
    }
  }

  static PortSet of(List<PolicyPort> ports) {
    int[] numbers = new int[ports.size() == 1 ? 6 : 2 * ports.size()];
    int size = 0;
    List<PolicyPort.Named> names = List.of();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Range range) {
        int base = range.protocol().ordinal() * STRIDE;
        numbers[size++] = base + range.first();
        numbers[size++] = base + range.last();
      } else if (port instanceof PolicyPort.Named named) {
        names = names.isEmpty() ? new ArrayList<>(2) : names;
        names.add(named);
      } else {
        numbers = new int[6];
        size = 0;
        for (int protocol = 0; protocol < 3; protocol++) {
          numbers[size++] = protocol * STRIDE + 1;
          numbers[size++] = protocol * STRIDE + 65_535;
        }
      }
    }
    return new PortSet(canonical(Arrays.copyOf(numbers, size)), names);
  }

  /** The numbers that it can mean on a pod of which no port is known. */
  int[] possible() {
    return possible;
  }

  /** The numbers that it means at an address outside the cluster, where no port has a name. */
  int[] numbers() {
    return numbers;
  }

  /** The numbers that it means on a pod that declares exactly these ports. */
  int[] on(List<ContainerPort> ports) {
    int[] all = numbers;
    for (PolicyPort.Named named : names) {
      for (ContainerPort port : ports) {
        if (port.name().equals(named.name()) && port.protocol() == named.protocol()) {
          int point = port.protocol().ordinal() * STRIDE + port.number();
          all = Arrays.copyOf(all, all.length + 2);
          all[all.length - 2] = point;
          all[all.length - 1] = point;
        }
      }
    }
    return all == numbers ? numbers : canonical(all);
  }

  /** The port declarations that make the point a member; empty if it needs none. */
  List<ContainerPort> needed(int point) {
    for (int i = 0; i < numbers.length; i += 2) {
      if (numbers[i] <= point && point <= numbers[i + 1]) {
        return List.of();
      }
    }
    for (PolicyPort.Named named : names) {
      if (named.protocol().ordinal() == point / STRIDE) {
        return List.of(new ContainerPort(named.name(), point % STRIDE, named.protocol()));
      }
    }
    return List.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof PortSet set)
        || !Arrays.equals(numbers, set.numbers)
        || names.size() != set.names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      PolicyPort.Named mine = names.get(i);
      PolicyPort.Named others = set.names.get(i);
      if (mine.protocol() != others.protocol() || !mine.name().equals(others.name())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(numbers);
    for (PolicyPort.Named named : names) {
      hash = hash * 31 + named.name().hashCode() * 3 + named.protocol().ordinal();
    }
    return hash;
  }

  static boolean meet(int[] one, int[] other) {
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i + 1] < other[j]) {
        i += 2;
      } else if (other[j + 1] < one[i]) {
        j += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  static int[] intersect(int[] one, int[] other) {
    if (one == other) {
      return one;
    }
    int[] both = new int[one.length + other.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int first = Math.max(one[i], other[j]);
      int last = Math.min(one[i + 1], other[j + 1]);
      if (first <= last) {
        both[size++] = first;
        both[size++] = last;
      }
      if (one[i + 1] <= other[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return Arrays.copyOf(both, size);
  }

  static Protocol protocol(int point) {
    return Protocol.values()[point / STRIDE];
  }

  static int number(int point) {
    return point % STRIDE;
  }

  /** Sorts the pairs and merges those that overlap or touch; ports 0 keep protocols apart. */
  static int[] canonical(int[] pairs) {
    if (pairs.length <= 2) {
      return pairs;
    }
    long[] sorted = new long[pairs.length / 2];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (long) pairs[2 * i] << 32 | pairs[2 * i + 1];
    }
    Arrays.sort(sorted);
    int size = 0;
    for (long pair : sorted) {
      int first = (int) (pair >>> 32);
      int last = (int) pair;
      if (size > 0 && first <= pairs[size - 1] + 1) {
        pairs[size - 1] = Math.max(pairs[size - 1], last);
      } else {
        pairs[size++] = first;
        pairs[size++] = last;
      }
    }
    return size == pairs.length ? pairs : Arrays.copyOf(pairs, size);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers) + names;
  }
}
