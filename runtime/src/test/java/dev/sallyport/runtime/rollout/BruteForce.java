package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invariant of a rollout pair by pair, without the proof: every pair of pods with two replicas
 * each, sample addresses, every state evaluated on its own, for plugins that are named one by one.
 */
final class BruteForce {
  private static final List<AddressRange> SAMPLES =
      List.of(
          AddressRange.of(IpAddress.parse("10.0.0.1")),
          AddressRange.of(IpAddress.parse("10.1.0.1")),
          AddressRange.of(IpAddress.parse("192.0.2.9")),
          AddressRange.of(IpAddress.parse("203.0.113.9")),
          AddressRange.of(IpAddress.parse("2001:db8::1")),
          AddressRange.of(IpAddress.parse("2001:db9::1")));

  private final Population twins;
  private final List<Reachability> first = new ArrayList<>();
  private final List<Reachability> last = new ArrayList<>();
  private final List<PluginProfile> profiles;

  BruteForce(Population population, Collection<Policy> before, Collection<Policy> after) {
    boolean hosts = population.pods().stream().anyMatch(Pod::hostNetwork);
    profiles = profiles(hosts);
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : population.pods()) {
      for (String suffix : List.of("", "-2")) {
        pods.add(
            new Pod(
                pod.namespace(),
                pod.name() + suffix,
                pod.labels(),
                pod.ports(),
                pod.addresses(),
                pod.hostNetwork(),
                pod.phase()));
      }
    }
    twins = new Population(population.namespaces(), pods, population.clusterPolicies());
    for (PluginProfile profile : profiles) {
      first.add(Reachability.of(twins.with(List.copyOf(before)), profile));
      last.add(Reachability.of(twins.with(List.copyOf(after)), profile));
    }
  }

  private static List<PluginProfile> profiles(boolean hosts) {
    List<PluginProfile> all = new ArrayList<>();
    for (int bits = 0; bits < (hosts ? 64 : 4); bits++) {
      Map<PluginChoice, Decision> decisions = new EnumMap<>(PluginChoice.class);
      int bit = 0;
      for (PluginChoice choice : PluginChoice.values()) {
        boolean yes = bit < 6 && (bits >> bit & 1) != 0;
        bit++;
        decisions.put(choice, yes ? Decision.YES : Decision.NO);
      }
      all.add(new PluginProfile("p" + bits, decisions));
    }
    return all;
  }

  /** What is wrong in a state; empty if nothing is. */
  Optional<String> breach(Collection<Policy> policies) {
    List<Endpoint> ends = new ArrayList<>(twins.pods());
    ends.addAll(SAMPLES);
    for (int i = 0; i < profiles.size(); i++) {
      Reachability now = Reachability.of(twins.with(List.copyOf(policies)), profiles.get(i));
      for (Endpoint from : ends) {
        for (Endpoint to : ends) {
          if (from.equals(to) || !(from instanceof Pod) && !(to instanceof Pod)) {
            continue;
          }
          ConnectionSet was = first.get(i).connections(from, to);
          ConnectionSet will = last.get(i).connections(from, to);
          ConnectionSet is = now.connections(from, to);
          if (!is.containsAll(was.intersect(will))) {
            return Optional.of(from + " -> " + to + " is cut: " + was + ", " + is + ", " + will);
          }
          if (!was.union(will).containsAll(is)) {
            return Optional.of(from + " -> " + to + " is open: " + was + ", " + is + ", " + will);
          }
        }
      }
    }
    return Optional.empty();
  }
}
