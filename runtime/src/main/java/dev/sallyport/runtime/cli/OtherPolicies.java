package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.PolicyKind;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.Map;

/**
 * Policies of kinds that carry host names. The reachability engine knows addresses and not names,
 * so it doesn't read them; whoever asks it must be told.
 */
final class OtherPolicies {
  private OtherPolicies() {}

  /** Says which policies were left aside. */
  static void tell(KubernetesObjects objects, Remarks remarks) {
    for (Map.Entry<String, Integer> skipped : objects.skipped().entrySet()) {
      for (PolicyKind kind : PolicyKind.values()) {
        if (skipped.getKey().equals(kind.apiVersion() + " " + kind.kind())) {
          remarks.say(
              skipped.getValue()
                  + " of "
                  + skipped.getKey()
                  + (skipped.getValue() == 1 ? " was" : " were")
                  + " left aside: only NetworkPolicies are evaluated, and host names never.");
        }
      }
    }
  }
}
