package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Cuts ranges of addresses so that no policy of any state tells two addresses of a piece apart. */
final class AddressPieces {
  /** The first address of each piece but the first, by namespace of the pod at the other end. */
  private final Map<String, NavigableSet<IpAddress>> starts = new HashMap<>();

  /** Pieces for all policies of a list and of a population. */
  AddressPieces(Population population, List<Policy> policies) {
    NavigableSet<IpAddress> everywhere = new TreeSet<>();
    for (ClusterPolicy policy : population.clusterPolicies()) {
      for (Direction direction : Direction.values()) {
        policy.rules(direction).forEach(rule -> rule.peers().forEach(p -> add(p, everywhere)));
      }
    }
    population.namespaces().forEach(n -> starts.put(n.name(), new TreeSet<>(everywhere)));
    for (Policy policy : policies) {
      NavigableSet<IpAddress> own =
          starts.computeIfAbsent(policy.namespace(), n -> new TreeSet<>(everywhere));
      for (Rule rule : policy.ingress()) {
        rule.peers().forEach(peer -> add(peer, own));
      }
      for (Rule rule : policy.egress()) {
        rule.peers().forEach(peer -> add(peer, own));
      }
    }
  }

  private static void add(Peer peer, NavigableSet<IpAddress> starts) {
    if (peer instanceof Peer.IpBlock block) {
      add(block.cidr(), starts);
      block.except().forEach(except -> add(except, starts));
    }
  }

  private static void add(Cidr block, NavigableSet<IpAddress> starts) {
    AddressRange range = AddressRange.of(block);
    starts.add(range.first());
    if (!range.last().equals(last(block.isIpv6()))) {
      starts.add(next(range.last()));
    }
  }

  private static IpAddress last(boolean isIpv6) {
    return (isIpv6 ? AddressRange.ALL_IPV6 : AddressRange.ALL_IPV4).last();
  }

  private static IpAddress next(IpAddress address) {
    long low = address.low() + 1;
    long high = address.isIpv6() && low == 0 ? address.high() + 1 : address.high();
    return new IpAddress(address.isIpv6(), high, low);
  }

  private static IpAddress previous(IpAddress address) {
    boolean borrow = address.isIpv6() && address.low() == 0;
    return new IpAddress(
        address.isIpv6(), borrow ? address.high() - 1 : address.high(), address.low() - 1);
  }

  /** The pieces of a range, in order, as the policies of a pod see it. */
  List<AddressRange> of(Pod pod, AddressRange range) {
    NavigableSet<IpAddress> cuts =
        starts
            .getOrDefault(pod.namespace(), new TreeSet<>())
            .subSet(range.first(), false, range.last(), true);
    List<AddressRange> pieces = new ArrayList<>();
    IpAddress first = range.first();
    for (IpAddress cut : cuts) {
      pieces.add(new AddressRange(first, previous(cut)));
      first = cut;
    }
    pieces.add(new AddressRange(first, range.last()));
    return pieces;
  }
}
