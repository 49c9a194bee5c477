package dev.sallyport.runtime.report;

import dev.sallyport.reach.Matrix;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;

/**
 * A fleet and who may connect to whom in it.
 *
 * @param snapshot the fleet
 * @param profile how open questions were decided
 * @param matrix the answer
 */
public record MatrixReport(Snapshot snapshot, PluginProfile profile, Matrix matrix) {

  /** Asks the engine. */
  public static MatrixReport of(Snapshot snapshot, PluginProfile profile) {
    return new MatrixReport(snapshot, profile, Reachability.of(snapshot, profile).matrix());
  }

  /** The answer in pairs. {@code O(pairs × log pairs)}. */
  public Connectivity connectivity() {
    return Connectivity.of(matrix);
  }
}
