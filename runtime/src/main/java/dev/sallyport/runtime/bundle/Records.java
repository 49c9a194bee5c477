package dev.sallyport.runtime.bundle;

import java.util.List;

/**
 * The contract records of a set of inputs. Unlike a {@link Bundle} it may hold two different
 * records of one path: where two jars speak for one workload that is a finding, not a reason to
 * read neither.
 *
 * @param records sorted by path, then text; equal records are one
 * @param empty the inputs in which there was nothing of Sallyport, in the order of the inputs
 * @param notes what the reader left aside and why, as sentences
 */
public record Records(List<ContractRecord> records, List<EmptyInput> empty, List<String> notes) {

  /** Keeps its own copies. */
  public Records {
    records = List.copyOf(records);
    empty = List.copyOf(empty);
    notes = List.copyOf(notes);
  }
}
