package dev.sallyport.runtime.objects;

import java.util.List;
import java.util.Set;

/** The fields that the types of the Kubernetes API have, for readers outside this package. */
public final class KnownFields {
  private KnownFields() {}

  /**
   * The fields of a type that is read strictly.
   *
   * @param type its name, for example {@code POD_SPEC}
   */
  public static Set<String> of(String type) {
    return ObjectType.valueOf(type).fields();
  }

  /** The fields that the server writes into the status of a pod, as far as they are known. */
  public static List<String> ofPodStatus() {
    return List.of(
        "allocatedResources",
        "conditions",
        "containerStatuses",
        "ephemeralContainerStatuses",
        "extendedResourceClaimStatus",
        "hostIP",
        "hostIPs",
        "initContainerStatuses",
        "message",
        "nominatedNodeName",
        "observedGeneration",
        "phase",
        "podIP",
        "podIPs",
        "qosClass",
        "reason",
        "resize",
        "resourceClaimStatuses",
        "resources",
        "startTime");
  }
}
