package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInPeersTest {

  @Nested
  class Internet {

    private static boolean includes(String address) {
      Cidr one = IpAddress.parse(address).toCidr();
      for (Peer peer : BuiltInPeers.internet()) {
        Peer.IpBlock block = (Peer.IpBlock) peer;
        if (block.cidr().contains(one)
            && block.except().stream().noneMatch(except -> except.contains(one))) {
          return true;
        }
      }
      return false;
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.1.1.1",
          "8.8.8.8",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "168.63.129.15",
          "169.253.255.255",
          "172.15.255.255",
          "172.32.0.0",
          "192.0.1.0",
          "192.167.255.255",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "2000::1",
          "2001:200::1",
          "2606:4700::1111",
          "2a00:1450::1",
          "3ffe:ffff::1"
        })
    void is_the_public_address(String address) {
      assertThat(includes(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0.0.0.0",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "100.100.100.200",
          "127.0.0.1",
          "168.63.129.16",
          "169.254.169.254",
          "169.254.20.10",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.1",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::10.0.0.1",
          "::ffff:0:a00:1",
          "64:ff9b::a9fe:a9fe",
          "64:ff9b:1::1",
          "100::1",
          "100:0:0:1::1",
          "2001::1",
          "2001:db8::1",
          "2002:a00:1::",
          "3fff::1",
          "5f00::1",
          "fc00::1",
          "fd00:ec2::254",
          "fd20:ce::254",
          "fe80::1",
          "fec0::1",
          "ff02::1"
        })
    void is_not_the_special_address(String address) {
      assertThat(includes(address)).isFalse();
    }

    @Test
    void does_not_reach_addresses_that_are_mapped_from_ipv4() {
      Peer.IpBlock ipv6 = (Peer.IpBlock) BuiltInPeers.internet().get(1);
      Cidr mapped = new Cidr(true, 0, 0xFFFF_0A00_0001L, 128);

      assertThat(ipv6.except()).anyMatch(except -> except.contains(mapped));
    }
  }

  @Test
  void stand_for_what_their_names_say() {
    assertThat(BuiltInPeers.sameNamespace()).containsExactly(new Peer.Pods(Selector.EVERYTHING));
    assertThat(BuiltInPeers.anyNamespace())
        .containsExactly(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING));
    assertThat(BuiltInPeers.anywhere()).containsExactly(Peer.ANYONE);
    assertThat(BuiltInPeers.kubeDns())
        .containsExactly(
            new Peer.PodsInNamespaces(
                Selector.parse("kubernetes.io/metadata.name=kube-system"),
                Selector.parse("k8s-app=kube-dns")));
  }

  @Nested
  class DnsProfiles {
    private static final Origin ORIGIN = new Origin("@Namespace", "");

    private static List<PolicyPort> udpAndTcp(int port) {
      return List.of(
          new PolicyPort.Range(Protocol.UDP, port, port),
          new PolicyPort.Range(Protocol.TCP, port, port));
    }

    @Test
    void cluster_asks_kube_dns() {
      assertThat(DnsEgress.rules(Dns.CLUSTER, ORIGIN))
          .containsExactly(new Rule(BuiltInPeers.kubeDns(), udpAndTcp(53), List.of(ORIGIN)));
    }

    @Test
    void node_local_asks_the_cache_on_the_node_too() {
      assertThat(DnsEgress.rules(Dns.NODE_LOCAL, ORIGIN))
          .containsExactly(
              new Rule(
                  List.of(
                      BuiltInPeers.kubeDns().get(0),
                      new Peer.IpBlock(Cidr.parse("169.254.20.10/32"), List.of())),
                  udpAndTcp(53),
                  List.of(ORIGIN)));
    }

    @Test
    void openshift_asks_the_pods_port() {
      assertThat(DnsEgress.rules(Dns.OPENSHIFT, ORIGIN))
          .containsExactly(
              new Rule(
                  List.of(
                      new Peer.PodsInNamespaces(
                          Selector.parse("kubernetes.io/metadata.name=openshift-dns"),
                          Selector.EVERYTHING)),
                  udpAndTcp(5353),
                  List.of(ORIGIN)));
    }

    @Test
    void none_asks_nobody() {
      assertThat(DnsEgress.rules(Dns.NONE, ORIGIN)).isEmpty();
      assertThat(DnsEgress.ports(Dns.NONE)).isEmpty();
    }
  }

  @Test
  void default_deny_isolates_all_pods_in_both_directions() {
    Origin origin = new Origin("@Namespace", "");

    assertThat(DefaultDeny.of("shop", origin))
        .isEqualTo(
            new Policy(
                "shop",
                "default-deny",
                Selector.EVERYTHING,
                EnumSet.allOf(Direction.class),
                List.of(),
                List.of(),
                origin));
  }
}
