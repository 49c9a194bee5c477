package dev.sallyport.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Verdict;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.question.AskedPorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExpectationPropertiesTest {
  private static final List<String> SUBJECTS =
      List.of(
          "frontend",
          "orders",
          "orders-db",
          "kube-system/kube-dns",
          "monitoring/node-exporter",
          "shop/*",
          "*/*",
          "Internet",
          "10.0.0.0/8",
          "8.0.0.0/6",
          "::/0");
  private static final List<String> PORTS =
      List.of("any", "all", "8080", "1-65535", "/UDP", "53/UDP", "5432-8079", "8080/SCTP");

  private final NetworkPolicies policies;

  ExpectationPropertiesTest() throws Exception {
    policies =
        NetworkPolicies.of(
            new ObjectInputs("shop").add("src/test/resources/inputs/shop"),
            "shop",
            PluginProfile.STRICT);
  }

  @Provide
  Arbitrary<String> subjects() {
    return Arbitraries.of(SUBJECTS);
  }

  @Provide
  Arbitrary<String> ports() {
    return Arbitraries.of(PORTS);
  }

  private Outcome check(String from, String to, String ports, boolean allowed) throws Exception {
    return policies.check(
        Expectation.of(
            new Subject.Named(from), new Subject.Named(to), AskedPorts.parse(ports), allowed));
  }

  @Property(tries = 400)
  void an_expectation_and_its_opposite_never_both_hold(
      @ForAll("subjects") String from, @ForAll("subjects") String to, @ForAll("ports") String ports)
      throws Exception {
    Outcome yes = check(from, to, ports, true);
    Outcome no = check(from, to, ports, false);
    assertThat(yes.status() == Outcome.Status.HOLDS && no.status() == Outcome.Status.HOLDS)
        .isFalse();
    assertThat(yes.status() == Outcome.Status.ERROR).isEqualTo(no.status() == Outcome.Status.ERROR);
    for (Outcome outcome : List.of(yes, no)) {
      assertThat(outcome.summary().isEmpty()).isEqualTo(outcome.status() == Outcome.Status.HOLDS);
      assertThat(outcome.message()).startsWith(outcome.summary());
    }
  }

  @Property(tries = 400)
  void one_port_between_two_pods_is_what_the_engine_says(
      @ForAll("subjects") String from,
      @ForAll("subjects") String to,
      @ForAll @IntRange(min = 1, max = 65_535) int port)
      throws Exception {
    var sources = policies.subjects().find(new Subject.Named(from));
    var destinations = policies.subjects().find(new Subject.Named(to));
    if (sources.size() == 1
        && destinations.size() == 1
        && !sources.equals(destinations)
        && sources.get(0) instanceof Pod source
        && destinations.get(0) instanceof Pod destination) {
      Verdict verdict =
          Reachability.of(policies.snapshot())
              .verdict(source, destination, dev.sallyport.Protocol.TCP, port);
      assertThat(check(from, to, "" + port, true).status() == Outcome.Status.HOLDS)
          .isEqualTo(verdict == Verdict.ALLOWED);
      assertThat(check(from, to, "" + port, false).status() == Outcome.Status.HOLDS)
          .isEqualTo(verdict == Verdict.DENIED);
    }
  }

  @Property(tries = 200)
  void what_is_asked_is_open_or_depends_or_is_denied_and_only_one_of_them(
      @ForAll("subjects") String from, @ForAll("subjects") String to, @ForAll("ports") String ports)
      throws Exception {
    for (Edge edge : check(from, to, ports, true).edges()) {
      ConnectionSet asked = AskedPorts.parse(ports).on(edge.to(), List.of());
      assertThat(edge.open().union(edge.dependent()).union(edge.denied())).isEqualTo(asked);
      assertThat(edge.open().intersect(edge.dependent()).isEmpty()).isTrue();
      assertThat(edge.open().intersect(edge.denied()).isEmpty()).isTrue();
      assertThat(edge.dependent().intersect(edge.denied()).isEmpty()).isTrue();
    }
  }

  @Property(tries = 1000)
  void any_damage_to_a_file_is_told_or_does_not_matter(
      @ForAll @Size(min = 1, max = 6) int[] places, @ForAll byte[] damage) throws Exception {
    byte[] text = Files.readAllBytes(Path.of("src/test/resources/expect/shop.yaml"));
    for (int i = 0; i < places.length; i++) {
      int at = Math.floorMod(places[i], text.length);
      text[at] = damage.length == 0 ? (byte) ' ' : damage[i % damage.length];
    }
    byte[] cut = Arrays.copyOf(text, Math.floorMod(places[0], text.length + 1));
    for (byte[] each : List.of(text, cut)) {
      try {
        ExpectationFile file = ExpectationFile.read("damaged.yaml", Path.of(""), each);
        assertThat(file.expectations()).isNotEmpty();
        for (Expectation expectation : file.expectations()) {
          Outcome outcome = policies.check(expectation);
          assertThat(outcome.summary().isEmpty())
              .isEqualTo(outcome.status() == Outcome.Status.HOLDS);
        }
      } catch (InvalidExpectationsException e) {
        assertThat(e.problems())
            .as(new String(each, StandardCharsets.ISO_8859_1))
            .isNotEmpty()
            .allMatch(problem -> problem.source().equals("damaged.yaml"));
      }
    }
  }
}
