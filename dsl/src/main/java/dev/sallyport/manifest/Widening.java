package dev.sallyport.manifest;

import dev.sallyport.policy.PolicyPort;
import java.util.List;

/**
 * Something that pods can connect to though nothing declares it for them, because the target draws
 * its line around several workloads at once.
 *
 * @param pods whose pods: namespace and policy
 * @param reaches the host or addresses, and the ports
 * @param declaredBy the policy that declares it for other pods, or the same with fewer ports
 */
public record Widening(String pods, String reaches, String declaredBy)
    implements Comparable<Widening> {

  /** What the pods of one policy reach on some ports because of another. */
  static Widening of(HostPolicy pods, String to, List<PolicyPort> ports, HostPolicy declaredBy) {
    return new Widening(
        Destination.name(pods),
        to.concat(" on ").concat(Destination.text(ports)),
        Destination.name(declaredBy));
  }

  @Override
  public int compareTo(Widening other) {
    int order = pods.compareTo(other.pods);
    order = order != 0 ? order : reaches.compareTo(other.reaches);
    return order != 0 ? order : declaredBy.compareTo(other.declaredBy);
  }

  @Override
  public String toString() {
    return pods.concat(" can also reach ")
        .concat(reaches)
        .concat(", declared by ")
        .concat(declaredBy);
  }
}
