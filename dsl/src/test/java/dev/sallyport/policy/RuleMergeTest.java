package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RuleMergeTest {
  private static final Peer A = new Peer.Pods(Selector.parse("app=a"));
  private static final Peer B = new Peer.Pods(Selector.parse("app=b"));
  private static final Peer C = new Peer.Pods(Selector.parse("app=c"));

  private static PolicyPort tcp(int first, int last) {
    return new PolicyPort.Range(Protocol.TCP, first, last);
  }

  private static PolicyPort tcp(int port) {
    return tcp(port, port);
  }

  private static PolicyPort tcp(String name) {
    return new PolicyPort.Named(Protocol.TCP, name);
  }

  private static Rule rule(List<Peer> peers, List<PolicyPort> ports) {
    return new Rule(peers, ports, List.of());
  }

  private static Rule rule(Peer peer, PolicyPort... ports) {
    return rule(List.of(peer), List.of(ports));
  }

  private static List<PolicyPort> ports(PolicyPort... ports) {
    return RuleMerge.merge(List.of(rule(A, ports))).get(0).ports();
  }

  @Nested
  class Rules {

    @Test
    void with_equal_peers_share_their_ports() {
      assertThat(
              RuleMerge.merge(
                  List.of(
                      rule(List.of(A, B), List.of(tcp(80))),
                      rule(List.of(B, A, B), List.of(tcp(443))))))
          .containsExactly(rule(List.of(A, B), List.of(tcp(80), tcp(443))));
    }

    @Test
    void with_equal_ports_share_their_peers() {
      assertThat(RuleMerge.merge(List.of(rule(B, tcp(80), tcp(81)), rule(A, tcp(81), tcp(80)))))
          .containsExactly(rule(List.of(A, B), List.of(tcp(80), tcp(81))));
    }

    @Test
    void are_grouped_in_the_way_that_leaves_fewer() {
      List<Rule> byPorts =
          RuleMerge.merge(
              List.of(rule(A, tcp(1)), rule(B, tcp(1)), rule(A, tcp(2)), rule(C, tcp(2))));
      assertThat(byPorts)
          .containsExactly(
              rule(List.of(A, B), List.of(tcp(1))), rule(List.of(A, C), List.of(tcp(2))));

      List<Rule> byPeers =
          RuleMerge.merge(
              List.of(rule(A, tcp(1)), rule(A, tcp(2)), rule(B, tcp(1)), rule(B, tcp(3))));
      assertThat(byPeers).containsExactly(rule(A, tcp(1), tcp(2)), rule(B, tcp(1), tcp(3)));
    }

    @Test
    void go_if_another_covers_them() {
      assertThat(RuleMerge.merge(List.of(rule(A, tcp(80)), rule(Peer.ANYONE, tcp(80, 90)))))
          .containsExactly(rule(Peer.ANYONE, tcp(80, 90)));
      assertThat(
              RuleMerge.merge(
                  List.of(rule(A, tcp(80)), rule(List.of(A, B), List.of(tcp(80), tcp(81))))))
          .containsExactly(rule(List.of(A, B), List.of(tcp(80), tcp(81))));
    }

    @Test
    void stay_if_another_covers_only_a_part() {
      List<Rule> rules = List.of(rule(Peer.ANYONE, tcp(80)), rule(A, tcp(80), tcp(81)));

      assertThat(RuleMerge.merge(rules)).isEqualTo(rules);
    }

    @Test
    void with_different_exceptions_have_different_peers() {
      Peer some = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16")));
      Peer all = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());

      assertThat(RuleMerge.merge(List.of(rule(some, tcp(80)), rule(all, tcp(81)))))
          .containsExactly(rule(all, tcp(81)), rule(some, tcp(80)));
      assertThat(RuleMerge.merge(List.of(rule(some, tcp(80)), rule(all, tcp(80)))))
          .containsExactly(rule(List.of(all, some), List.of(tcp(80))));
    }

    @Test
    void keep_all_origins_sorted_also_of_rules_that_went() {
      Rule wide = new Rule(List.of(Peer.ANYONE), List.of(tcp(80)), List.of(new Origin("c", "")));
      Rule covered = new Rule(List.of(A), List.of(tcp(80)), List.of(new Origin("b", "2")));
      Rule same = new Rule(List.of(A), List.of(tcp(80)), List.of(new Origin("b", "1")));

      assertThat(RuleMerge.merge(List.of(wide, covered, same, same)))
          .containsExactly(
              new Rule(
                  List.of(Peer.ANYONE),
                  List.of(tcp(80)),
                  List.of(new Origin("b", "1"), new Origin("b", "2"), new Origin("c", ""))));
    }

    @Test
    void may_be_none() {
      assertThat(RuleMerge.merge(List.of())).isEmpty();
    }
  }

  @Nested
  class Ports {

    @Test
    void in_ranges_that_overlap_or_touch_become_one_range() {
      assertThat(ports(tcp(90, 95), tcp(80, 84), tcp(85, 91))).containsExactly(tcp(80, 95));
      assertThat(ports(tcp(80, 84), tcp(86, 90))).containsExactly(tcp(80, 84), tcp(86, 90));
    }

    @Test
    void inside_or_beside_a_range_join_it() {
      assertThat(ports(tcp(80), tcp(79), tcp(81, 90), tcp(85), tcp(91), tcp(93)))
          .containsExactly(tcp(79, 91), tcp(93));
    }

    @Test
    void that_stand_alone_never_become_a_range_which_not_every_plugin_enforces() {
      assertThat(ports(tcp(81), tcp(80), tcp(81))).containsExactly(tcp(80), tcp(81));
    }

    @Test
    void of_different_protocols_stay_apart() {
      PolicyPort udp = new PolicyPort.Range(Protocol.UDP, 80, 90);

      assertThat(ports(udp, tcp(85, 95))).containsExactly(tcp(85, 95), udp);
    }

    @Test
    void with_names_are_part_of_their_whole_protocol_only() {
      assertThat(ports(tcp("http"), tcp(1, 65_535))).containsExactly(tcp(1, 65_535));
      assertThat(ports(tcp("http"), tcp(1, 65_534))).containsExactly(tcp(1, 65_534), tcp("http"));
      assertThat(ports(tcp("http"), PolicyPort.Range.allOf(Protocol.UDP)))
          .containsExactly(tcp("http"), PolicyPort.Range.allOf(Protocol.UDP));
    }
  }

  @Group
  class Properties {

    @Provide
    Arbitrary<List<Rule>> rules() {
      Arbitrary<Rule> rules = RuleArbitraries.rules();
      return Arbitraries.frequencyOf(
          Tuple.of(1, rules.list().ofMaxSize(2)),
          Tuple.of(4, rules.list().ofMinSize(3).ofMaxSize(8)));
    }

    @Property
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void merging_changes_no_answer(@ForAll("rules") List<Rule> rules) {
      List<Rule> merged = RuleMerge.merge(rules);
      Statistics.label("fewer rules")
          .collect(merged.size() < rules.size())
          .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));

      for (Endpoint endpoint : Endpoint.SAMPLES) {
        for (Connection connection : Connection.SAMPLES) {
          assertThat(allows(merged, endpoint, connection))
              .as("%s %s by %s", endpoint, connection, merged)
              .isEqualTo(allows(rules, endpoint, connection));
        }
      }
    }

    @Property
    void merging_twice_is_merging_once(@ForAll("rules") List<Rule> rules) {
      List<Rule> merged = RuleMerge.merge(rules);

      assertThat(RuleMerge.merge(merged)).isEqualTo(merged);
    }

    @Property
    void the_order_of_the_input_does_not_matter(
        @ForAll("rules") List<Rule> rules, @ForAll Random random) {
      List<Rule> shuffled = new ArrayList<>();
      for (Rule rule : rules) {
        List<Peer> peers = new ArrayList<>(rule.peers());
        List<PolicyPort> ports = new ArrayList<>(rule.ports());
        List<Origin> origins = new ArrayList<>(rule.origins());
        Collections.shuffle(peers, random);
        Collections.shuffle(ports, random);
        Collections.shuffle(origins, random);
        shuffled.add(new Rule(peers, ports, origins));
      }
      Collections.shuffle(shuffled, random);

      assertThat(RuleMerge.merge(shuffled)).isEqualTo(RuleMerge.merge(rules));
    }

    @Property
    void no_two_rules_have_equal_peers_or_equal_ports(@ForAll("rules") List<Rule> rules) {
      List<Rule> merged = RuleMerge.merge(rules);

      assertThat(merged).hasSizeLessThanOrEqualTo(rules.size());
      assertThat(merged.stream().map(Rule::peers)).doesNotHaveDuplicates();
      assertThat(merged.stream().map(Rule::ports)).doesNotHaveDuplicates();
    }

    @Property
    void no_origin_is_lost_and_none_is_made_up(@ForAll("rules") List<Rule> rules) {
      assertThat(origins(RuleMerge.merge(rules))).isEqualTo(origins(rules));
    }

    private static Set<Origin> origins(List<Rule> rules) {
      Set<Origin> origins = new HashSet<>();
      rules.forEach(rule -> origins.addAll(rule.origins()));
      return origins;
    }
  }

  /** Somebody that a rule may speak of: a pod (with labels, perhaps an address), or an address. */
  private record Endpoint(
      boolean sameNamespace,
      @Nullable Map<String, String> namespace,
      @Nullable Map<String, String> pod,
      @Nullable IpAddress address) {
    static final List<Endpoint> SAMPLES = samples();

    private static List<Endpoint> samples() {
      List<Endpoint> samples = new ArrayList<>();
      for (Map<String, String> pod :
          List.of(
              Map.<String, String>of(),
              Map.of("app", "a"),
              Map.of("app", "b"),
              Map.of("app", "a", "tier", "db"))) {
        samples.add(new Endpoint(true, Map.of(), pod, null));
        samples.add(new Endpoint(true, Map.of("team", "x"), pod, null));
        samples.add(new Endpoint(false, Map.of("team", "x"), pod, null));
        samples.add(new Endpoint(false, Map.of("team", "y"), pod, IpAddress.parse("10.1.2.3")));
      }
      for (String address :
          List.of(
              "10.0.0.1",
              "10.1.0.1",
              "10.2.0.1",
              "10.200.0.1",
              "11.0.0.1",
              "2001:db8::1",
              "fd00::1")) {
        samples.add(new Endpoint(false, null, null, IpAddress.parse(address)));
      }
      return samples;
    }

    boolean is(Peer peer) {
      if (peer instanceof Peer.Pods pods) {
        return sameNamespace && pod != null && pods.pods().matches(pod);
      }
      if (peer instanceof Peer.PodsInNamespaces pods) {
        return namespace != null
            && pod != null
            && pods.namespaces().matches(namespace)
            && pods.pods().matches(pod);
      }
      if (peer instanceof Peer.IpBlock block) {
        return address != null
            && block.cidr().contains(address.toCidr())
            && block.except().stream().noneMatch(except -> except.contains(address.toCidr()));
      }
      return true;
    }
  }

  /** A connection to a port that the destination may have given a name. */
  private record Connection(@Nullable Protocol protocol, int port, String name) {
    static final List<Connection> SAMPLES = samples();

    private static List<Connection> samples() {
      List<Connection> samples = new ArrayList<>();
      samples.add(new Connection(null, 0, "")); // a protocol that only "every port" may include
      for (Protocol protocol : Protocol.values()) {
        for (int port :
            new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 9_000, 65_534, 65_535}) {
          for (String name : List.of("", "http", "metrics")) {
            samples.add(new Connection(protocol, port, name));
          }
        }
      }
      return samples;
    }

    boolean goesTo(PolicyPort port) {
      if (port instanceof PolicyPort.Range range) {
        return range.protocol() == protocol
            && range.first() <= this.port
            && this.port <= range.last();
      }
      if (port instanceof PolicyPort.Named named) {
        return named.protocol() == protocol && named.name().equals(name);
      }
      return true;
    }
  }

  private static boolean allows(List<Rule> rules, Endpoint endpoint, Connection connection) {
    for (Rule rule : rules) {
      if (rule.peers().stream().anyMatch(endpoint::is)
          && rule.ports().stream().anyMatch(connection::goesTo)) {
        return true;
      }
    }
    return false;
  }
}
