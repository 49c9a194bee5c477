package dev.sallyport.runtime.bundle;

import java.util.List;

/**
 * What was found in a set of inputs. Equal inputs give equal bundles.
 *
 * @param manifests the manifests, sorted by path, each path once
 * @param contracts the contract records, sorted by path, each path once
 * @param empty the inputs in which neither was, in the order of the inputs
 * @param notes what the reader left aside and why, as sentences, such as a platform of an image
 *     that its archive does not hold
 */
public record Bundle(
    List<Manifest> manifests,
    List<ContractRecord> contracts,
    List<EmptyInput> empty,
    List<String> notes) {

  /** Keeps its own copies. */
  public Bundle {
    manifests = List.copyOf(manifests);
    contracts = List.copyOf(contracts);
    empty = List.copyOf(empty);
    notes = List.copyOf(notes);
  }
}
