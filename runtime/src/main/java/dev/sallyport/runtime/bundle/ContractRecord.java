package dev.sallyport.runtime.bundle;

import java.util.List;

/**
 * The record of one contract, as the compiler wrote it: a JSON document whose meaning is the
 * reader's business; nothing but its length and encoding has been checked.
 *
 * @param path {@code <namespace or _>.<workload>.json}
 * @param text the document
 * @param sources everything that carries it, in the order of the inputs; at least one
 */
public record ContractRecord(String path, String text, List<Source> sources) {

  /** Keeps its own copy of the sources. */
  public ContractRecord {
    sources = List.copyOf(sources);
  }
}
