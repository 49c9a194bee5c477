package dev.sallyport.reach;

import dev.sallyport.policy.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Address families of pods. A connection is made over one of them, so what two pods may exchange is
 * the union, over the families that both have, of what egress and ingress allow there. A pod whose
 * address is not known may have both.
 *
 * <p>Families are bits of an int.
 */
final class Families {
  static final int IPV4 = 1;
  static final int IPV6 = 2;
  static final int BOTH = IPV4 | IPV6;

  private boolean onlyIpv4;
  private boolean onlyIpv6;
  private boolean dual;

  /** The families of which a pod has, or may have, an address. */
  static int of(Pod pod) {
    List<IpAddress> addresses = pod.addresses();
    int families = 0;
    for (int i = 0; i < addresses.size(); i++) {
      families |= of(addresses.get(i).isIpv6());
    }
    return families == 0 ? BOTH : families;
  }

  static int of(boolean isIpv6) {
    return isIpv6 ? IPV6 : IPV4;
  }

  /** The pod as a connection over one of its families sees it. */
  static Pod over(int family, Pod pod) {
    if (pod.addresses().isEmpty() || of(pod) == family) {
      return pod;
    }
    List<IpAddress> some = new ArrayList<>(pod.addresses());
    some.removeIf(address -> of(address.isIpv6()) != family);
    return new Pod(
        pod.namespace(),
        pod.name(),
        pod.labels(),
        pod.ports(),
        some,
        pod.hostNetwork(),
        pod.phase());
  }

  /** Takes note of a pod. */
  void add(Pod pod) {
    if (pod.isLive() && !pod.addresses().isEmpty()) {
      int families = of(pod);
      onlyIpv4 |= families == IPV4;
      onlyIpv6 |= families == IPV6;
      dual |= families == BOTH;
    }
  }

  /**
   * Whether an answer can hinge on families: some pods have none in common, or some block may match
   * one address of a pod and not the other.
   *
   * @param blocks whether blocks match pods
   */
  boolean matter(boolean blocks) {
    return onlyIpv4 && onlyIpv6 || dual && blocks;
  }
}
