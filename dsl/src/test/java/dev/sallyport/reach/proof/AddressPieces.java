package dev.sallyport.reach.proof;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Snapshot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Address space of both families in pieces that no block of a snapshot tells apart. */
final class AddressPieces {
  private static final BigInteger HALF = BigInteger.TWO.pow(64);

  private AddressPieces() {}

  static List<AddressRange> of(Snapshot... snapshots) {
    List<AddressRange> pieces = new ArrayList<>();
    for (boolean isIpv6 : new boolean[] {false, true}) {
      BigInteger end = BigInteger.TWO.pow(isIpv6 ? 128 : 32);
      TreeSet<BigInteger> starts = new TreeSet<>(List.of(BigInteger.ZERO, end));
      for (Cidr block : blocks(snapshots)) {
        if (block.isIpv6() == isIpv6) {
          BigInteger first = number(block.high()).multiply(HALF).add(number(block.low()));
          int hostBits = (isIpv6 ? 128 : 32) - block.prefix();
          starts.add(first);
          starts.add(first.add(BigInteger.TWO.pow(hostBits)));
        }
      }
      BigInteger previous = null;
      for (BigInteger start : starts) {
        if (previous != null) {
          pieces.add(
              new AddressRange(
                  address(isIpv6, previous), address(isIpv6, start.subtract(BigInteger.ONE))));
        }
        previous = start;
      }
    }
    return pieces;
  }

  private static BigInteger number(long unsigned) {
    return new BigInteger(Long.toUnsignedString(unsigned));
  }

  private static IpAddress address(boolean isIpv6, BigInteger number) {
    return new IpAddress(isIpv6, number.shiftRight(64).longValue(), number.longValue());
  }

  private static List<Cidr> blocks(Snapshot... snapshots) {
    List<Peer> peers = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      for (Policy policy : snapshot.policies()) {
        for (List<Rule> rules : List.of(policy.ingress(), policy.egress())) {
          rules.forEach(rule -> peers.addAll(rule.peers()));
        }
      }
      for (ClusterPolicy policy : snapshot.clusterPolicies()) {
        for (List<ClusterRule> rules : List.of(policy.ingress(), policy.egress())) {
          rules.forEach(rule -> peers.addAll(rule.peers()));
        }
      }
    }
    List<Cidr> blocks = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer instanceof Peer.IpBlock block) {
        blocks.add(block.cidr());
        blocks.addAll(block.except());
      }
    }
    return blocks;
  }
}
