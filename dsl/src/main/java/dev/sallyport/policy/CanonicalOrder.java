package dev.sallyport.policy;

import java.util.Comparator;
import java.util.List;

/**
 * The order in which peers, ports, origins and rules are written. Each order is total and compares
 * as equal only what is equal (of rules: what has equal peers and ports), so a sorted list does not
 * depend on where its entries came from.
 *
 * <p>Classes and not lambdas, see the package.
 */
final class CanonicalOrder {
  static final Comparator<Peer> PEERS = new Peers();
  static final Comparator<PolicyPort> PORTS = new Ports();
  static final Comparator<Origin> ORIGINS = new Origins();
  static final Comparator<Rule> RULES_BY_PEERS = new Rules(true);
  static final Comparator<Rule> RULES_BY_PORTS = new Rules(false);

  private CanonicalOrder() {}

  /** Compares item by item; of two lists with the same beginning the shorter comes first. */
  static <T> int compare(List<T> some, List<T> others, Comparator<T> order) {
    int shared = Math.min(some.size(), others.size());
    for (int i = 0; i < shared; i++) {
      int result = order.compare(some.get(i), others.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(some.size(), others.size());
  }

  /** Anyone, then pods nearby, pods elsewhere, addresses. */
  private static final class Peers implements Comparator<Peer> {
    @Override
    public int compare(Peer one, Peer other) {
      int order = Integer.compare(rank(one), rank(other));
      if (order != 0) {
        return order;
      }
      if (one instanceof Peer.Pods a && other instanceof Peer.Pods b) {
        return a.pods().compareTo(b.pods());
      }
      if (one instanceof Peer.PodsInNamespaces a && other instanceof Peer.PodsInNamespaces b) {
        order = a.namespaces().compareTo(b.namespaces());
        return order != 0 ? order : a.pods().compareTo(b.pods());
      }
      if (one instanceof Peer.IpBlock a && other instanceof Peer.IpBlock b) {
        order = a.cidr().compareTo(b.cidr());
        return order != 0 ? order : blocks(a.except(), b.except());
      }
      return 0;
    }

    private static int blocks(List<Cidr> some, List<Cidr> others) {
      return CanonicalOrder.compare(some, others, Comparator.<Cidr>naturalOrder());
    }

    private static int rank(Peer peer) {
      if (peer instanceof Peer.Anyone) {
        return 0;
      }
      if (peer instanceof Peer.Pods) {
        return 1;
      }
      return peer instanceof Peer.PodsInNamespaces ? 2 : 3;
    }
  }

  /** Every port, then by protocol: numbers ascending, then names. */
  private static final class Ports implements Comparator<PolicyPort> {
    @Override
    public int compare(PolicyPort one, PolicyPort other) {
      if (one instanceof PolicyPort.Every || other instanceof PolicyPort.Every) {
        return Boolean.compare(other instanceof PolicyPort.Every, one instanceof PolicyPort.Every);
      }
      int order = protocol(one) - protocol(other);
      if (order != 0) {
        return order;
      }
      if (one instanceof PolicyPort.Range a && other instanceof PolicyPort.Range b) {
        order = Integer.compare(a.first(), b.first());
        return order != 0 ? order : Integer.compare(a.last(), b.last());
      }
      if (one instanceof PolicyPort.Named a && other instanceof PolicyPort.Named b) {
        return a.name().compareTo(b.name());
      }
      return one instanceof PolicyPort.Range ? -1 : 1;
    }

    private static int protocol(PolicyPort port) {
      return port instanceof PolicyPort.Range range
          ? range.protocol().ordinal()
          : port instanceof PolicyPort.Named named ? named.protocol().ordinal() : -1;
    }
  }

  /** By source, then reason. */
  private static final class Origins implements Comparator<Origin> {
    @Override
    public int compare(Origin one, Origin other) {
      int order = one.source().compareTo(other.source());
      return order != 0 ? order : one.why().compareTo(other.why());
    }
  }

  /** By peers and ports, whichever shall come first; origins don't count. */
  private static final class Rules implements Comparator<Rule> {
    private final boolean peersFirst;

    Rules(boolean peersFirst) {
      this.peersFirst = peersFirst;
    }

    @Override
    public int compare(Rule one, Rule other) {
      int peers = CanonicalOrder.compare(one.peers(), other.peers(), PEERS);
      int ports = CanonicalOrder.compare(one.ports(), other.ports(), PORTS);
      return peersFirst ? (peers != 0 ? peers : ports) : (ports != 0 ? ports : peers);
    }
  }
}
