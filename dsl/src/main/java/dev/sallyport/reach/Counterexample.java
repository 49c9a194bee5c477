package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A concrete case that breaks an {@link Invariant}. Labels are as few as possible. */
public sealed interface Counterexample {

  /**
   * A connection that should never be possible.
   *
   * @param source who connects
   * @param destination to whom
   * @param protocol the protocol
   * @param port the destination port
   * @param egress why the source's end lets it out
   * @param ingress why the destination's end lets it in
   */
  record Connection(
      End source, End destination, Protocol protocol, int port, Cause egress, Cause ingress)
      implements Counterexample {

    @Override
    public String toString() {
      return source
          + " reaches "
          + destination
          + " on "
          + protocol
          + " "
          + port
          + "; egress: "
          + egress
          + "; ingress: "
          + ingress;
    }
  }

  /**
   * A pod that no policy isolates in the direction.
   *
   * @param pod the pod
   * @param direction the direction
   */
  record Open(SomePod pod, Direction direction) implements Counterexample {
    @Override
    public String toString() {
      return pod + " is not isolated for " + direction.text();
    }
  }

  /** One end of a connection. */
  sealed interface End {}

  /**
   * A pod.
   *
   * @param namespace the name of its namespace
   * @param future whether that namespace doesn't exist yet
   * @param namespaceLabels the labels of the namespace
   * @param labels the labels of the pod
   * @param ports the ports that it must declare for the connection; all its ports if it is known
   * @param addresses the address that it must have for an ipBlock to match; empty if any will do
   */
  record SomePod(
      String namespace,
      boolean future,
      Map<String, String> namespaceLabels,
      Map<String, String> labels,
      List<ContainerPort> ports,
      List<IpAddress> addresses)
      implements End {

    /** Creates a pod; copies labels (sorted). */
    public SomePod {
      namespaceLabels = Collections.unmodifiableMap(new TreeMap<>(namespaceLabels));
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
      ports = List.copyOf(ports);
      addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
      return "a pod "
          + labels
          + (ports.isEmpty() ? "" : " with ports " + ports)
          + (addresses.isEmpty() ? "" : " at " + addresses.get(0))
          + " in "
          + (future ? "a new namespace " : "namespace ")
          + namespaceLabels;
    }
  }

  /**
   * An address outside the cluster.
   *
   * @param address the address
   */
  record OutsideAddress(IpAddress address) implements End {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** Why one end lets a connection through. */
  sealed interface Cause {}

  /** No policy isolates the pod in this direction, and no cluster policy refuses. */
  record NotIsolated() implements Cause {
    @Override
    public String toString() {
      return "no policy isolates the pod";
    }
  }

  /**
   * A rule of a cluster policy accepts it.
   *
   * @param policy the policy
   * @param direction the direction of the rule
   * @param rule index of the rule in its list, from 0
   */
  record AcceptedBy(ClusterPolicy policy, Direction direction, int rule) implements Cause {
    @Override
    public String toString() {
      return policy.tier()
          + " policy "
          + policy.name()
          + (direction == Direction.INGRESS ? " ingress[" : " egress[")
          + rule
          + "]";
    }
  }

  /** The end is outside the cluster, where no policy applies. */
  record NotInCluster() implements Cause {
    @Override
    public String toString() {
      return "outside the cluster";
    }
  }

  /**
   * A rule lets it through.
   *
   * @param rule the rule
   */
  record AllowedBy(PolicyRule rule) implements Cause {
    @Override
    public String toString() {
      return rule.toString();
    }
  }
}
