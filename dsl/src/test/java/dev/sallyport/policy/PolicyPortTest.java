package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.Protocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyPortTest {

  private static void refused(Violation violation, Runnable creation) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(creation::run)
        .satisfies(e -> assertThat(e.violation()).isEqualTo(violation));
  }

  @Test
  @DisplayName("41 to 43: the protocols are TCP, UDP and SCTP")
  void protocols_are_those_of_the_api() {
    assertThat(Protocol.values()).extracting(Enum::name).containsExactly("TCP", "UDP", "SCTP");
  }

  @Nested
  class Ranges {
    @Test
    @DisplayName("44, 53, 54: 1 to 65535, the end not below the start, equal is fine")
    void run_from_1_to_65535() {
      assertThat(new PolicyPort.Range(Protocol.TCP, 1, 65_535).isAll()).isTrue();
      assertThat(new PolicyPort.Range(Protocol.TCP, 80, 80).isAll()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("44: 1..65535")
    @ValueSource(ints = {0, -1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void hold_port_numbers_only(int number) {
      refused(Violation.PORT_NUMBER, () -> new PolicyPort.Range(Protocol.TCP, number, 65_535));
      refused(Violation.PORT_NUMBER, () -> new PolicyPort.Range(Protocol.TCP, 1, number));
    }

    @Test
    @DisplayName("53: endPort is not below port")
    void do_not_end_before_they_start() {
      refused(Violation.PORT_RANGE, () -> new PolicyPort.Range(Protocol.UDP, 81, 80));
    }

    @Test
    void are_all_ports_only_from_first_to_last() {
      assertThat(PolicyPort.Range.allOf(Protocol.SCTP))
          .isEqualTo(new PolicyPort.Range(Protocol.SCTP, 1, 65_535));
      assertThat(new PolicyPort.Range(Protocol.TCP, 2, 65_535).isAll()).isFalse();
      assertThat(new PolicyPort.Range(Protocol.TCP, 1, 65_534).isAll()).isFalse();
    }

    @Test
    void print_as_people_write_them() {
      assertThat(new PolicyPort.Range(Protocol.TCP, 80, 80)).hasToString("TCP 80");
      assertThat(new PolicyPort.Range(Protocol.UDP, 80, 90)).hasToString("UDP 80-90");
      assertThat(PolicyPort.Range.allOf(Protocol.SCTP)).hasToString("SCTP");
      assertThat(PolicyPort.EVERY).hasToString("all ports");
      assertThat(new PolicyPort.Named(Protocol.TCP, "http")).hasToString("TCP http");
    }
  }

  @Nested
  class NamedPorts {
    @ParameterizedTest
    @DisplayName("45 to 50: a port name of the API")
    @ValueSource(strings = {"", "80", "Http", "a--b", "-a", "a-", "sixteen-letters-"})
    void have_a_valid_name(String name) {
      refused(Violation.PORT_NAME, () -> new PolicyPort.Named(Protocol.TCP, name));
    }
  }

  @Nested
  class ContainerPorts {
    @Test
    void may_have_no_name() {
      assertThat(new ContainerPort("", 80, Protocol.TCP)).hasToString("80/TCP");
      assertThat(new ContainerPort("http", 80, Protocol.TCP)).hasToString("http 80/TCP");
    }

    @Test
    void have_a_number_and_a_name_that_are_valid() {
      refused(Violation.PORT_NUMBER, () -> new ContainerPort("http", 0, Protocol.TCP));
      refused(Violation.PORT_NUMBER, () -> new ContainerPort("http", 65_536, Protocol.TCP));
      refused(Violation.PORT_NAME, () -> new ContainerPort("HTTP", 80, Protocol.TCP));
    }
  }
}
