package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.LabelSyntax;
import java.util.List;
import java.util.Optional;

/**
 * How manifests are applied.
 *
 * @param bundle who owns the policies: the value of their label {@link #BUNDLE_LABEL}
 * @param prune whether policies of this bundle that are no longer among the manifests are deleted
 * @param pruneScope the namespaces in which they are; those of the manifests if empty
 * @param onConflict what to do about fields and policies of others
 * @param allowIsolation whether running pods may become isolated that were not
 * @param allowExposure whether running pods may lose their isolation
 */
public record ApplyOptions(
    Optional<String> bundle,
    boolean prune,
    List<String> pruneScope,
    OnConflict onConflict,
    boolean allowIsolation,
    boolean allowExposure) {
  /** The label that names the owner of a policy. */
  public static final String BUNDLE_LABEL = "sallyport.dev/bundle";

  /** No owner, nothing pruned, nothing forced. */
  public static final ApplyOptions STANDARD =
      new ApplyOptions(Optional.empty(), false, List.of(), OnConflict.REFUSE, false, false);

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if there is something to prune and no owner
   * @throws dev.sallyport.policy.InvalidValueException if the bundle can't be the value of a label
   */
  public ApplyOptions {
    pruneScope = List.copyOf(pruneScope);
    bundle.ifPresent(LabelSyntax::value);
    if (bundle.isPresent() && bundle.get().isEmpty()) {
      throw new IllegalArgumentException("a bundle needs a name");
    }
    if (prune && bundle.isEmpty()) {
      throw new IllegalArgumentException(
          "pruning needs the name of the bundle, because policies of other bundles must stay");
    }
  }
}
