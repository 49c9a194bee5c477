package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How blocks cut address space. */
class AddressPiecesTest {
  private static final List<Peer> PEERS =
      List.of(
          new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16"))),
          new Peer.IpBlock(Cidr.parse("128.0.0.0/1"), List.of()),
          new Peer.IpBlock(Cidr.parse("fd00::/8"), List.of()),
          new Peer.Pods(Selector.EVERYTHING));

  @Test
  void begin_where_a_block_or_an_exception_begins_or_has_ended() {
    AddressPartition partition = new AddressPartition(PEERS);
    assertThat(partition.pieces(AddressRange.ALL_IPV4))
        .extracting(AddressRange::toString)
        .containsExactly(
            "0.0.0.0-9.255.255.255",
            "10.0.0.0-10.0.255.255",
            "10.1.0.0-10.1.255.255",
            "10.2.0.0-10.255.255.255",
            "11.0.0.0-127.255.255.255",
            "128.0.0.0-255.255.255.255");
    assertThat(partition.pieces(AddressRange.ALL_IPV6)).hasSize(3);
    assertThat(partition.pieces(AddressRange.parse("10.1.0.0-10.2.0.0")))
        .extracting(AddressRange::toString)
        .containsExactly("10.1.0.0-10.1.255.255", "10.2.0.0-10.2.0.0");
    assertThat(partition.starts()).hasSize(7);
  }

  @Test
  void have_numbers_in_order_and_each_family_its_own() {
    AddressAtoms atoms = AddressAtoms.of(PEERS);
    assertThat(atoms.isEmpty()).isFalse();
    List<String> ordered =
        List.of("9.0.0.1", "10.0.0.0", "10.1.2.3", "10.2.0.0", "11.0.0.0", "255.255.255.255");
    for (int i = 0; i < ordered.size(); i++) {
      assertThat(atoms.atom(IpAddress.parse(ordered.get(i)))).isEqualTo(i);
    }
    assertThat(atoms.atom(IpAddress.parse("::"))).isEqualTo(6);
    assertThat(atoms.atom(IpAddress.parse("fd00::1"))).isEqualTo(7);
    assertThat(atoms.atom(IpAddress.parse("fe00::"))).isEqualTo(8);
  }

  @Test
  void are_one_for_each_family_where_no_block_cuts() {
    for (AddressAtoms atoms : List.of(AddressAtoms.FAMILIES, AddressAtoms.of(List.of()))) {
      assertThat(atoms.atom(IpAddress.parse("255.255.255.255"))).isZero();
      assertThat(atoms.atom(IpAddress.parse("::"))).isEqualTo(1);
    }
    assertThat(AddressAtoms.NONE.isEmpty()).isTrue();
    assertThat(AddressAtoms.NONE.atom(IpAddress.parse("::1"))).isZero();
  }
}
