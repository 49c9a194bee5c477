package dev.sallyport.manifest;

import dev.sallyport.Dns;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy, and the hosts by name that its pods may connect to besides.
 *
 * @param policy all that a NetworkPolicy can say
 * @param hosts the hosts, merged
 * @param dns how the pods resolve names
 */
public record HostPolicy(Policy policy, List<HostEgress> hosts, Dns dns) {
  private static final String HOSTS = ".hosts";

  /** Creates a policy with hosts. */
  public HostPolicy {
    hosts = List.copyOf(hosts);
  }

  /** Those of some policies that hold for the same pods as this: the policies of a pod add up. */
  List<HostPolicy> ofSamePods(List<HostPolicy> policies) {
    List<HostPolicy> same = new ArrayList<>();
    for (HostPolicy other : policies) {
      if (other.policy.pods().equals(policy.pods())
          && other.policy.namespace().equals(policy.namespace())) {
        same.add(other);
      }
    }
    return same;
  }

  /** The metadata of an object that carries nothing but the names. */
  Mapping metadata(Map<String, String> annotations) {
    return NetworkPolicyManifest.metadata(
        policy.namespace(), hostsName(), Reasons.annotation(hosts), annotations);
  }

  /** The name of the object that carries the names, other than the policy's. */
  String hostsName() {
    return policy.name().concat(HOSTS);
  }
}
