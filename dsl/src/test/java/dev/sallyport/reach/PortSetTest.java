package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sets of ports against the points that they must have. */
class PortSetTest {
  private static final int STRIDE = 65_536;
  private static final int[] NUMBERS = {1, 2, 3, 4, 80, 81, 82, 65_533, 65_534, 65_535};
  private static final List<String> NAMES = List.of("http", "dns", "admin");

  private static List<PolicyPort> ports(Random random) {
    if (random.nextInt(8) == 0) {
      return List.of(PolicyPort.EVERY);
    }
    List<PolicyPort> ports = new ArrayList<>();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      Protocol protocol = Protocol.values()[random.nextInt(3)];
      int a = NUMBERS[random.nextInt(NUMBERS.length)];
      int b = random.nextBoolean() ? a : NUMBERS[random.nextInt(NUMBERS.length)];
      ports.add(
          random.nextInt(3) == 0
              ? new PolicyPort.Named(protocol, NAMES.get(random.nextInt(3)))
              : new PolicyPort.Range(protocol, Math.min(a, b), Math.max(a, b)));
    }
    return ports;
  }

  private static List<ContainerPort> declared(Random random) {
    List<ContainerPort> ports = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      ports.add(
          new ContainerPort(
              NAMES.get(random.nextInt(3)),
              NUMBERS[random.nextInt(NUMBERS.length)],
              Protocol.values()[random.nextInt(3)]));
    }
    return ports;
  }

  private static boolean has(int[] pairs, Protocol protocol, int number) {
    int point = protocol.ordinal() * STRIDE + number;
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] <= point && point <= pairs[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> points(int[] pairs) {
    Set<String> points = new HashSet<>();
    for (Protocol protocol : Protocol.values()) {
      for (int number : NUMBERS) {
        if (has(pairs, protocol, number)) {
          points.add(protocol + " " + number);
        }
      }
    }
    return points;
  }

  private static boolean inRange(List<PolicyPort> ports, Protocol protocol, int number) {
    return ports.stream()
        .anyMatch(
            port ->
                port == PolicyPort.EVERY
                    || port instanceof PolicyPort.Range range
                        && range.protocol() == protocol
                        && range.first() <= number
                        && number <= range.last());
  }

  private static void assertCanonical(int[] pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(pairs[i]).isLessThanOrEqualTo(pairs[i + 1]);
      assertThat(pairs[i] / STRIDE).as("of one protocol").isEqualTo(pairs[i + 1] / STRIDE);
      assertThat(pairs[i] % STRIDE).as("port 0 is none").isPositive();
      if (i > 0) {
        assertThat(pairs[i]).as("sorted, and apart").isGreaterThan(pairs[i - 1] + 1);
      }
    }
  }

  @Test
  void mean_their_numbers_and_on_a_pod_the_ports_that_it_names_so() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      List<PolicyPort> ports = ports(random);
      List<ContainerPort> declared = declared(random);
      PortSet set = PortSet.of(ports);
      int[] onPod = set.on(declared);
      assertCanonical(set.numbers());
      assertCanonical(set.possible());
      assertCanonical(onPod);
      for (Protocol protocol : Protocol.values()) {
        boolean named =
            ports.stream()
                .anyMatch(
                    port -> port instanceof PolicyPort.Named name && name.protocol() == protocol);
        for (int number : NUMBERS) {
          boolean inRange = inRange(ports, protocol, number);
          boolean byName =
              declared.stream()
                  .anyMatch(
                      port ->
                          port.protocol() == protocol
                              && port.number() == number
                              && ports.contains(new PolicyPort.Named(protocol, port.name())));
          assertThat(has(set.numbers(), protocol, number))
              .as("%s %s in %s", protocol, number, ports)
              .isEqualTo(inRange);
          assertThat(has(set.possible(), protocol, number)).isEqualTo(inRange || named);
          assertThat(has(onPod, protocol, number))
              .as("%s %s in %s on a pod with %s", protocol, number, ports, declared)
              .isEqualTo(inRange || byName);
        }
      }
    }
  }

  @Test
  void need_a_declaration_for_a_port_that_only_a_name_can_mean() {
    Random random = new Random(2);
    int needed = 0;
    for (int i = 0; i < 1_000; i++) {
      PortSet set = PortSet.of(ports(random));
      for (Protocol protocol : Protocol.values()) {
        for (int number : NUMBERS) {
          List<ContainerPort> declaration = set.needed(protocol.ordinal() * STRIDE + number);
          boolean byNumber = has(set.numbers(), protocol, number);
          boolean possible = has(set.possible(), protocol, number);
          assertThat(declaration.isEmpty())
              .as("%s %s in %s", protocol, number, set)
              .isEqualTo(byNumber || !possible);
          assertThat(has(set.on(declaration), protocol, number)).isEqualTo(possible);
          needed += declaration.size();
        }
      }
    }
    assertThat(needed).isGreaterThan(1_000);
  }

  @Test
  void of_no_name_are_the_same_on_every_pod() {
    PortSet set = PortSet.of(List.of(new PolicyPort.Range(Protocol.TCP, 80, 81)));
    assertThat(set.on(List.of(new ContainerPort("http", 8080, Protocol.TCP))))
        .containsExactly(80, 81);
    assertThat(set.possible()).containsExactly(80, 81);
  }

  @Test
  void meet_where_they_have_a_point_in_common() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      int[] one = PortSet.of(ports(random)).numbers();
      int[] other = i % 50 == 0 ? one : PortSet.of(ports(random)).numbers();
      Set<String> common = points(one);
      common.retainAll(points(other));
      int[] both = PortSet.intersect(one, other);
      assertThat(points(both)).isEqualTo(common);
      assertCanonical(both);
      assertThat(PortSet.meet(one, other)).isEqualTo(!common.isEmpty());
    }
  }

  @Test
  void are_equal_if_they_have_the_same_numbers_and_names() {
    List<PolicyPort> some =
        List.of(
            new PolicyPort.Range(Protocol.TCP, 80, 80), new PolicyPort.Named(Protocol.TCP, "http"));
    assertThat(PortSet.of(some))
        .isEqualTo(PortSet.of(List.copyOf(some)))
        .hasSameHashCodeAs(PortSet.of(List.copyOf(some)))
        .hasToString("[80, 80][TCP http]")
        .isNotEqualTo(PortSet.of(some.subList(0, 1)))
        .isNotEqualTo(PortSet.of(some.subList(1, 2)))
        .isNotEqualTo(PortSet.of(List.of(some.get(0), new PolicyPort.Named(Protocol.TCP, "dns"))))
        .isNotEqualTo(PortSet.of(List.of(some.get(0), new PolicyPort.Named(Protocol.UDP, "http"))))
        .isNotEqualTo("[80, 80][TCP http]");
    assertThat(PortSet.of(List.of(PolicyPort.EVERY))).isEqualTo(PortSet.ALL);
    PortSet same = PortSet.ALL;
    assertThat(PortSet.ALL.equals(same)).isTrue();
  }

  @Test
  void tell_protocol_and_number_of_a_point() {
    int[] all = PortSet.ALL.numbers();
    List<String> ends = new ArrayList<>();
    Arrays.stream(all)
        .forEach(point -> ends.add(PortSet.protocol(point) + " " + PortSet.number(point)));
    assertThat(ends)
        .containsExactly("TCP 1", "TCP 65535", "UDP 1", "UDP 65535", "SCTP 1", "SCTP 65535");
  }

  @Test
  void different_sets_mostly_have_different_hash_codes() {
    Set<Integer> hashCodes = new HashSet<>();
    for (int i = 1; i <= 250; i++) {
      hashCodes.add(PortSet.of(List.of(new PolicyPort.Range(Protocol.TCP, i, i))).hashCode());
      hashCodes.add(PortSet.of(List.of(new PolicyPort.Named(Protocol.TCP, "p" + i))).hashCode());
    }
    assertThat(hashCodes).hasSizeGreaterThan(450);
  }
}
