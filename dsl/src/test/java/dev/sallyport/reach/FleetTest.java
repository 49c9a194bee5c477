package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.PolicyPort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FleetTest {
  @Test
  void finds_a_pod_by_its_id() {
    FleetSketch sketch = new FleetSketch().pods("web", "db");
    Fleet fleet = new Fleet(sketch.snapshot());
    assertThat(fleet.find(Pod.of("shop", "db", Map.of(), List.of()))).isEqualTo(1);
    assertThat(fleet.find(Pod.of("bank", "db", Map.of(), List.of()))).isEqualTo(-1);
  }

  /** Which port entry of a rule explains a connection. */
  @Nested
  class NamesAPort {
    private final Pod pod =
        Pod.of(
            "shop",
            "web",
            Map.of(),
            List.of(
                new ContainerPort("http", 8080, Protocol.TCP),
                new ContainerPort("dns", 53, Protocol.UDP),
                new ContainerPort("dns", 5353, Protocol.TCP)));

    private boolean names(PolicyPort entry, Protocol protocol, int number) {
      return Fleet.names(entry, pod, protocol, number);
    }

    @Test
    void by_a_range_both_ends_included() {
      PolicyPort range = new PolicyPort.Range(Protocol.TCP, 80, 90);
      assertThat(names(range, Protocol.TCP, 79)).isFalse();
      assertThat(names(range, Protocol.TCP, 80)).isTrue();
      assertThat(names(range, Protocol.TCP, 90)).isTrue();
      assertThat(names(range, Protocol.TCP, 91)).isFalse();
      assertThat(names(range, Protocol.UDP, 80)).isFalse();
    }

    @Test
    void by_the_name_of_a_port_that_the_destination_declares() {
      PolicyPort http = new PolicyPort.Named(Protocol.TCP, "http");
      assertThat(names(http, Protocol.TCP, 8080)).isTrue();
      assertThat(names(http, Protocol.TCP, 5353)).as("another port").isFalse();
      assertThat(names(http, Protocol.UDP, 8080)).as("another protocol").isFalse();
      PolicyPort dns = new PolicyPort.Named(Protocol.TCP, "dns");
      assertThat(names(dns, Protocol.TCP, 5353)).isTrue();
      assertThat(names(dns, Protocol.TCP, 53)).as("so named for UDP").isFalse();
      assertThat(Fleet.names(http, AddressRange.ALL_IPV4, Protocol.TCP, 8080)).isFalse();
    }

    @Test
    void by_every_port() {
      assertThat(names(PolicyPort.EVERY, Protocol.SCTP, 1)).isTrue();
    }
  }
}
