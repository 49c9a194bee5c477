package dev.sallyport.samples.evidence;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.Pod;
import java.util.List;
import java.util.Map;

/** What a sample's pods meet in a cluster besides each other. */
public final class Surroundings {

  /** The name of {@link #kubeDns()}. */
  public static final String KUBE_DNS = "kube-dns";

  /** The name of {@link #stranger}. */
  public static final String STRANGER = "stranger";

  private Surroundings() {}

  /** The cluster's DNS, without a policy of its own. */
  public static Pod kubeDns() {
    return pod(
        "kube-system",
        KUBE_DNS,
        Map.of("k8s-app", "kube-dns"),
        List.of(
            new ContainerPort("dns", 53, Protocol.UDP),
            new ContainerPort("dns-tcp", 53, Protocol.TCP)));
  }

  /**
   * A pod of another namespace without policies, listening on the port of web servers.
   *
   * @param labels its labels: those of a pod of the sample, because labels alone must not let it in
   */
  public static Pod stranger(Map<String, String> labels) {
    return pod(
        "elsewhere",
        STRANGER,
        labels,
        List.of(new ContainerPort("", 443, Protocol.TCP), new ContainerPort("", 53, Protocol.UDP)));
  }

  /** With an address as pods have them, so that rules about addresses have something to match. */
  private static Pod pod(
      String namespace, String name, Map<String, String> labels, List<ContainerPort> ports) {
    List<IpAddress> addresses = List.of(IpAddress.parse("10.244.0.10"));
    return new Pod(namespace, name, labels, ports, addresses, false, Phase.LIVE);
  }
}
