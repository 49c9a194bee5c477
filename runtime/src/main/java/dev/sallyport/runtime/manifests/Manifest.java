package dev.sallyport.runtime.manifests;

import dev.sallyport.runtime.bundle.Source;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

/**
 * One NetworkPolicy and where it was found.
 *
 * @param source the first input that carries it, and the entries on the way in
 * @param policy the policy; without a namespace where deployment decides it
 */
public record Manifest(Source source, NetworkPolicy policy) {}
