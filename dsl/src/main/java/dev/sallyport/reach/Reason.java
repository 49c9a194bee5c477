package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;

/** What decided at one end of a connection. */
public sealed interface Reason {

  /** No NetworkPolicy isolates the pod in this direction, and nothing else refuses. */
  record NotIsolated() implements Reason {
    @Override
    public String toString() {
      return "no NetworkPolicy isolates it in this direction";
    }
  }

  /** Policies do not apply to this host-network pod. */
  record HostNetwork() implements Reason {
    @Override
    public String toString() {
      return "policies do not apply to a host-network pod";
    }
  }

  /** Traffic from the pod's own node is always let in. */
  record SameNode() implements Reason {
    @Override
    public String toString() {
      return "traffic from its own node is always let in";
    }
  }

  /** A pod reaches its own address, says the profile. */
  record Itself() implements Reason {
    @Override
    public String toString() {
      return "a pod reaches its own address whatever policies say";
    }
  }

  /** The two pods have addresses of different families: one IPv4 only, the other IPv6 only. */
  record NoSharedFamily() implements Reason {
    @Override
    public String toString() {
      return "one pod has IPv4 addresses only and the other IPv6 addresses only";
    }
  }

  /** The pod has finished: it has no connections. */
  record Finished() implements Reason {
    @Override
    public String toString() {
      return "the pod has finished and has no connections";
    }
  }

  /**
   * A NetworkPolicy selects and so isolates the pod, and none of its rules matches.
   *
   * @param policy the policy; its {@code pods} selected the pod
   * @param direction the direction in which it isolates
   */
  record Isolates(Policy policy, Direction direction) implements Reason {
    @Override
    public String toString() {
      return "policy "
          + policy.namespace()
          + "/"
          + policy.name()
          + " selects it ("
          + policy.pods()
          + ") for "
          + direction.text()
          + ", and no rule of it matches";
    }
  }

  /**
   * A rule of a NetworkPolicy matches.
   *
   * @param policy the policy; its {@code pods} selected the pod
   * @param direction the direction of the rule
   * @param rule index of the rule in its list, from 0
   * @param peer the first peer of the rule that matched
   * @param port the first port entry of the rule that matched
   */
  record Allows(Policy policy, Direction direction, int rule, Peer peer, PolicyPort port)
      implements Reason {

    /** The rule itself. */
    public Rule matched() {
      return (direction == Direction.INGRESS ? policy.ingress() : policy.egress()).get(rule);
    }

    @Override
    public String toString() {
      return "policy "
          + policy.namespace()
          + "/"
          + policy.name()
          + " (selects "
          + policy.pods()
          + ") spec."
          + (direction == Direction.INGRESS ? "ingress[" : "egress[")
          + rule
          + "] allows "
          + peer
          + " on "
          + port;
    }
  }

  /**
   * A rule of a cluster policy matches.
   *
   * @param policy the policy; its subject selected the pod
   * @param direction the direction of the rule
   * @param rule index of the rule in its list, from 0
   * @param peer the first peer of the rule that matched
   * @param port the first port entry of the rule that matched
   */
  record Cluster(ClusterPolicy policy, Direction direction, int rule, Peer peer, PolicyPort port)
      implements Reason {

    /** The rule itself, with its action. */
    public ClusterRule matched() {
      return policy.rules(direction).get(rule);
    }

    @Override
    public String toString() {
      return policy.tier()
          + " policy "
          + policy.name()
          + " (priority "
          + policy.priority()
          + ", selects pods "
          + policy.pods()
          + " in namespaces "
          + policy.namespaces()
          + ") spec."
          + (direction == Direction.INGRESS ? "ingress[" : "egress[")
          + rule
          + "]: "
          + matched().action()
          + " "
          + peer
          + " on "
          + port;
    }
  }
}
