package dev.sallyport.reach;

/**
 * What large peer sets let groups of sources exchange with groups of destinations. Two groups that
 * nobody isolates are not in the sparse part. {@code O(groups met in a large set)}.
 */
final class GroupTable {
  private final QuotientSide sources;
  private final QuotientSide destinations;
  private final SparseRows rows;

  GroupTable(QuotientSide sources, QuotientSide destinations, ConnectionTable connections) {
    this.sources = sources;
    this.destinations = destinations;
    int[][] naming = destinations.naming();
    int[][] members = destinations.members();
    BothEnds ends = new BothEnds(connections, destinations.size());
    SparseRows.Builder builder = new SparseRows.Builder(sources.size());
    for (int g = 0; g < sources.size(); g++) {
      for (int set : sources.member[g]) {
        for (int i = 0; i < naming[set].length; i += 2) {
          ends.in(naming[set][i], naming[set][i + 1]);
        }
      }
      for (int i = 0; i < sources.own[g].length; i += 2) {
        for (int h : members[sources.own[g][i]]) {
          if (destinations.free[h] || ends.hasMet(h)) {
            ends.out(h, sources.own[g][i + 1]);
          }
        }
      }
      IntList met = ends.destinations();
      for (int i = 0; i < met.size(); i++) {
        int h = met.get(i);
        int result =
            connections.meet(
                sources.free[g] ? ConnectionTable.ALL : ends.out(h),
                destinations.free[h] ? ConnectionTable.ALL : ends.in(h));
        if (result != ConnectionTable.NONE) {
          builder.add(h, result);
        }
      }
      builder.endRow();
      ends.clear();
    }
    rows = builder.build();
  }

  /** What a group of sources and a group of destinations may exchange. */
  int get(int source, int destination) {
    return sources.free[source] && destinations.free[destination]
        ? ConnectionTable.ALL
        : rows.get(source, destination, ConnectionTable.NONE);
  }

  long bytes() {
    return rows.bytes();
  }
}
