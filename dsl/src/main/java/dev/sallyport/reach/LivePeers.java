package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.LiveNamespace.LivePeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The peers of a fleet that changes, by number: whom each means, and the classes whose terms name
 * it.
 */
final class LivePeers {
  /** The peer that means every class. */
  static final int EVERYONE = 0;

  /** The peer that means every class on the host network. */
  static final int ON_HOST = 1;

  private final Map<String, LiveNamespace> namespaces;
  private final List<LiveClass> classes;
  private final Vocabulary vocabulary;
  private final Set<PluginChoice> holds;
  private final Map<Peer, LivePeer> global = new HashMap<>();
  private final Map<Integer, LivePeer> peers = new HashMap<>();
  private final Map<Integer, Peer.IpBlock> blocks = new LinkedHashMap<>();
  private final Map<Selector, List<LiveNamespace>> bySelector = new HashMap<>();
  private final List<List<LiveClass>> egressUsers = new ArrayList<>();
  private final List<List<LiveClass>> ingressUsers = new ArrayList<>();

  /** Peers of these namespaces and classes, which may become more. */
  LivePeers(
      Map<String, LiveNamespace> namespaces,
      List<LiveClass> classes,
      Vocabulary vocabulary,
      Set<PluginChoice> holds) {
    this.namespaces = namespaces;
    this.classes = classes;
    this.vocabulary = vocabulary;
    this.holds = holds;
    for (int i = EVERYONE; i <= ON_HOST; i++) {
      newPeer();
    }
  }

  private int newPeer() {
    egressUsers.add(new ArrayList<>(2));
    ingressUsers.add(new ArrayList<>(2));
    return egressUsers.size() - 1;
  }

  /** Whether blocks mean pods or nodes. */
  boolean byAddress() {
    return holds.contains(PluginChoice.IP_BLOCK_MATCHES_PODS)
        || holds.contains(PluginChoice.IP_BLOCK_MATCHES_NODES);
  }

  /** Whether a peer that isn't of one namespace has a number. */
  boolean knows(Peer peer) {
    return global.containsKey(peer);
  }

  /** The block that is a peer; null if that is no block. */
  Peer.@Nullable IpBlock block(int peer) {
    return blocks.get(peer);
  }

  /** Finds the peers that mean a new class. */
  void meet(LiveClass podClass, Pod pod) {
    boolean asNode =
        podClass.onHost && !holds.contains(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    List<Integer> found = new ArrayList<>();
    if (podClass.onHost) {
      found.add(ON_HOST);
    }
    if (!asNode) {
      for (LivePeer peer : podClass.namespace.peers) {
        if (peer.selector() == null || podClass.matches(peer.selector())) {
          found.add(peer.id());
        }
      }
    }
    PluginChoice choice =
        asNode ? PluginChoice.IP_BLOCK_MATCHES_NODES : PluginChoice.IP_BLOCK_MATCHES_PODS;
    if (holds.contains(choice)) {
      Behavior behavior = new Behavior(holds, Behavior.Ties.BY_NAME);
      blocks.forEach(
          (id, block) -> {
            if (Fleet.holds(block, pod, behavior)) {
              found.add(id);
            }
          });
    }
    found.sort(null);
    found.forEach(podClass::addPeer);
  }

  /** The number of a peer of a policy in a namespace. */
  int number(Peer peer, LiveNamespace namespace) {
    if (peer instanceof Peer.Anyone) {
      return EVERYONE;
    }
    if (peer instanceof Peer.Pods pods) {
      LivePeer known = namespace.local.get(pods.pods());
      if (known == null) {
        known = newPeer(pods.pods(), List.of(namespace));
        namespace.local.put(pods.pods(), known);
      }
      return known.id();
    }
    LivePeer known = global.get(peer);
    if (known == null) {
      if (peer instanceof Peer.PodsInNamespaces pods) {
        List<LiveNamespace> matching = new ArrayList<>();
        String name = pods.namespaces().matchLabels().get(Namespace.NAME_LABEL);
        if (name != null) {
          LiveNamespace only = namespaces.get(name);
          if (only != null && pods.namespaces().matches(only.namespace.labels())) {
            matching.add(only);
          }
        } else {
          matching.addAll(byLabels(pods.namespaces()));
        }
        known = newPeer(pods.pods(), matching);
      } else {
        known = new LivePeer(newPeer(), null, List.of());
        blocks.put(known.id(), (Peer.IpBlock) peer);
      }
      global.put(peer, known);
    }
    return known.id();
  }

  private List<LiveNamespace> byLabels(Selector selector) {
    return bySelector.computeIfAbsent(
        selector,
        s -> namespaces.values().stream().filter(n -> s.matches(n.namespace.labels())).toList());
  }

  private LivePeer newPeer(Selector pods, List<LiveNamespace> where) {
    LivePeer peer =
        new LivePeer(newPeer(), pods.isEverything() ? null : vocabulary.compile(pods), where);
    boolean hosts = holds.contains(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    for (LiveNamespace namespace : where) {
      namespace.peers.add(peer);
      for (LiveClass c : namespace.classes) {
        if ((hosts || !c.onHost) && (peer.selector() == null || c.matches(peer.selector()))) {
          c.addPeer(peer.id());
        }
      }
    }
    peers.put(peer.id(), peer);
    return peer;
  }

  /** The classes that a peer means, those without pods too. */
  List<LiveClass> meant(int peer) {
    LivePeer known = peers.get(peer);
    List<LiveClass> result = new ArrayList<>();
    if (known == null) {
      classes.stream().filter(c -> c.isMeantBy(peer)).forEach(result::add);
      return result;
    }
    for (LiveNamespace namespace : known.namespaces()) {
      for (LiveClass c : namespace.classes) {
        if (c.isMeantBy(peer)) {
          result.add(c);
        }
      }
    }
    return result;
  }

  /** Takes note of the peers that the terms of a class name. */
  void use(LiveClass c, Direction direction, int @Nullable [] before, int @Nullable [] after) {
    List<List<LiveClass>> users = direction == Direction.INGRESS ? ingressUsers : egressUsers;
    each(before, peer -> users.get(peer).remove(c));
    each(after, peer -> users.get(peer).add(c));
  }

  private static void each(int @Nullable [] terms, IntConsumer action) {
    for (int i = 0; terms != null && i < terms.length; i += 2) {
      if (i == 0 || terms[i] != terms[i - 2]) {
        action.accept(terms[i]);
      }
    }
  }

  /** The classes whose terms of a direction name a peer. */
  List<LiveClass> users(Direction direction, int peer) {
    return (direction == Direction.INGRESS ? ingressUsers : egressUsers).get(peer);
  }
}
