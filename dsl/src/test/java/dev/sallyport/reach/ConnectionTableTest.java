package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
  @Nested
  class WhereFamiliesAreToldApart {
    private final ConnectionTable table = new ConnectionTable(true);
    private final int web = table.id(Protocol.TCP, 80, 80);
    private final int webOverIpv4 = table.over(Families.IPV4, web);
    private final int webOverIpv6 = table.over(Families.IPV6, web);

    @Test
    void what_passes_over_one_family_passes() {
      assertThat(webOverIpv4).isNotEqualTo(web).isNotEqualTo(webOverIpv6);
      assertThat(table.meet(webOverIpv4, ConnectionTable.ALL)).isEqualTo(web);
      assertThat(table.meet(web, webOverIpv6)).isEqualTo(web);
      assertThat(table.meet(webOverIpv4, webOverIpv4)).isEqualTo(web);
    }

    @Test
    void what_one_end_lets_through_over_another_family_than_the_other_does_not_pass() {
      assertThat(table.meet(webOverIpv4, webOverIpv6)).isEqualTo(ConnectionTable.NONE);
      assertThat(table.meet(ConnectionTable.NONE, web)).isEqualTo(ConnectionTable.NONE);
      assertThat(table.meet(web, ConnectionTable.NONE)).isEqualTo(ConnectionTable.NONE);
    }

    @Test
    void both_families_together_are_any() {
      assertThat(table.union(webOverIpv4, webOverIpv6)).isEqualTo(web);
      assertThat(table.get(webOverIpv4)).isEqualTo(ConnectionSet.of(Protocol.TCP, 80));
    }
  }

  @Nested
  class WhereTheyAreNot {
    private final ConnectionTable table = new ConnectionTable();
    private final int web = table.id(Protocol.TCP, 80, 80);

    @Test
    void a_family_makes_no_difference() {
      assertThat(table.over(Families.IPV4, web)).isEqualTo(web);
      assertThat(table.meet(web, ConnectionTable.ALL)).isEqualTo(web);
      assertThat(table.tellsFamiliesApart()).isFalse();
    }
  }
}
