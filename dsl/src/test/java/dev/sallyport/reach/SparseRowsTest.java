package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import org.junit.jupiter.api.Test;

/** The small tables that the matrix of classes is made of. */
class SparseRowsTest {
  @Test
  void keep_the_numbers_of_few_columns() {
    SparseRows.Builder builder = new SparseRows.Builder(3);
    builder.add(2, 20);
    builder.add(5, 50);
    builder.endRow();
    builder.endRow();
    builder.add(0, 7);
    builder.endRow();
    SparseRows rows = builder.build();
    assertThat(rows.get(0, 2, -1)).isEqualTo(20);
    assertThat(rows.get(0, 5, -1)).isEqualTo(50);
    assertThat(rows.get(0, 3, -1)).isEqualTo(-1);
    assertThat(rows.get(1, 2, -1)).as("a row without any").isEqualTo(-1);
    assertThat(rows.get(2, 0, -1)).isEqualTo(7);
    assertThat(rows.get(2, 2, -1)).isEqualTo(-1);
    assertThat(rows.start(0)).isZero();
    assertThat(rows.end(0)).isEqualTo(2);
    assertThat(rows.start(2)).isEqualTo(2);
    assertThat(rows.end(2)).isEqualTo(3);
    assertThat(rows.column(1)).isEqualTo(5);
    assertThat(rows.value(1)).isEqualTo(50);
    assertThat(rows.bytes()).as("four starts, three columns, three values").isEqualTo(40);
  }

  @Test
  void remember_what_groups_say_until_another_pair_takes_the_place() {
    GroupCells cells = new GroupCells();
    for (int from = 0; from < 80; from++) {
      for (int to = 0; to < 80; to++) {
        int slot = cells.slot(from, to);
        assertThat(cells.isNew(slot, from, to)).isTrue();
        assertThat(cells.isNew(slot, from, to)).isFalse();
        cells.set(slot, from, to, from + to);
        assertThat(cells.out(slot)).isEqualTo(from);
        assertThat(cells.in(slot)).isEqualTo(to);
        assertThat(cells.both(slot)).isEqualTo(from + to);
      }
    }
  }

  @Test
  void tell_apart_all_pairs_that_have_one_place() {
    GroupCells cells = new GroupCells();
    for (int to : new int[] {0, 5}) {
      for (int from = 0; from < 20_000; from++) {
        assertThat(cells.isNew(cells.slot(from, to), from, to)).isTrue();
        assertThat(cells.isNew(cells.slot(to, from), to, from)).isEqualTo(to != from);
      }
    }
  }

  @Test
  void gather_what_both_ends_say_of_each_destination() {
    ConnectionTable table = new ConnectionTable(false);
    int tcp = table.id(ConnectionSet.of(Protocol.TCP));
    int udp = table.id(ConnectionSet.of(Protocol.UDP));
    BothEnds ends = new BothEnds(table, 4);
    ends.out(3, tcp);
    ends.in(3, udp);
    ends.in(1, tcp);
    ends.in(1, udp);
    assertThat(ends.destinations().toArray()).containsExactly(1, 3);
    assertThat(ends.hasMet(1)).isTrue();
    assertThat(ends.hasMet(2)).isFalse();
    assertThat(ends.out(3)).isEqualTo(tcp);
    assertThat(ends.in(3)).isEqualTo(udp);
    assertThat(ends.out(1)).isEqualTo(ConnectionTable.NONE);
    assertThat(table.get(ends.in(1)))
        .isEqualTo(ConnectionSet.of(Protocol.TCP).union(ConnectionSet.of(Protocol.UDP)));
    ends.clear();
    assertThat(ends.destinations().size()).isZero();
    assertThat(ends.hasMet(1)).isFalse();
    assertThat(ends.in(1)).isEqualTo(ConnectionTable.NONE);
    assertThat(ends.out(3)).isEqualTo(ConnectionTable.NONE);
    ends.out(1, udp);
    assertThat(ends.destinations().toArray()).containsExactly(1);
  }
}
