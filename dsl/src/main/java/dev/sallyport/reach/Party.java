package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Of whom an {@link Invariant} speaks: pods that exist or may come to exist, or addresses outside
 * the cluster.
 *
 * <pre>{@code
 * Party.pods("app=web").inNamespaces("tenant=a")
 * Party.allPods().inNamespace("shop")
 * Party.outside("0.0.0.0/0", "::/0")
 * }</pre>
 */
public sealed interface Party {

  /** The invariant that no connection from here to there is ever possible, on any port. */
  default Invariant.NeverReaches neverReaches(Party other) {
    return new Invariant.NeverReaches(this, other, List.of(PolicyPort.EVERY));
  }

  /**
   * Pods of the pod network, with any further labels and any port declarations.
   *
   * @param namespaces which namespaces, a future one included
   * @param pods which pods in them
   */
  record Pods(Selector namespaces, Selector pods) implements Party {

    /**
     * These pods where they are in matching namespaces; {@code labels} in kubectl's syntax.
     *
     * @throws dev.sallyport.policy.InvalidValueException if it is not a selector
     */
    public Pods inNamespaces(String labels) {
      return inNamespaces(Selector.parse(labels));
    }

    /** These pods where they are in matching namespaces. */
    public Pods inNamespaces(Selector selector) {
      return new Pods(selector, pods);
    }

    /** These pods where they are in the namespace of this name. */
    public PodsOfNamespace inNamespace(String name) {
      return new PodsOfNamespace(name, pods);
    }

    /** The invariant that some policy isolates each of these pods in the direction. */
    public Invariant isIsolatedFor(Direction direction) {
      return new Invariant.Isolated(this, direction);
    }

    @Override
    public String toString() {
      return "pods " + pods + " in namespaces " + namespaces;
    }
  }

  /**
   * Pods of one namespace, with any further labels and any port declarations. A namespace that the
   * checker doesn't know is taken as a future one of this name.
   *
   * @param namespace its name; empty where the place of deployment decides
   * @param pods which pods in it
   */
  record PodsOfNamespace(String namespace, Selector pods) implements Party {

    /** The invariant that some policy isolates each of these pods in the direction. */
    public Invariant isIsolatedFor(Direction direction) {
      return new Invariant.Isolated(this, direction);
    }

    @Override
    public String toString() {
      return "pods " + pods + " in namespace " + namespace;
    }
  }

  /**
   * Pods that are known: exactly these labels and ports, and exactly these addresses unless there
   * are none.
   *
   * @param pod the pod, or all pods that are like it
   */
  record KnownPods(Pod pod) implements Party {

    /**
     * Speaks of a pod.
     *
     * @throws IllegalArgumentException if the pod uses its node's network, or is finished: the API
     *     doesn't say what policies mean for it
     */
    public KnownPods {
      if (pod.hostNetwork() || pod.phase() != Phase.LIVE) {
        throw new IllegalArgumentException(
            "nothing can be proven about "
                + pod.id()
                + ", because NetworkPolicies are not defined for pods "
                + (pod.hostNetwork() ? "on their node's network" : "that are finished"));
      }
    }

    /** The invariant that some policy isolates each of these pods in the direction. */
    public Invariant isIsolatedFor(Direction direction) {
      return new Invariant.Isolated(this, direction);
    }

    @Override
    public String toString() {
      return "pods like " + pod.id();
    }
  }

  /**
   * Addresses outside the cluster.
   *
   * @param blocks the blocks that hold them, at least one
   */
  record Outside(List<Peer.IpBlock> blocks) implements Party {

    /**
     * Speaks of addresses.
     *
     * @throws IllegalArgumentException if there is no block
     */
    public Outside {
      blocks = List.copyOf(blocks);
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException("name at least one block of addresses");
      }
    }

    @Override
    public String toString() {
      return "addresses outside the cluster in " + blocks;
    }
  }

  /** All pods, in all namespaces. */
  static Pods allPods() {
    return new Pods(Selector.EVERYTHING, Selector.EVERYTHING);
  }

  /** The pods that match, in all namespaces. */
  static Pods pods(Selector selector) {
    return new Pods(Selector.EVERYTHING, selector);
  }

  /**
   * The pods that match kubectl's selector syntax, in all namespaces.
   *
   * @throws dev.sallyport.policy.InvalidValueException if it is not a selector
   */
  static Pods pods(String labels) {
    return pods(Selector.parse(labels));
  }

  /** The pods of one namespace. */
  static PodsOfNamespace namespace(Namespace namespace) {
    return new PodsOfNamespace(namespace.name(), Selector.EVERYTHING);
  }

  /**
   * Pods that are like this one.
   *
   * @throws IllegalArgumentException if the pod uses its node's network, or is finished
   */
  static KnownPods like(Pod pod) {
    return new KnownPods(pod);
  }

  /**
   * Addresses outside the cluster.
   *
   * @throws dev.sallyport.policy.InvalidValueException if one is not {@code address/prefix}
   */
  static Outside outside(String... cidrs) {
    List<Peer.IpBlock> blocks = new ArrayList<>(cidrs.length);
    for (String cidr : cidrs) {
      blocks.add(new Peer.IpBlock(Cidr.parse(cidr), List.of()));
    }
    return new Outside(blocks);
  }
}
