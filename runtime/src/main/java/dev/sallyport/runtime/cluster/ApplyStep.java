package dev.sallyport.runtime.cluster;

import java.util.List;
import java.util.Optional;

/**
 * What happens to one policy.
 *
 * @param action what is done
 * @param id {@code namespace/name}
 * @param manifest what is applied; empty if the policy is pruned
 * @param before the policy as it is; empty if it is created
 * @param after the policy as it will be; empty if it is pruned
 * @param fields the fields that change, sorted; empty unless the action is a change
 * @param narrows whether a connection that is possible now may end by this step alone
 */
public record ApplyStep(
    Action action,
    String id,
    Optional<PolicyManifest> manifest,
    Optional<LivePolicy> before,
    Optional<LivePolicy> after,
    List<String> fields,
    boolean narrows) {

  /** What is done with a policy. */
  public enum Action {
    /** It is not there yet. */
    CREATE("create"),
    /** It is there and will be otherwise. */
    CHANGE("change"),
    /** It is there as it should be. */
    UNCHANGED("unchanged"),
    /** It belongs to the bundle and is no longer among its manifests. */
    PRUNE("prune");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** The word for people. */
    public String word() {
      return word;
    }
  }

  /** Copies the fields. */
  public ApplyStep {
    fields = List.copyOf(fields);
  }
}
