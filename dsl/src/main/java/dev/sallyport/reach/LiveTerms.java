package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.LiveNamespace.LivePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What policies let the classes of a fleet that changes exchange, as terms of peers and ports. */
final class LiveTerms {
  /** Marks connections that stand for a port name of the destination. */
  private static final int NAMED = 1 << 30;

  /** Marks a block of addresses in the place of a peer. */
  private static final int OUTSIDE = 1 << 30;

  private final LivePeers peers;
  private final ConnectionTable connections;
  private final Vocabulary vocabulary;
  private final Set<PluginChoice> holds;
  private final Map<Peer, Integer> blocks = new HashMap<>();
  private final List<Peer> blockList = new ArrayList<>();

  LiveTerms(
      LivePeers peers,
      ConnectionTable connections,
      Vocabulary vocabulary,
      Set<PluginChoice> holds) {
    this.peers = peers;
    this.connections = connections;
    this.vocabulary = vocabulary;
    this.holds = holds;
  }

  /** A policy with its parts numbered. */
  LivePolicy compile(Policy policy, LiveNamespace namespace) {
    return new LivePolicy(
        policy,
        vocabulary.compile(policy.pods()),
        policy.directions().contains(Direction.INGRESS)
            ? entries(policy.ingress(), namespace)
            : null,
        policy.directions().contains(Direction.EGRESS)
            ? entries(policy.egress(), namespace)
            : null);
  }

  /** Pairs of peer or marked block, and connections or marked port name. */
  private int[] entries(List<Rule> rules, LiveNamespace namespace) {
    IntList result = new IntList();
    for (Rule rule : rules) {
      IntList what = new IntList(4);
      for (PolicyPort port : rule.ports()) {
        if (port instanceof PolicyPort.Named named) {
          what.add(NAMED | vocabulary.portName(named.protocol(), named.name()));
        } else if (port instanceof PolicyPort.Range range) {
          what.add(connections.id(ConnectionSet.of(range.protocol(), range.first(), range.last())));
        } else {
          what.add(ConnectionTable.ALL);
        }
      }
      for (Peer peer : rule.peers()) {
        boolean outside = peer instanceof Peer.Anyone || peer instanceof Peer.IpBlock;
        boolean inside = !(peer instanceof Peer.IpBlock) || peers.byAddress();
        for (int i = 0; i < what.size(); i++) {
          if (inside) {
            result.add(peers.number(peer, namespace));
            result.add(what.get(i));
          }
          if (outside) {
            result.add(OUTSIDE | block(peer));
            result.add(what.get(i));
          }
        }
      }
    }
    return result.toArray();
  }

  private int block(Peer peer) {
    Integer known = blocks.get(peer);
    if (known == null) {
      known = blockList.size();
      blocks.put(peer, known);
      blockList.add(peer);
    }
    return known;
  }

  /**
   * What a class may exchange, towards classes or the outside; null if nothing restricts it. One
   * that no policy isolates but that lacks a family is not like the others: its term says everyone.
   */
  int @Nullable [] terms(LiveClass c, Direction direction, boolean outside) {
    int[] terms = policed(c, direction, outside);
    return terms == null && !outside && c.families != Families.BOTH
        ? new int[] {LivePeers.EVERYONE, ConnectionTable.ALL}
        : terms;
  }

  /** What the policies that select a class say, towards classes or the outside; null if none. */
  private int @Nullable [] policed(LiveClass c, Direction direction, boolean outside) {
    if (c.onHost && !holds.contains(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)) {
      return null;
    }
    IntList terms = null;
    for (LivePolicy policy : c.namespace.policies.values()) {
      int[] entries = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
      if (entries == null || !c.matches(policy.subject())) {
        continue;
      }
      if (terms == null) {
        terms = new IntList();
      }
      for (int i = 0; i < entries.length; i += 2) {
        if ((entries[i] & OUTSIDE) != 0 == outside) {
          add(c, direction, entries[i] & ~OUTSIDE, entries[i + 1], outside, terms);
        }
      }
    }
    if (terms == null) {
      return null;
    }
    if (!outside
        && direction == Direction.INGRESS
        && holds.contains(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)) {
      terms.add(LivePeers.ON_HOST);
      terms.add(ConnectionTable.ALL);
    }
    return joined(terms);
  }

  private void add(
      LiveClass c, Direction direction, int peer, int what, boolean outside, IntList terms) {
    if ((what & NAMED) == 0 || direction == Direction.EGRESS && !outside) {
      terms.add(peer);
      terms.add(what);
    } else if (direction == Direction.INGRESS) {
      int resolved = resolve(what, c);
      if (resolved != ConnectionTable.NONE) {
        terms.add(peer);
        terms.add(resolved);
      }
    }
  }

  /** Sorts terms and joins those of one peer, port names apart. */
  private int[] joined(IntList terms) {
    terms.sortPairs(0);
    int size = 0;
    for (int i = 0; i < terms.size(); i += 2) {
      int what = terms.get(i + 1);
      if (size > 0 && terms.get(size - 2) == terms.get(i)) {
        int last = terms.get(size - 1);
        if (last == what) {
          continue;
        }
        // Port names come last, so what is none follows none.
        if (!isNamed(what)) {
          terms.set(size - 1, connections.union(last, what));
          continue;
        }
      }
      terms.set(size++, terms.get(i));
      terms.set(size++, what);
    }
    return Arrays.copyOf(terms.array(), size);
  }

  private int resolve(int what, LiveClass destination) {
    if ((what & NAMED) == 0) {
      return what;
    }
    int name = what & ~NAMED;
    int result = ConnectionTable.NONE;
    for (int i = 0; i < destination.ports.length; i += 2) {
      if (destination.ports[i] == name) {
        result =
            connections.union(
                result,
                connections.id(
                    ConnectionSet.of(Protocol.values()[name % 3], destination.ports[i + 1])));
      }
    }
    return result;
  }

  /** Whether connections stand for a port name. */
  boolean isNamed(int what) {
    return (what & NAMED) != 0;
  }

  /** What terms let a class exchange with another. */
  private int allowed(int @Nullable [] terms, LiveClass other, LiveClass destination) {
    if (terms == null) {
      return ConnectionTable.ALL;
    }
    int result = ConnectionTable.NONE;
    for (int i = 0; i < terms.length; i += 2) {
      if (other.isMeantBy(terms[i])) {
        int what = resolve(terms[i + 1], destination);
        Peer.IpBlock block =
            connections.tellsFamiliesApart() && !other.isAddressUnknown
                ? peers.block(terms[i])
                : null;
        if (block != null) {
          what = connections.over(Families.of(block.cidr().isIpv6()), what);
        }
        result = connections.union(result, what);
      }
    }
    return result;
  }

  /** What a class may exchange with another. */
  int between(LiveClass from, LiveClass to) {
    return between(from.egress, to.ingress, from, to);
  }

  /** What two classes could exchange with these terms of egress and ingress. */
  int between(int @Nullable [] out, int @Nullable [] in, LiveClass from, LiveClass to) {
    int allowed = allowed(out, to, to);
    if (allowed == ConnectionTable.NONE) {
      return ConnectionTable.NONE;
    }
    int ofBoth = from.families & to.families;
    return connections.meet(connections.over(ofBoth, allowed), allowed(in, from, to));
  }

  ConnectionTable connections() {
    return connections;
  }

  /** A block or anyone, as terms towards the outside number it. */
  Peer outsidePeer(int block) {
    return blockList.get(block);
  }
}
