package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.List;

/**
 * What a live index can follow: what its profile decides, in words that it knows. Anything else
 * needs another index.
 */
final class LiveScope {
  private final PluginProfile profile;
  private final Vocabulary vocabulary;
  private final LivePeers peers;
  private final boolean hasBlocks;
  private final boolean tellsFamiliesApart;
  private final Families families;

  /**
   * Creates a scope.
   *
   * @param hasBlocks whether some block may match a pod
   * @param tellsFamiliesApart whether the index does
   * @param families those of the pods that there are; takes note of all that come
   */
  LiveScope(
      PluginProfile profile,
      Vocabulary vocabulary,
      LivePeers peers,
      boolean hasBlocks,
      boolean tellsFamiliesApart,
      Families families) {
    this.profile = profile;
    this.vocabulary = vocabulary;
    this.peers = peers;
    this.hasBlocks = hasBlocks;
    this.tellsFamiliesApart = tellsFamiliesApart;
    this.families = families;
  }

  /** Whether the profile decides all that a pod brings up. */
  boolean settles(Pod pod) {
    if (!pod.isLive()) {
      return true;
    }
    families.add(pod);
    if (families.matter(hasBlocks) && !tellsFamiliesApart) {
      return false;
    }
    boolean open = false;
    if (pod.hostNetwork()) {
      open =
          isOpen(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)
              || isOpen(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS)
              || isOpen(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)
              || isOpen(PluginChoice.IP_BLOCK_MATCHES_NODES);
    }
    return !open
        && !(pod.addresses().isEmpty() && isOpen(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS));
  }

  /** Whether all that a policy mentions is known or decided. */
  boolean settles(Policy policy) {
    if (!knows(policy.pods())) {
      return false;
    }
    for (Direction direction : Direction.values()) {
      for (Rule rule : policy.rules(direction).orElse(List.of())) {
        for (Peer peer : rule.peers()) {
          if (!settles(peer)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean settles(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return knows(pods.pods());
    }
    if (peer instanceof Peer.PodsInNamespaces pods) {
      return knows(pods.pods());
    }
    return !(peer instanceof Peer.IpBlock)
        || !isOpen(PluginChoice.IP_BLOCK_MATCHES_PODS)
            && !isOpen(PluginChoice.IP_BLOCK_MATCHES_NODES)
            && !isOpen(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS)
            && (!peers.byAddress() || peers.knows(peer));
  }

  private boolean knows(Selector selector) {
    return vocabulary.knowsKeysOf(selector);
  }

  private boolean isOpen(PluginChoice choice) {
    return profile.decide(choice) == Decision.OPEN;
  }
}
