package dev.sallyport.reach;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A namespace with its classes, its policies, and the peers that may mean its pods. */
final class LiveNamespace {
  final int id;
  final Namespace namespace;
  final List<LiveClass> classes = new ArrayList<>(4);
  final Map<String, LivePolicy> policies = new LinkedHashMap<>();
  final List<LivePeer> peers = new ArrayList<>(4);

  /** Peers by pod selector alone. */
  final Map<Selector, LivePeer> local = new HashMap<>(8);

  LiveNamespace(int id, Namespace namespace) {
    this.id = id;
    this.namespace = namespace;
  }

  /**
   * A policy with its parts numbered.
   *
   * @param ingress quadruples of kind, peer, connections or port name, block
   */
  record LivePolicy(
      Policy policy,
      Vocabulary.Compiled subject,
      int @Nullable [] ingress,
      int @Nullable [] egress) {}

  /**
   * Whom a peer means: classes of some namespaces that match a selector.
   *
   * @param selector null if every pod matches
   * @param namespaces where
   */
  record LivePeer(int id, Vocabulary.@Nullable Compiled selector, List<LiveNamespace> namespaces) {}
}
