package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peers that the built-in tokens of the language stand for. Each list is a rule's peers. */
public final class BuiltInPeers {
  private BuiltInPeers() {}

  /** {@link dev.sallyport.SameNamespace}: every pod of the policy's own namespace. */
  public static List<Peer> sameNamespace() {
    return List.of(new Peer.Pods(Selector.EVERYTHING));
  }

  /** {@link dev.sallyport.AnyNamespace}: every pod of every namespace, nothing outside. */
  public static List<Peer> anyNamespace() {
    return List.of(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING));
  }

  /** {@link dev.sallyport.Anywhere}: everybody, inside and outside the cluster. */
  public static List<Peer> anywhere() {
    return List.of(Peer.ANYONE);
  }

  /** {@link dev.sallyport.KubeDns}: the pods {@code k8s-app=kube-dns} in {@code kube-system}. */
  public static List<Peer> kubeDns() {
    return List.of(
        new Peer.PodsInNamespaces(
            Selector.ofLabels(Map.of(Namespace.NAME_LABEL, "kube-system")),
            Selector.ofLabels(Map.of("k8s-app", "kube-dns"))));
  }

  /**
   * {@link dev.sallyport.Internet}: {@code 0.0.0.0/0} and {@code ::/0}, each without what is not
   * public.
   *
   * <p>Left out are the blocks that the registries do not call globally reachable, multicast, the
   * address {@code 168.63.129.16} through which Azure's platform serves its virtual machines, and
   * every IPv6 block that carries an IPv4 address, because such an address may be private:
   * IPv4-mapped, -compatible and -translated ({@code ::/64}), 6to4, Teredo and NAT64 ({@code
   * 64:ff9b::/96}). Where pods reach IPv4 through NAT64, a rule must name that block itself.
   *
   * <p>Source: IANA IPv4 and IPv6 special-purpose address registries (RFC 6890, RFC 8190, RFC 9602,
   * RFC 9637, RFC 9780); RFC 5771 and RFC 4291 for multicast; RFC 6052 for NAT64.
   */
  public static List<Peer> internet() {
    return List.of(
        block(
            "0.0.0.0/0",
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared, carrier-grade NAT
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's platform service
            "169.254.0.0/16", // link-local, metadata services
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays, deprecated
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"), // reserved, broadcast
        block(
            "::/0",
            "::/64", // unspecified, loopback, embedded IPv4
            "64:ff9b::/96", // NAT64
            "64:ff9b:1::/48", // NAT64, local use
            "100::/64", // discard
            "100:0:0:1::/64", // dummy prefix
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20", // documentation
            "5f00::/16", // segment routing
            "fc00::/7", // unique local, metadata services
            "fe80::/10", // link-local
            "fec0::/10", // site-local, deprecated
            "ff00::/8")); // multicast
  }

  private static Peer block(String cidr, String... except) {
    List<Cidr> exceptions = new ArrayList<>();
    for (String exception : except) {
      exceptions.add(Cidr.parse(exception));
    }
    return new Peer.IpBlock(Cidr.parse(cidr), exceptions);
  }
}
