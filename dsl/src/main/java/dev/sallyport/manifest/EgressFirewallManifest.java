package dev.sallyport.manifest;

import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.RuleMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The host names of a whole namespace for OpenShift: one EgressFirewall, always named {@code
 * default}, that allows what the policies of the namespace need outside the cluster and denies the
 * rest.
 *
 * <p>A connection passes only if NetworkPolicy <em>and</em> firewall allow it. A NetworkPolicy
 * can't restrict names, so that of a workload with hosts is opened to {@link
 * BuiltInPeers#internet()} on the hosts' ports, see {@link #opened}, and the firewall leaves of
 * that the names. But the firewall is the namespace's: such a workload then also reaches what
 * <em>other</em> workloads of the namespace declare, on those ports. {@link #widenings} lists
 * exactly that. A workload without hosts reaches no more than before, because its own NetworkPolicy
 * is as narrow as ever. All pods of the namespace, also those without a policy, lose what no policy
 * declares outside the cluster.
 *
 * <p>Hosts with private addresses stay closed: give their {@code cidrs}. The firewall must be there
 * before the NetworkPolicies.
 *
 * <p>Source: the {@code k8s.ovn.org/v1} EgressFirewall definition of OVN-Kubernetes (the first rule
 * that matches decides; ports are single; without {@code ports} a rule is for all); OpenShift
 * documentation, "Configuring an egress firewall for a project" (one for each project, named {@code
 * default}; traffic in the cluster is not subject to it).
 */
public final class EgressFirewallManifest {
  /** The only name that an EgressFirewall can have. */
  public static final String NAME = "default";

  /** A range with more ports than this becomes a rule for all ports; the policy is narrower. */
  private static final int MOST_PORTS = 16;

  private EgressFirewallManifest() {}

  /**
   * The policy with its hosts' ports open to public addresses; the policy itself if it has no
   * hosts.
   */
  public static Policy opened(HostPolicy policy) {
    if (policy.hosts().isEmpty()) {
      return policy.policy();
    }
    List<Rule> egress = new ArrayList<>(policy.policy().egress());
    for (HostEgress host : policy.hosts()) {
      List<Origin> origins = new ArrayList<>();
      for (Origin origin : host.origins()) {
        origins.add(
            new Origin(
                origin
                    .source()
                    .concat(", narrowed to ")
                    .concat(host.host())
                    .concat(" by EgressFirewall default"),
                origin.why()));
      }
      egress.add(new Rule(BuiltInPeers.internet(), host.ports(), origins));
    }
    Policy plain = policy.policy();
    return new Policy(
        plain.namespace(),
        plain.name(),
        plain.pods(),
        plain.directions(),
        plain.ingress(),
        RuleMerge.merge(egress),
        plain.origin());
  }

  /**
   * The firewall of a namespace.
   *
   * @param policies all policies of one namespace
   * @param annotations annotations to write
   * @throws IllegalArgumentException if the namespace is not known
   */
  public static Mapping of(List<HostPolicy> policies, Map<String, String> annotations) {
    String namespace = policies.get(0).policy().namespace();
    if (namespace.isEmpty()) {
      throw new IllegalArgumentException("an EgressFirewall needs a namespace");
    }
    SortedMap<String, List<Destination>> byTarget = new TreeMap<>();
    for (HostPolicy policy : policies) {
      for (Destination destination : destinations(policy)) {
        String key = (destination.isHost() ? "0 " : "1 ").concat(destination.to());
        List<Destination> same = byTarget.get(key);
        if (same == null) {
          same = new ArrayList<>();
          byTarget.put(key, same);
        }
        same.add(destination);
      }
    }
    List<Node> rules = new ArrayList<>();
    for (List<Destination> same : byTarget.values()) {
      rules.add(allow(same));
    }
    rules.add(deny("0.0.0.0/0").withComment("what no policy of the namespace declares"));
    rules.add(deny("::/0"));
    return Mapping.builder()
        .field("apiVersion", "k8s.ovn.org/v1")
        .field("kind", "EgressFirewall")
        .field("metadata", NetworkPolicyManifest.metadata(namespace, NAME, "", annotations))
        .field("spec", Mapping.builder().field("egress", Sequence.of(rules)).build())
        .build()
        .withComment(
            "Holds for all pods of the namespace, together with the NetworkPolicies: a connection"
                + "\npasses only if both allow it. Apply it before them.\n"
                    .concat(HostNotes.addresses()));
  }

  private static Mapping allow(List<Destination> same) {
    List<PolicyPort> ports = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Destination destination : same) {
      ports.addAll(destination.ports());
      names.add(destination.policy().policy().name());
    }
    Destination first = same.get(0);
    Mapping.Builder rule =
        Mapping.builder()
            .field("type", "Allow")
            .field(
                "to",
                Mapping.builder()
                    .field(first.isHost() ? "dnsName" : "cidrSelector", first.to())
                    .build());
    if (!ports.contains(PolicyPort.EVERY)) {
      TreeSet<String> seen = new TreeSet<>();
      List<Node> items = new ArrayList<>();
      for (PolicyPort port : HostEgress.union(ports)) {
        PolicyPort.Range range = (PolicyPort.Range) port;
        for (int number = range.first(); number <= range.last(); number++) {
          if (seen.add(range.protocol().name() + number)) {
            items.add(
                Mapping.builder()
                    .field("protocol", range.protocol().name())
                    .field("port", number)
                    .build());
          }
        }
      }
      rule.field("ports", Sequence.of(items));
    }
    return rule.build().withComment(String.join(", ", names));
  }

  private static Mapping deny(String cidr) {
    return Mapping.builder()
        .field("type", "Deny")
        .field("to", Mapping.builder().field("cidrSelector", cidr).build())
        .build();
  }

  /** What a policy needs outside the cluster, with ports as a firewall rule can say them. */
  private static List<Destination> destinations(HostPolicy policy) {
    List<Destination> destinations = new ArrayList<>();
    for (HostEgress host : policy.hosts()) {
      destinations.add(new Destination(host.host(), true, host.ports(), policy));
    }
    for (Rule rule : policy.policy().egress()) {
      List<PolicyPort> ports = sayable(rule.ports());
      if (ports.isEmpty()) {
        continue;
      }
      for (Peer peer : rule.peers()) {
        if (peer instanceof Peer.IpBlock block) {
          destinations.add(new Destination(block.cidr().toString(), false, ports, policy));
        } else if (peer instanceof Peer.Anyone) {
          destinations.add(new Destination("0.0.0.0/0", false, ports, policy));
          destinations.add(new Destination("::/0", false, ports, policy));
        }
      }
    }
    return destinations;
  }

  /** Ports of addresses: a name is never one; long ranges become all ports. */
  private static List<PolicyPort> sayable(List<PolicyPort> ports) {
    List<PolicyPort> sayable = new ArrayList<>();
    int count = 0;
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Every) {
        return List.of(PolicyPort.EVERY);
      }
      if (port instanceof PolicyPort.Range range) {
        sayable.add(range);
        count += range.last() - range.first() + 1;
      }
    }
    return count > MOST_PORTS + sayable.size() ? List.of(PolicyPort.EVERY) : sayable;
  }

  /**
   * What workloads with hosts reach beyond what is declared for them, sorted; empty if the firewall
   * is exact. {@code O(policies² × rules)}.
   *
   * @param policies all policies of one namespace
   */
  public static List<Widening> widenings(List<HostPolicy> policies) {
    TreeSet<Widening> widenings = new TreeSet<>();
    for (HostPolicy policy : policies) {
      List<HostPolicy> samePods = policy.ofSamePods(policies);
      List<PolicyPort> open = new ArrayList<>();
      for (HostEgress host : policy.hosts()) {
        open.addAll(host.ports());
      }
      for (HostPolicy other : policies) {
        for (Destination destination : destinations(other)) {
          if (destination.isHost() || isPublic(destination.to())) {
            List<PolicyPort> more =
                Destination.beyond(destination.ports(), open, declared(samePods, destination));
            if (!more.isEmpty()) {
              widenings.add(Widening.of(policy, destination.to(), more, other));
            }
          }
        }
      }
    }
    return new ArrayList<>(widenings);
  }

  /** The ports on which the same pods may reach the destination: policies of a pod add up. */
  private static List<PolicyPort> declared(List<HostPolicy> samePods, Destination destination) {
    List<PolicyPort> declared = new ArrayList<>();
    for (HostPolicy same : samePods) {
      for (HostEgress host : same.hosts()) {
        if (destination.isHost() && host.host().equals(destination.to())) {
          declared.addAll(host.ports());
        }
      }
      for (Rule rule : same.policy().egress()) {
        for (Peer peer : rule.peers()) {
          boolean covers =
              peer instanceof Peer.Anyone
                  || peer instanceof Peer.IpBlock block
                      && !destination.isHost()
                      && block.except().isEmpty()
                      && block.cidr().contains(Cidr.parse(destination.to()));
          if (covers) {
            declared.addAll(rule.ports());
          }
        }
      }
    }
    return declared;
  }

  /** Whether a block has addresses that the opened policies reach. */
  private static boolean isPublic(String block) {
    Cidr cidr = Cidr.parse(block);
    for (Peer peer : BuiltInPeers.internet()) {
      if (peer instanceof Peer.IpBlock internet && internet.cidr().isIpv6() == cidr.isIpv6()) {
        for (Cidr exception : internet.except()) {
          if (exception.contains(cidr)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
