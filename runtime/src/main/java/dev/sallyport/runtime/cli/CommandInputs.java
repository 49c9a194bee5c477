package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.util.Set;

/**
 * Reads the inputs of a command, of which one may be a cluster. Apart from {@link ClusterInput}, so
 * that a command without a cluster does not load it.
 */
final class CommandInputs {
  private CommandInputs() {}

  /** Reads an input. */
  static void add(String input, ObjectInputs inputs, ClusterFlags flags, Remarks remarks)
      throws IOException {
    add(input, inputs, flags, remarks, Set.of());
  }

  /**
   * Reads an input.
   *
   * @param replaced the policies, {@code namespace/name}, of which a cluster's version does not
   *     count, because another is about to take its place
   */
  static void add(
      String input, ObjectInputs inputs, ClusterFlags flags, Remarks remarks, Set<String> replaced)
      throws IOException {
    if (ClusterFlags.isCluster(input)) {
      ClusterInput.add(input, inputs, flags, remarks, replaced);
    } else {
      inputs.add(input);
    }
  }
}
