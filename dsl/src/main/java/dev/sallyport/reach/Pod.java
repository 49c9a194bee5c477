package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod, or any number of pods that are alike in all that policies can see: the replicas of a
 * workload.
 *
 * @param namespace its namespace
 * @param name how results name it, unique in the namespace: {@code name[Kind]} of the owner for a
 *     workload's pods
 * @param labels its labels
 * @param ports its container ports
 * @param addresses its addresses, of one family or of both, as its status lists them; none if they
 *     are not known
 * @param hostNetwork whether it uses its node's network
 * @param phase whether it takes part in connections
 */
public record Pod(
    String namespace,
    String name,
    Map<String, String> labels,
    List<ContainerPort> ports,
    List<IpAddress> addresses,
    boolean hostNetwork,
    Phase phase)
    implements Endpoint {

  /** Creates a pod; copies labels (sorted), ports and addresses. */
  public Pod {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
  }

  /** A live pod of the pod network with no known address. */
  public static Pod of(
      String namespace, String name, Map<String, String> labels, List<ContainerPort> ports) {
    return new Pod(namespace, name, labels, ports, List.of(), false, Phase.LIVE);
  }

  /** {@code namespace/name}. */
  @Override
  public String id() {
    return namespace + "/" + name;
  }

  /** Whether it takes part in connections. */
  public boolean isLive() {
    return phase == Phase.LIVE;
  }
}
