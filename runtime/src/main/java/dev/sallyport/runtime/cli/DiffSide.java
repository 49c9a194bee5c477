package dev.sallyport.runtime.cli;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.difference.Difference;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import java.io.IOException;
import java.util.List;

/**
 * One side of a comparison. Apart from its command, so that a start of the program for another
 * command does not load the engine.
 */
final class DiffSide {
  private final String input;
  private final List<String> more;
  private final ClusterFlags flags;
  private final PluginProfile plugin;
  private final Remarks remarks;

  DiffSide(
      String input, List<String> more, ClusterFlags flags, PluginProfile plugin, Remarks remarks) {
    this.input = input;
    this.more = more;
    this.flags = flags;
    this.plugin = plugin;
    this.remarks = remarks;
  }

  /**
   * What lies between two sides. Where one has policies and nobody to whom they apply, all that the
   * other allows would count as opened or closed, which says nothing about the policies.
   */
  static Difference difference(DiffSide before, DiffSide after) throws IOException {
    Reachability old = before.reachability();
    Reachability now = after.reachability();
    before.requireWorkloads(old, now);
    after.requireWorkloads(now, old);
    return Difference.between(old, now);
  }

  private void requireWorkloads(Reachability here, Reachability there) {
    int policies = here.snapshot().policies().size() + here.snapshot().clusterPolicies().size();
    if (here.snapshot().pods().isEmpty() && !there.snapshot().pods().isEmpty() && policies > 0) {
      throw new CommandFailedException(
          input
              + ": has "
              + (policies == 1 ? "a policy" : policies + " policies")
              + " and no workloads, so every connection of the other side would count as changed."
              + " Add the workloads: to both sides with --with PATH, or to this one. What applying"
              + " the policies to a cluster would change says sallyport apply --dry-run");
    }
  }

  /** Reads the side. An object that can't be read makes any difference doubtful. */
  private Reachability reachability() throws IOException {
    ObjectInputs inputs = new ObjectInputs(flags.defaultNamespace());
    CommandInputs.add(input, inputs, flags, remarks);
    for (String each : more) {
      CommandInputs.add(each, inputs, flags, remarks);
    }
    KubernetesObjects objects = inputs.someObjects();
    OtherPolicies.tell(objects, remarks);
    if (!objects.problems().isEmpty()) {
      remarks.list(objects.problems());
      throw new CommandFailedException(
          input + ": without what the lines above name there is no sure comparison; mend it");
    }
    return Reachability.of(Snapshots.of(objects, plugin), plugin);
  }
}
