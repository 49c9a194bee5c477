package dev.sallyport.policy;

import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The union of ports as the shortest list that a reader recognises: sorted, distinct, ranges that
 * touch joined, ports inside a range dropped. {@link PolicyPort#EVERY} swallows all others, and all
 * ports of a protocol swallow its names.
 *
 * <p>Single ports next to each other stay single: a range needs a network plugin that knows {@code
 * endPort}, so only an author may ask for one.
 */
final class PortUnion {
  private final List<PolicyPort> union = new ArrayList<>();

  private PortUnion() {}

  /** The union; {@code O(n log n)}. */
  static List<PolicyPort> of(List<PolicyPort> ports) {
    TreeSet<PolicyPort> sorted = new TreeSet<>(CanonicalOrder.PORTS);
    sorted.addAll(ports);
    if (sorted.first() instanceof PolicyPort.Every) {
      return List.of(PolicyPort.EVERY);
    }
    PortUnion result = new PortUnion();
    List<PolicyPort.Range> touching = new ArrayList<>();
    int end = 0;
    for (PolicyPort port : sorted) {
      if (port instanceof PolicyPort.Range range) {
        boolean touches =
            !touching.isEmpty()
                && touching.get(0).protocol() == range.protocol()
                && range.first() <= end + 1;
        if (!touches) {
          result.flush(touching, end);
          end = 0;
        }
        touching.add(range);
        end = Math.max(end, range.last());
      } else if (port instanceof PolicyPort.Named named) {
        result.flush(touching, end);
        result.add(named);
      }
    }
    result.flush(touching, end);
    return Collections.unmodifiableList(result.union);
  }

  /** Adds ranges of one protocol that touch, up to {@code end}, as one, unless all are single. */
  private void flush(List<PolicyPort.Range> touching, int end) {
    boolean single = true;
    for (PolicyPort.Range range : touching) {
      single &= range.first() == range.last();
    }
    if (single) {
      union.addAll(touching);
    } else {
      Protocol protocol = touching.get(0).protocol();
      union.add(new PolicyPort.Range(protocol, touching.get(0).first(), end));
    }
    touching.clear();
  }

  private void add(PolicyPort.Named named) {
    for (PolicyPort port : union) {
      if (covers(port, named)) {
        return;
      }
    }
    union.add(named);
  }

  /** Whether one entry alone allows all that the other allows, on every pod. */
  static boolean covers(PolicyPort port, PolicyPort other) {
    if (port instanceof PolicyPort.Every) {
      return true;
    }
    if (port instanceof PolicyPort.Range range) {
      if (other instanceof PolicyPort.Range inner) {
        return range.protocol() == inner.protocol()
            && range.first() <= inner.first()
            && inner.last() <= range.last();
      }
      return other instanceof PolicyPort.Named named
          && range.isAll()
          && range.protocol() == named.protocol();
    }
    return CanonicalOrder.PORTS.compare(port, other) == 0;
  }
}
