package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Whom a rule speaks of: one entry of {@code from} or {@code to}.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicyPeer}.
 */
public sealed interface Peer {

  /** Everybody, inside and outside the cluster: a rule without peers. Stands alone in a rule. */
  record Anyone() implements Peer {
    @Override
    public String toString() {
      return "anyone";
    }
  }

  /** The one {@link Anyone}. */
  Peer ANYONE = new Anyone();

  /**
   * Pods of the policy's own namespace: a {@code podSelector} alone.
   *
   * @param pods which pods
   */
  record Pods(Selector pods) implements Peer {
    @Override
    public String toString() {
      return "pods " + pods;
    }
  }

  /**
   * Pods of the matching namespaces: a {@code namespaceSelector}, with a {@code podSelector} unless
   * that is empty. Both must match (AND).
   *
   * @param namespaces which namespaces; the empty selector means all, the policy's own included
   * @param pods which pods in them
   */
  record PodsInNamespaces(Selector namespaces, Selector pods) implements Peer {
    @Override
    public String toString() {
      return "pods " + pods + " in namespaces " + namespaces;
    }
  }

  /**
   * Addresses. Meant for those outside the cluster; whether a pod's address matches is up to the
   * network plugin.
   *
   * @param cidr the addresses
   * @param except addresses left out: each inside {@code cidr}, same family, strictly longer
   *     prefix; sorted, distinct
   */
  record IpBlock(Cidr cidr, List<Cidr> except) implements Peer {

    /**
     * Creates a block.
     *
     * @throws InvalidValueException {@link Violation#EXCEPT_FAMILY}, {@link
     *     Violation#EXCEPT_OUTSIDE} or {@link Violation#EXCEPT_NOT_LONGER}
     */
    public IpBlock {
      for (Cidr exception : except) {
        checkExcept(cidr, exception);
      }
      except = Collections.unmodifiableList(new ArrayList<>(new TreeSet<>(except)));
    }

    private static void checkExcept(Cidr cidr, Cidr except) {
      if (cidr.isIpv6() != except.isIpv6()) {
        throw new InvalidValueException(
            Violation.EXCEPT_FAMILY,
            "except "
                + except
                + " is of another address family than "
                + cidr
                + ", so it takes nothing out of it; remove it");
      }
      if (except.prefix() <= cidr.prefix() && except.overlaps(cidr)) {
        throw new InvalidValueException(
            Violation.EXCEPT_NOT_LONGER,
            "except "
                + except
                + " must have a longer prefix than "
                + cidr
                + "; as written it would leave nothing, so remove the rule or correct the prefix");
      }
      if (!cidr.contains(except)) {
        throw new InvalidValueException(
            Violation.EXCEPT_OUTSIDE,
            "except " + except + " lies outside " + cidr + "; remove it, or correct one of them");
      }
    }

    @Override
    public String toString() {
      return except.isEmpty() ? cidr.toString() : cidr + " except " + except;
    }
  }
}
