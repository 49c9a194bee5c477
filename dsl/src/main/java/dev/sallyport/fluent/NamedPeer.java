package dev.sallyport.fluent;

import dev.sallyport.declaration.Target;

/**
 * A peer that an annotation would name by class token: a workload, an external, or a built-in peer.
 *
 * <pre>{@code
 * rules(orders).egressTo(ledger, stripe).neverReaches(kubeApi());
 * }</pre>
 */
public sealed interface NamedPeer permits WorkloadContract, ExternalContract, BuiltInPeer {

  /** What it stands for. */
  Target declaration();

  /** What it is called in findings and in comments of manifests. */
  String name();
}
