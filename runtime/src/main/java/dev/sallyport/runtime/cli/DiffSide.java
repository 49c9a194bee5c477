package dev.sallyport.runtime.cli;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
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

  /** Reads the side. An object that can't be read makes any difference doubtful. */
  Reachability reachability() throws IOException {
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
