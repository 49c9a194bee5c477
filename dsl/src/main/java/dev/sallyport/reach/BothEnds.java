package dev.sallyport.reach;

/**
 * What both ends say of one source and the destinations that some term speaks of, gathered term by
 * term.
 */
final class BothEnds {
  private final ConnectionTable connections;
  private final int[] out;
  private final int[] in;
  private final boolean[] isMet;
  private final IntList met = new IntList();

  BothEnds(ConnectionTable connections, int destinations) {
    this.connections = connections;
    this.out = new int[destinations];
    this.in = new int[destinations];
    this.isMet = new boolean[destinations];
  }

  /** The source's egress allows something towards a destination. */
  void out(int destination, int allowed) {
    meet(destination);
    out[destination] = connections.union(out[destination], allowed);
  }

  /** A destination's ingress allows something from the source. */
  void in(int destination, int allowed) {
    meet(destination);
    in[destination] = connections.union(in[destination], allowed);
  }

  private void meet(int destination) {
    if (!isMet[destination]) {
      isMet[destination] = true;
      met.add(destination);
    }
  }

  boolean hasMet(int destination) {
    return isMet[destination];
  }

  /** The destinations of whom something was said, in order. */
  IntList destinations() {
    met.sort();
    return met;
  }

  int out(int destination) {
    return out[destination];
  }

  int in(int destination) {
    return in[destination];
  }

  /** Forgets all, for the next source. */
  void clear() {
    for (int i = 0; i < met.size(); i++) {
      int destination = met.get(i);
      isMet[destination] = false;
      out[destination] = ConnectionTable.NONE;
      in[destination] = ConnectionTable.NONE;
    }
    met.clear();
  }
}
