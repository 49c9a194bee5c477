package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpBlockTest {

  private static Peer.IpBlock block(String cidr, String... except) {
    return new Peer.IpBlock(Cidr.parse(cidr), Stream.of(except).map(Cidr::parse).toList());
  }

  @ParameterizedTest
  @DisplayName("73 to 75, 77: an exception is inside the block and strictly smaller")
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8, EXCEPT_NOT_LONGER",
    "10.0.0.0/8, 0.0.0.0/0, EXCEPT_NOT_LONGER",
    "10.0.0.1/32, 10.0.0.1/32, EXCEPT_NOT_LONGER",
    "::1/128, ::1/128, EXCEPT_NOT_LONGER",
    "10.0.0.0/8, 11.0.0.0/9, EXCEPT_OUTSIDE",
    "10.0.0.0/8, 11.0.0.0/8, EXCEPT_OUTSIDE",
    "10.0.0.0/8, 12.0.0.0/7, EXCEPT_OUTSIDE",
    "2001:db8::/32, 2001:db9::/48, EXCEPT_OUTSIDE",
    "0.0.0.0/0, ::/1, EXCEPT_FAMILY",
    "::/0, 10.0.0.0/8, EXCEPT_FAMILY"
  })
  void refuses_an_exception_that_is_not_a_part(String cidr, String except, Violation violation) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> block(cidr, except))
        .withMessageStartingWith("except " + except)
        .withMessageContaining(cidr)
        .satisfies(e -> assertThat(e.violation()).isEqualTo(violation));
  }

  @Test
  @DisplayName("72, 73: one bad exception among good ones is found")
  void checks_every_exception() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> block("10.0.0.0/8", "10.1.0.0/16", "11.0.0.0/16"));
  }

  @Test
  @DisplayName(
      "76: repeated and overlapping exceptions are accepted; two halves may empty the block")
  void sorts_exceptions_and_drops_repeated_ones() {
    assertThat(block("10.0.0.0/8", "10.128.0.0/9", "10.0.0.0/9", "10.128.0.0/9").except())
        .containsExactly(Cidr.parse("10.0.0.0/9"), Cidr.parse("10.128.0.0/9"));
    assertThat(block("10.0.0.0/8", "10.1.0.0/24", "10.1.0.0/16").except())
        .containsExactly(Cidr.parse("10.1.0.0/16"), Cidr.parse("10.1.0.0/24"));
  }

  @Test
  @DisplayName("77: everything, and one address, are blocks")
  void may_be_everything_or_one_address() {
    assertThat(block("0.0.0.0/0")).hasToString("0.0.0.0/0");
    assertThat(block("::1/128")).hasToString("::1/128");
    assertThat(block("::/0", "8000::/1")).hasToString("::/0 except [8000::/1]");
  }

  @Test
  void does_not_follow_changes_of_what_it_was_made_from() {
    List<Cidr> except = new ArrayList<>(List.of(Cidr.parse("10.1.0.0/16")));
    Peer.IpBlock block = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), except);
    except.clear();
    assertThat(block.except()).hasSize(1);
  }
}
