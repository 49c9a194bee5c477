package dev.sallyport.reach;

import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of (protocol, destination port), exact over the three protocols and ports 1 to 65535.
 *
 * <p>Canonical: two sets with the same members are equal. Immutable. Operations cost {@code
 * O(intervals of both)}.
 */
public final class ConnectionSet {
  private static final int STRIDE = 65_536;
  private static final int FAMILY = 3 * STRIDE;
  private static final Protocol[] PROTOCOLS = Protocol.values();

  /** No connection at all. */
  public static final ConnectionSet NONE = new ConnectionSet(new int[0]);

  /** Every port of every protocol. */
  public static final ConnectionSet ALL =
      new ConnectionSet(
          new int[] {1, 65_535, STRIDE + 1, STRIDE + 65_535, 2 * STRIDE + 1, 2 * STRIDE + 65_535});

  /**
   * Pairs of first and last, inclusive, on one line where protocol {@code p} has the numbers {@code
   * p * 65536 + port}. Port 0 is never a member, so intervals of two protocols never touch.
   */
  private final int[] bounds;

  private final int hash;

  private ConnectionSet(int[] bounds) {
    this.bounds = bounds;
    this.hash = Arrays.hashCode(bounds);
  }

  /**
   * Consecutive ports of one protocol.
   *
   * @param protocol the protocol
   * @param first first port, inclusive, 1 to 65535
   * @param last last port, inclusive
   */
  public record Range(Protocol protocol, int first, int last) {
    /** For example {@code TCP 80}, {@code TCP 8000-8999} or, for all ports, {@code UDP}. */
    @Override
    public String toString() {
      return protocol
          + (first == 1 && last == 65_535
              ? ""
              : first == last ? " " + first : " " + first + "-" + last);
    }
  }

  /**
   * The ports from first to last, inclusive, of one protocol.
   *
   * @throws IllegalArgumentException unless {@code 1 <= first <= last <= 65535}
   */
  public static ConnectionSet of(Protocol protocol, int first, int last) {
    if (first < 1 || last < first || last > 65_535) {
      throw new IllegalArgumentException("not a range of ports: " + first + "-" + last);
    }
    int base = protocol.ordinal() * STRIDE;
    return new ConnectionSet(new int[] {base + first, base + last});
  }

  /** One port of one protocol. */
  public static ConnectionSet of(Protocol protocol, int port) {
    return of(protocol, port, port);
  }

  /** Every port of one protocol. */
  public static ConnectionSet of(Protocol protocol) {
    return of(protocol, 1, 65_535);
  }

  /** Whether it has no member. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Whether it has every member. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** Whether the port is a member. {@code O(log intervals)}. */
  public boolean contains(Protocol protocol, int port) {
    int point = protocol.ordinal() * STRIDE + port;
    int low = 0;
    int high = bounds.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (point < bounds[2 * middle]) {
        high = middle - 1;
      } else if (point > bounds[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Whether every member of the other set is in this one. */
  public boolean containsAll(ConnectionSet other) {
    return other.subtract(this).isEmpty();
  }

  /** The members of either set. */
  public ConnectionSet union(ConnectionSet other) {
    if (this == other || other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    int[] result = new int[bounds.length + other.bounds.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length || j < other.bounds.length) {
      boolean mine = j >= other.bounds.length || i < bounds.length && bounds[i] <= other.bounds[j];
      int first = mine ? bounds[i] : other.bounds[j];
      int last = mine ? bounds[i + 1] : other.bounds[j + 1];
      if (mine) {
        i += 2;
      } else {
        j += 2;
      }
      if (size > 0 && first <= result[size - 1] + 1) {
        result[size - 1] = Math.max(result[size - 1], last);
      } else {
        result[size++] = first;
        result[size++] = last;
      }
    }
    return canonical(result, size);
  }

  /** The members of both sets. */
  public ConnectionSet intersect(ConnectionSet other) {
    if (this == other) {
      return this;
    }
    int[] result = new int[bounds.length + other.bounds.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length && j < other.bounds.length) {
      int first = Math.max(bounds[i], other.bounds[j]);
      int last = Math.min(bounds[i + 1], other.bounds[j + 1]);
      if (first <= last) {
        result[size++] = first;
        result[size++] = last;
      }
      if (bounds[i + 1] < other.bounds[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return canonical(result, size);
  }

  /** The members of this set that are not in the other. */
  public ConnectionSet subtract(ConnectionSet other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    int[] result = new int[bounds.length + other.bounds.length];
    int size = 0;
    int j = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      int next = bounds[i];
      while (j < other.bounds.length && other.bounds[j + 1] < next) {
        j += 2;
      }
      for (int k = j; k < other.bounds.length && other.bounds[k] <= bounds[i + 1]; k += 2) {
        if (other.bounds[k] > next) {
          result[size++] = next;
          result[size++] = other.bounds[k] - 1;
        }
        next = other.bounds[k + 1] + 1;
      }
      if (next <= bounds[i + 1]) {
        result[size++] = next;
        result[size++] = bounds[i + 1];
      }
    }
    return canonical(result, size);
  }

  /** What is missing to {@link #ALL}. */
  public ConnectionSet complement() {
    return ALL.subtract(this);
  }

  // Where families matter, connections over IPv4 and over IPv6 are told apart: the line goes on for
  // another three protocols, for those over IPv6. Such sets never leave a ConnectionTable.

  /** The same connections, over some families only. */
  ConnectionSet over(int families) {
    int[] result = new int[2 * bounds.length];
    int size = 0;
    for (int family = 0; family < 2; family++) {
      for (int i = 0; (families >> family & 1) != 0 && i < bounds.length; i++) {
        result[size++] = bounds[i] + family * FAMILY;
      }
    }
    return canonical(result, size);
  }

  /** The connections of a set that tells families apart, over any family. */
  ConnectionSet overAny() {
    int ipv4 = 0;
    while (ipv4 < bounds.length && bounds[ipv4] < FAMILY) {
      ipv4 += 2;
    }
    if (ipv4 == bounds.length) {
      return this;
    }
    int[] ipv6 = Arrays.copyOfRange(bounds, ipv4, bounds.length);
    for (int i = 0; i < ipv6.length; i++) {
      ipv6[i] -= FAMILY;
    }
    return canonical(ipv6, ipv6.length).union(canonical(bounds, ipv4));
  }

  private static ConnectionSet canonical(int[] bounds, int size) {
    if (size == 0) {
      return NONE;
    }
    if (size == ALL.bounds.length && Arrays.equals(bounds, 0, size, ALL.bounds, 0, size)) {
      return ALL;
    }
    return new ConnectionSet(Arrays.copyOf(bounds, size));
  }

  /** The members as maximal ranges, ordered by protocol and port. */
  public List<Range> ranges() {
    List<Range> ranges = new ArrayList<>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.add(
          new Range(PROTOCOLS[bounds[i] / STRIDE], bounds[i] % STRIDE, bounds[i + 1] % STRIDE));
    }
    return ranges;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof ConnectionSet set
            && hash == set.hash
            && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** For example {@code TCP 80,8000-8999, UDP}; {@code all} and {@code none}. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    if (isAll()) {
      return "all";
    }
    StringBuilder text = new StringBuilder();
    int previous = -1;
    for (int i = 0; i < bounds.length; i += 2) {
      int protocol = bounds[i] / STRIDE;
      int first = bounds[i] % STRIDE;
      int last = bounds[i + 1] % STRIDE;
      if (protocol != previous) {
        text.append(i == 0 ? "" : ", ").append(PROTOCOLS[protocol]);
      }
      if (first != 1 || last != 65_535) {
        text.append(protocol == previous ? "," : " ").append(first);
        text.append(first == last ? "" : "-" + last);
      }
      previous = protocol;
    }
    return text.toString();
  }
}
