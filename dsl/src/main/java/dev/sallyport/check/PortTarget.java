package dev.sallyport.check;

import dev.sallyport.declaration.Place;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Workload;
import java.util.List;

/**
 * What the ports of a rule are about.
 *
 * @param name how messages name it; empty while it is not known what this is about: then only the
 *     form of ports is checked
 * @param isKnown whether its ports are declared; if not, ports must be given and can't be checked
 * @param declared its declared ports
 * @param isAddresses whether it stands for addresses, which have no port names
 * @param isSelected whether it was found by labels: its port names stay names, and mean TCP unless
 *     the rule says otherwise
 * @param place where to report that ports are missing
 */
record PortTarget(
    String name,
    boolean isKnown,
    List<ContainerPort> declared,
    boolean isAddresses,
    boolean isSelected,
    Place place) {

  PortTarget(
      String name,
      boolean isKnown,
      List<ContainerPort> declared,
      boolean isAddresses,
      Place place) {
    this(name, isKnown, declared, isAddresses, false, place);
  }

  /** What is not known yet, or reported as wrong elsewhere. */
  static PortTarget undecided(Place place) {
    return new PortTarget("", false, List.of(), false, place);
  }

  /** The ports of a workload that a class token names, or whose own rule it is. */
  static PortTarget of(Workload workload, Place place) {
    return new PortTarget(text(workload), true, workload.ports(), false, place);
  }

  /** The ports of a workload that labels select. */
  static PortTarget selected(Workload workload, Place place) {
    return new PortTarget(text(workload), true, workload.ports(), false, true, place);
  }

  /** Whether it is not known what this is about. */
  boolean isUndecided() {
    return name.isEmpty();
  }

  private static String text(Workload workload) {
    return "workload \"" + workload.name() + "\"";
  }
}
