package dev.sallyport.check;

import dev.sallyport.declaration.Place;
import dev.sallyport.policy.ContainerPort;
import java.util.List;

/**
 * What the ports of a rule are about.
 *
 * @param name how messages name it; empty while it is not known what this is about: then only the
 *     form of ports is checked
 * @param isKnown whether its ports are declared; if not, ports must be given and can't be checked
 * @param declared its declared ports
 * @param isAddresses whether it stands for addresses, which have no port names
 * @param place where to report that ports are missing
 */
record PortTarget(
    String name, boolean isKnown, List<ContainerPort> declared, boolean isAddresses, Place place) {

  /** What is not known yet, or reported as wrong elsewhere. */
  static PortTarget undecided(Place place) {
    return new PortTarget("", false, List.of(), false, place);
  }

  /** Whether it is not known what this is about. */
  boolean isUndecided() {
    return name.isEmpty();
  }
}
