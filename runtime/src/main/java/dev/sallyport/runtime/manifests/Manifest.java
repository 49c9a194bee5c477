package dev.sallyport.runtime.manifests;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

/**
 * One NetworkPolicy and where it was found.
 *
 * @param container the jar or folder of classes
 * @param entry the entry in it, for example {@code META-INF/sallyport/manifests/shop/orders.yaml}
 * @param policy the policy; without a namespace where deployment decides it
 */
public record Manifest(String container, String entry, NetworkPolicy policy) {

  /** {@code container!/entry}, as messages name it. */
  public String source() {
    return source(container, entry);
  }

  static String source(String container, String entry) {
    return container + "!/" + entry;
  }
}
