package dev.sallyport.reach;

import java.util.Arrays;

/** A table of numbers of which few are kept: per row its columns, sorted, each with a number. */
final class SparseRows {
  private final int[] start;
  private final int[] columns;
  private final int[] values;

  private SparseRows(int[] start, int[] columns, int[] values) {
    this.start = start;
    this.columns = columns;
    this.values = values;
  }

  /** Takes rows one after the other. */
  static final class Builder {
    private final int[] start;
    private final IntList columns = new IntList();
    private final IntList values = new IntList();
    private int row;

    Builder(int rows) {
      start = new int[rows + 1];
    }

    /** Adds a number to the current row; columns come in order. */
    void add(int column, int value) {
      columns.add(column);
      values.add(value);
    }

    void endRow() {
      start[++row] = columns.size();
    }

    SparseRows build() {
      return new SparseRows(start, columns.toArray(), values.toArray());
    }
  }

  /** The number at a place, or {@code otherwise}. {@code O(log columns of the row)}. */
  int get(int row, int column, int otherwise) {
    int at = Arrays.binarySearch(columns, start[row], start[row + 1], column);
    return at < 0 ? otherwise : values[at];
  }

  /** Where the numbers of a row start. */
  int start(int row) {
    return start[row];
  }

  /** Where the numbers of a row end. */
  int end(int row) {
    return start[row + 1];
  }

  int column(int at) {
    return columns[at];
  }

  int value(int at) {
    return values[at];
  }

  long bytes() {
    return 4L * (start.length + 2L * columns.length);
  }
}
