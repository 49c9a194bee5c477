package dev.sallyport.manifest;

import dev.sallyport.Protocol;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.RuleMerge;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Hosts by way of an egress proxy: each policy leads to the proxy's pods, and the proxy gets a list
 * of names, as JSON for any proxy, workload by workload, and as rules for Squid.
 *
 * <p>Squid can't tell by a connection which workload is behind it, so its rules are one list for
 * all: a workload that may talk to the proxy reaches the hosts of all others too. {@link
 * #widenings} lists exactly that; a proxy that knows its clients can use the JSON instead.
 *
 * <p>Source: Squid documentation, {@code acl} ({@code dstdomain} without a leading dot is that name
 * only; {@code -n} makes no lookups, so that an address in a request never passes for a name) and
 * {@code http_access} (the first that matches decides).
 */
public final class ProxyAllowList {
  /** The schema of the JSON form. */
  public static final String SCHEMA = "sallyport.dev/proxy-allow-list/v1";

  private ProxyAllowList() {}

  /** The policy with egress to the proxy; the policy itself if it has no hosts. */
  public static Policy led(HostPolicy policy, ProxyWorkload proxy) {
    if (policy.hosts().isEmpty()) {
      return policy.policy();
    }
    Policy plain = policy.policy();
    Peer peer =
        proxy.namespace().equals(plain.namespace())
            ? new Peer.Pods(proxy.pods())
            : new Peer.PodsInNamespaces(
                Selector.ofLabels(Map.of(Namespace.NAME_LABEL, proxy.namespace())), proxy.pods());
    List<Origin> origins = new ArrayList<>();
    for (HostEgress host : policy.hosts()) {
      for (Origin origin : host.origins()) {
        origins.add(
            new Origin(
                origin.source().concat(", to ").concat(host.host()).concat(" through the proxy"),
                origin.why()));
      }
    }
    List<Rule> egress = new ArrayList<>(plain.egress());
    egress.add(
        new Rule(
            List.of(peer),
            List.of(new PolicyPort.Range(Protocol.TCP, proxy.port(), proxy.port())),
            origins));
    return new Policy(
        plain.namespace(),
        plain.name(),
        plain.pods(),
        plain.directions(),
        plain.ingress(),
        RuleMerge.merge(egress),
        plain.origin());
  }

  /** The list as JSON: for each policy with hosts its pods and their hosts. */
  public static Mapping json(List<HostPolicy> policies) {
    List<Node> workloads = new ArrayList<>();
    for (HostPolicy policy : policies) {
      if (policy.hosts().isEmpty()) {
        continue;
      }
      List<Node> hosts = new ArrayList<>();
      for (HostEgress host : policy.hosts()) {
        List<String> sources = new ArrayList<>();
        for (Origin origin : host.origins()) {
          sources.add(
              origin.why().isEmpty()
                  ? origin.source()
                  : origin.source().concat(": ").concat(origin.why()));
        }
        hosts.add(
            Mapping.builder()
                .field("host", host.host())
                .field("ports", ports(host))
                .field("sources", Sequence.ofStrings(sources))
                .build());
      }
      workloads.add(
          Mapping.builder()
              .field("namespace", policy.policy().namespace())
              .field("policy", policy.policy().name())
              .field("podSelector", NetworkPolicyManifest.selector(policy.policy().pods()))
              .field("hosts", Sequence.of(hosts))
              .build());
    }
    return Mapping.builder()
        .field("schema", SCHEMA)
        .field("workloads", Sequence.of(workloads))
        .build();
  }

  private static Sequence ports(HostEgress host) {
    List<Node> ports = new ArrayList<>();
    for (PolicyPort port : host.ports()) {
      PolicyPort.Range range = (PolicyPort.Range) port;
      ports.add(
          Mapping.builder().field("first", range.first()).field("last", range.last()).build());
    }
    return Sequence.of(ports);
  }

  /**
   * The list as rules for Squid, to be included before any other {@code http_access}: each host on
   * its ports, and nothing else.
   */
  public static String squid(List<HostPolicy> policies) {
    List<HostEgress> all = new ArrayList<>();
    for (HostPolicy policy : policies) {
      all.addAll(policy.hosts());
    }
    StringBuilder text =
        new StringBuilder("# Hosts that workloads may reach through this proxy.\n");
    int number = 0;
    for (HostEgress host : HostEgress.merge(all)) {
      String name = "sallyport_" + ++number;
      text.append("\n# ").append(host.host()).append('\n').append("acl ").append(name);
      if (host.isWildcard()) {
        text.append(" dstdom_regex -n -i ^([^.]+\\.)+");
        text.append(host.domain().replace(".", "\\.")).append("$\n");
      } else {
        text.append(" dstdomain -n ").append(host.host()).append('\n');
      }
      text.append("acl ").append(name).append("_ports port");
      for (PolicyPort port : host.ports()) {
        PolicyPort.Range range = (PolicyPort.Range) port;
        text.append(' ').append(range.first());
        if (range.last() > range.first()) {
          text.append('-').append(range.last());
        }
      }
      text.append("\nhttp_access allow ").append(name).append(' ').append(name).append("_ports\n");
    }
    return text.append("\nhttp_access deny all\n").toString();
  }

  /**
   * What workloads reach through a proxy that has one list for all, beyond what is declared for
   * them; sorted, empty if the list is exact. {@code O(policies² × hosts)}.
   */
  public static List<Widening> widenings(List<HostPolicy> policies) {
    TreeSet<Widening> widenings = new TreeSet<>();
    for (HostPolicy policy : policies) {
      if (policy.hosts().isEmpty()) {
        continue;
      }
      List<HostPolicy> samePods = policy.ofSamePods(policies);
      for (HostPolicy other : policies) {
        for (HostEgress host : other.hosts()) {
          List<PolicyPort> more =
              Destination.beyond(host.ports(), List.of(PolicyPort.EVERY), declared(samePods, host));
          if (!more.isEmpty()) {
            widenings.add(Widening.of(policy, host.host(), more, other));
          }
        }
      }
    }
    return new ArrayList<>(widenings);
  }

  private static List<PolicyPort> declared(List<HostPolicy> samePods, HostEgress host) {
    List<PolicyPort> declared = new ArrayList<>();
    for (HostPolicy same : samePods) {
      for (HostEgress own : same.hosts()) {
        if (own.host().equals(host.host())
            || own.isWildcard() && host.host().endsWith("." + own.domain())) {
          declared.addAll(own.ports());
        }
      }
    }
    return declared;
  }
}
