package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;

/**
 * A statement about all pods and namespaces, present and future, that {@link SymbolicChecker}
 * proves or refutes.
 *
 * <pre>{@code
 * pods("app=web").neverReaches(pods("role=database")).on(PolicyPort.Range.allOf(Protocol.TCP))
 * allPods().inNamespace("vault").neverReaches(outside("0.0.0.0/0", "::/0"))
 * allPods().inNamespaces("tenant=a").isIsolatedFor(Direction.INGRESS)
 * Invariant.tenantReachesNoOther("tenant", "a")
 * }</pre>
 */
public sealed interface Invariant {

  /**
   * No connection from one party to the other is ever possible on the ports. Between two pods: a
   * pod reaching itself is not meant, but two pods that are alike are.
   *
   * @param from who never connects
   * @param to to whom
   * @param ports on which ports; at least one entry. A port name means the number that the pod
   *     declares under it, so it never means an address outside the cluster
   */
  record NeverReaches(Party from, Party to, List<PolicyPort> ports) implements Invariant {

    /**
     * States an invariant.
     *
     * @throws IllegalArgumentException if there are no ports, or both parties are outside the
     *     cluster, where no policy applies
     */
    public NeverReaches {
      ports = List.copyOf(ports);
      if (ports.isEmpty()) {
        throw new IllegalArgumentException("name the ports: PolicyPort.EVERY means all");
      }
      if (from instanceof Party.Outside && to instanceof Party.Outside) {
        throw new IllegalArgumentException("no policy applies between addresses outside");
      }
    }

    /** The same, on these ports only. */
    public NeverReaches on(PolicyPort... only) {
      return new NeverReaches(from, to, List.of(only));
    }

    @Override
    public String toString() {
      return from + " never reach " + to + " on " + ports;
    }
  }

  /**
   * Each of the pods is isolated: some policy selects it and lists the direction.
   *
   * @param pods the pods
   * @param direction the direction
   */
  record Isolated(Party pods, Direction direction) implements Invariant {

    /**
     * States an invariant.
     *
     * @throws IllegalArgumentException if the party is outside the cluster
     */
    public Isolated {
      if (pods instanceof Party.Outside) {
        throw new IllegalArgumentException("addresses outside the cluster are never isolated");
      }
    }

    @Override
    public String toString() {
      return pods + " are isolated for " + direction.text();
    }
  }

  /**
   * No pod of a namespace with this label reaches a pod of a namespace without it, on any port.
   *
   * @throws dev.sallyport.policy.InvalidValueException if key or value is not valid
   */
  static NeverReaches tenantReachesNoOther(String key, String value) {
    Selector others =
        new Selector(Map.of(), List.of(new Requirement(key, Operator.NOT_IN, List.of(value))));
    return Party.allPods()
        .inNamespaces(Selector.ofLabels(Map.of(key, value)))
        .neverReaches(Party.allPods().inNamespaces(others));
  }
}
