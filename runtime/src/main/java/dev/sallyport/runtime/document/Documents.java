package dev.sallyport.runtime.document;

import java.util.List;

/**
 * What a text holds.
 *
 * @param documents the documents that could be read, in order; empty ones are left out
 * @param problems why others could not be read
 */
public record Documents(List<Document> documents, List<Problem> problems) {

  /** Copies both lists. */
  public Documents {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }
}
