package dev.sallyport.declaration;

import java.util.List;

/**
 * A declared {@link dev.sallyport.NeverReachableFrom} or {@link dev.sallyport.NeverReaches}.
 *
 * @param reaches true for {@code NeverReaches}: the workload is the source; false for {@code
 *     NeverReachableFrom}: it is the destination
 * @param source the annotation and where it stands, for people
 * @param peers the other side
 * @param why the reason; empty if not given
 * @param complete whether every class token was found
 * @param place where it stands
 */
public record InvariantDeclaration(
    boolean reaches,
    String source,
    List<Reference> peers,
    Text why,
    boolean complete,
    Place place) {

  /** Creates a declaration. */
  public InvariantDeclaration {
    peers = List.copyOf(peers);
  }
}
