package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads ClusterNetworkPolicies and the older AdminNetworkPolicies and BaselineAdminNetworkPolicies.
 * Peers that are nodes or domain names are refused: nothing here knows who they are.
 *
 * <p>Source: network-policy-api, {@code policy.networking.k8s.io/v1alpha2} ClusterNetworkPolicy and
 * {@code v1alpha1} AdminNetworkPolicy and BaselineAdminNetworkPolicy.
 */
final class ClusterPolicyReader {
  private static final int LOWEST_PRIORITY = 1000;
  private static final int MOST_RULES = 100;

  private final Flavor flavor;

  /** The three kinds, where they differ. */
  enum Flavor {
    CLUSTER(
        "Accept",
        ObjectType.CLUSTER_POLICY_SPEC,
        ObjectType.CLUSTER_POLICY_INGRESS_RULE,
        ObjectType.CLUSTER_POLICY_EGRESS_RULE),
    ADMIN(
        "Allow",
        ObjectType.ADMIN_POLICY_SPEC,
        ObjectType.ADMIN_POLICY_INGRESS_RULE,
        ObjectType.ADMIN_POLICY_EGRESS_RULE),
    BASELINE(
        "Allow",
        ObjectType.BASELINE_ADMIN_POLICY_SPEC,
        ObjectType.ADMIN_POLICY_INGRESS_RULE,
        ObjectType.ADMIN_POLICY_EGRESS_RULE);

    private final String accept;
    private final ObjectType spec;
    private final ObjectType ingressRule;
    private final ObjectType egressRule;

    Flavor(String accept, ObjectType spec, ObjectType ingressRule, ObjectType egressRule) {
      this.accept = accept;
      this.spec = spec;
      this.ingressRule = ingressRule;
      this.egressRule = egressRule;
    }
  }

  private ClusterPolicyReader(Flavor flavor) {
    this.flavor = flavor;
  }

  /** Reads a policy; null if it must be refused. */
  static @Nullable ClusterPolicy read(Fields object, Flavor flavor) {
    return new ClusterPolicyReader(flavor).read(object);
  }

  private @Nullable ClusterPolicy read(Fields object) {
    Metadata metadata = Metadata.readOfPolicy(object, "");
    object.status();
    Fields spec = object.object("spec", flavor.spec);
    if (spec == null) {
      object.problem("spec", "is missing");
      return null;
    }
    Tier tier = tier(spec);
    int priority = priority(spec);
    Peer.PodsInNamespaces subject = subject(spec);
    List<ClusterRule> ingress =
        rules(spec, "ingress", "from", flavor.ingressRule, ObjectType.CLUSTER_POLICY_INGRESS_PEER);
    List<ClusterRule> egress =
        rules(spec, "egress", "to", flavor.egressRule, ObjectType.CLUSTER_POLICY_EGRESS_PEER);
    if (object.reading().isRefused() || subject == null) {
      return null;
    }
    Place place = new Place(object.reading().source(), object.line());
    return new ClusterPolicy(
        metadata.name(),
        tier,
        priority,
        subject.namespaces(),
        subject.pods(),
        ingress,
        egress,
        new Origin(place.toString(), ""));
  }

  private Tier tier(Fields spec) {
    if (flavor != Flavor.CLUSTER) {
      return flavor == Flavor.ADMIN ? Tier.ADMIN : Tier.BASELINE;
    }
    String text = spec.text("tier");
    if (text.equals("Baseline")) {
      return Tier.BASELINE;
    }
    if (!text.equals("Admin")) {
      spec.problem("tier", "\"" + text + "\" is no tier; write Admin or Baseline");
    }
    return Tier.ADMIN;
  }

  private int priority(Fields spec) {
    if (flavor == Flavor.BASELINE) {
      return 0;
    }
    Integer priority = spec.integer("priority");
    if (priority == null || priority < 0 || priority > LOWEST_PRIORITY) {
      spec.problem("priority", "must be a number from 0 to " + LOWEST_PRIORITY);
      return 0;
    }
    return priority;
  }

  private static Peer.@Nullable PodsInNamespaces subject(Fields spec) {
    Fields subject = spec.object("subject", ObjectType.CLUSTER_POLICY_SUBJECT);
    if (subject == null) {
      spec.problem("subject", "is missing; write namespaces or pods");
      return null;
    }
    return pods(subject);
  }

  /** {@code namespaces} or {@code pods} of a subject or peer: one of the two. */
  private static Peer.@Nullable PodsInNamespaces pods(Fields parent) {
    if (parent.has("namespaces") == parent.has("pods")) {
      parent.problem("must have either namespaces or pods");
      return null;
    }
    Selector namespaces = SelectorReader.read(parent, "namespaces");
    if (namespaces != null) {
      return new Peer.PodsInNamespaces(namespaces, Selector.EVERYTHING);
    }
    Fields both = parent.object("pods", ObjectType.CLUSTER_POLICY_PODS);
    if (both == null) {
      return null;
    }
    Selector ofNamespaces = SelectorReader.read(both, "namespaceSelector");
    Selector ofPods = SelectorReader.read(both, "podSelector");
    if (ofNamespaces == null || ofPods == null) {
      both.problem("must have a namespaceSelector and a podSelector; write {} for all");
      return null;
    }
    return new Peer.PodsInNamespaces(ofNamespaces, ofPods);
  }

  private List<ClusterRule> rules(
      Fields spec, String name, String peersName, ObjectType type, ObjectType peerType) {
    List<ClusterRule> rules = new ArrayList<>();
    List<Fields> all = spec.objects(name, type);
    if (all.size() > MOST_RULES) {
      spec.problem(name, "has " + all.size() + " rules, and " + MOST_RULES + " are the most");
    }
    for (Fields rule : all) {
      ClusterAction action = action(rule);
      List<Peer> peers = new ArrayList<>();
      for (Fields peer : rule.objects(peersName, peerType)) {
        peers.addAll(peers(peer));
      }
      if (rule.items(peersName).isEmpty()) {
        rule.problem(peersName, "names nobody; at least one peer is needed");
      }
      List<PolicyPort> ports = flavor == Flavor.CLUSTER ? protocols(rule) : ports(rule);
      if (!rule.reading().isRefused()) {
        Origin origin =
            new Origin(new Place(rule.reading().source(), rule.line()) + " " + rule.path(), "");
        rules.add(
            new ClusterRule(
                rule.text("name"),
                action,
                peers,
                ports.isEmpty() ? List.of(PolicyPort.EVERY) : ports,
                List.of(origin)));
      }
    }
    return rules;
  }

  private ClusterAction action(Fields rule) {
    String text = rule.text("action");
    if (text.equals(flavor.accept)) {
      return ClusterAction.ACCEPT;
    }
    if (text.equals("Pass") && flavor != Flavor.BASELINE) {
      return ClusterAction.PASS;
    }
    if (!text.equals("Deny")) {
      rule.problem(
          "action",
          "\""
              + text
              + "\" is no action here; write "
              + flavor.accept
              + (flavor == Flavor.BASELINE ? " or Deny" : ", Deny or Pass"));
    }
    return ClusterAction.DENY;
  }

  private static List<Peer> peers(Fields peer) {
    for (String unknown : List.of("nodes", "domainNames")) {
      if (peer.has(unknown)) {
        peer.problem(
            unknown, "can't be evaluated: who they are is not written in any object read here");
        return List.of();
      }
    }
    if (!peer.has("networks")) {
      Peer pods = pods(peer);
      return pods == null ? List.of() : List.of(pods);
    }
    if (peer.has("namespaces") || peer.has("pods")) {
      peer.problem("networks stand alone; put them into an entry of their own");
    }
    List<Peer> blocks = new ArrayList<>();
    for (Fields.Item network : peer.strings("networks")) {
      Cidr cidr = PolicyReader.cidr(peer, network.line(), network.path(), network.text());
      if (cidr != null) {
        blocks.add(new Peer.IpBlock(cidr, List.of()));
      }
    }
    if (peer.items("networks").isEmpty()) {
      peer.problem("networks", "is empty");
    }
    return blocks;
  }

  private static List<PolicyPort> protocols(Fields rule) {
    List<PolicyPort> ports = new ArrayList<>();
    for (Fields each : rule.objects("protocols", ObjectType.CLUSTER_POLICY_PROTOCOL)) {
      int found = 0;
      for (Protocol protocol : Protocol.values()) {
        String name = protocol.name().toLowerCase(java.util.Locale.ROOT);
        Fields transport = each.object(name, ObjectType.CLUSTER_POLICY_TRANSPORT);
        if (transport != null) {
          found++;
          PolicyPort port = transportPort(transport, protocol);
          if (port != null) {
            ports.add(port);
          }
        }
      }
      if (each.has("destinationNamedPort")) {
        found++;
        addNamed(each, "destinationNamedPort", ports);
      }
      if (found != 1) {
        each.problem("must have exactly one of tcp, udp, sctp and destinationNamedPort");
      }
    }
    return ports;
  }

  private static @Nullable PolicyPort transportPort(Fields transport, Protocol protocol) {
    Fields port = transport.object("destinationPort", ObjectType.CLUSTER_POLICY_PORT);
    if (port == null) {
      return PolicyPort.Range.allOf(protocol);
    }
    if (port.has("number") == port.has("range")) {
      port.problem("must have either number or range");
      return null;
    }
    Fields range = port.object("range", ObjectType.CLUSTER_POLICY_PORT_RANGE);
    return range == null
        ? range(port, protocol, port.integer("number"), port.integer("number"))
        : range(range, protocol, range.integer("start"), range.integer("end"));
  }

  private static List<PolicyPort> ports(Fields rule) {
    List<PolicyPort> ports = new ArrayList<>();
    for (Fields each : rule.objects("ports", ObjectType.ADMIN_POLICY_PORT)) {
      Fields number = each.object("portNumber", ObjectType.ADMIN_POLICY_PORT_NUMBER);
      Fields range = each.object("portRange", ObjectType.ADMIN_POLICY_PORT_RANGE);
      int found = (number == null ? 0 : 1) + (range == null ? 0 : 1);
      found += each.has("namedPort") ? 1 : 0;
      if (found != 1) {
        each.problem("must have exactly one of portNumber, portRange and namedPort");
        continue;
      }
      PolicyPort port = null;
      if (number != null) {
        Integer first = number.integer("port");
        port = range(number, PolicyReader.protocol(number, "protocol"), first, first);
      } else if (range != null) {
        Protocol protocol = PolicyReader.protocol(range, "protocol");
        port = range(range, protocol, range.integer("start"), range.integer("end"));
      } else {
        addNamed(each, "namedPort", ports);
      }
      if (port != null) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static @Nullable PolicyPort range(
      Fields fields, @Nullable Protocol protocol, @Nullable Integer first, @Nullable Integer last) {
    if (first == null || last == null) {
      fields.problem("needs a port number");
      return null;
    }
    boolean valid =
        fields.valid(
            fields.line(), fields.path(), () -> new PolicyPort.Range(Protocol.TCP, first, last));
    return valid && protocol != null ? new PolicyPort.Range(protocol, first, last) : null;
  }

  /** A port name without protocol stands for the port of that name in every protocol. */
  private static void addNamed(Fields fields, String field, List<PolicyPort> ports) {
    String name = fields.text(field);
    for (Protocol protocol : Protocol.values()) {
      PolicyPort port = PolicyReader.named(fields, field, protocol, name);
      if (port == null) {
        return;
      }
      ports.add(port);
    }
  }
}
