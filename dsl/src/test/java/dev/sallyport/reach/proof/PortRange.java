package dev.sallyport.reach.proof;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Consecutive ports of one protocol that nothing in a snapshot tells apart: no rule's range starts
 * or ends inside, and no container port has a number inside unless it is the only one.
 *
 * @param protocol the protocol
 * @param first first port, inclusive
 * @param last last port, inclusive
 */
record PortRange(Protocol protocol, int first, int last) {

  /** Every port of every protocol in such ranges, in order. */
  static List<PortRange> of(Snapshot... snapshots) {
    Map<Protocol, TreeSet<Integer>> starts = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      starts.put(protocol, new TreeSet<>(List.of(1, 65_536)));
    }
    for (Snapshot snapshot : snapshots) {
      for (Pod pod : snapshot.pods()) {
        for (ContainerPort port : pod.ports()) {
          starts.get(port.protocol()).add(port.number());
          starts.get(port.protocol()).add(port.number() + 1);
        }
      }
      for (PolicyPort port : mentioned(snapshot)) {
        if (port instanceof PolicyPort.Range range) {
          starts.get(range.protocol()).add(range.first());
          starts.get(range.protocol()).add(range.last() + 1);
        }
      }
    }
    List<PortRange> result = new ArrayList<>();
    starts.forEach(
        (protocol, all) -> {
          int previous = 0;
          for (int start : all) {
            if (previous > 0) {
              result.add(new PortRange(protocol, previous, start - 1));
            }
            previous = start;
          }
        });
    return result;
  }

  private static List<PolicyPort> mentioned(Snapshot snapshot) {
    List<PolicyPort> ports = new ArrayList<>();
    for (Policy policy : snapshot.policies()) {
      for (Rule rule : policy.ingress()) {
        ports.addAll(rule.ports());
      }
      for (Rule rule : policy.egress()) {
        ports.addAll(rule.ports());
      }
    }
    for (ClusterPolicy policy : snapshot.clusterPolicies()) {
      for (ClusterRule rule : policy.ingress()) {
        ports.addAll(rule.ports());
      }
      for (ClusterRule rule : policy.egress()) {
        ports.addAll(rule.ports());
      }
    }
    return ports;
  }
}
