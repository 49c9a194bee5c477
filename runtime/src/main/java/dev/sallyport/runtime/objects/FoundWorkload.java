package dev.sallyport.runtime.objects;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.reach.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, or an object that makes pods from a template.
 *
 * @param namespace its namespace
 * @param kind for example {@code Pod} or {@code Deployment}
 * @param name its name
 * @param owner the object that controls it
 * @param retired whether it is an earlier revision that its owner has scaled to nothing
 * @param labels the labels of its pods, sorted
 * @param ports the ports of its pods' containers
 * @param addresses the addresses of the pod as far as they are known
 * @param hostNetwork whether its pods use their node's network
 * @param phase whether its pods take part in connections
 * @param place file and line
 */
public record FoundWorkload(
    String namespace,
    String kind,
    String name,
    Optional<Owner> owner,
    boolean retired,
    Map<String, String> labels,
    List<ContainerPort> ports,
    List<IpAddress> addresses,
    boolean hostNetwork,
    Phase phase,
    Place place) {

  /**
   * An entry of {@code ownerReferences} that controls the object.
   *
   * @param kind its kind; {@code Pod} if none is given
   * @param name its name
   */
  public record Owner(String kind, String name) {}
}
