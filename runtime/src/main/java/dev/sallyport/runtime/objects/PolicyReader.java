package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a NetworkPolicy: validates as the API server does when it creates one, and applies its
 * defaults. Everything that is wrong is reported at once.
 *
 * <p>Stricter than the API server in one place: an empty item of a list (a dash with nothing behind
 * it), which the server reads as <code>{}</code> and so as "all", is refused.
 *
 * <p>Source: Kubernetes API documentation, {@code networking.k8s.io/v1} NetworkPolicy; its
 * validation and its defaults.
 */
final class PolicyReader {
  private PolicyReader() {}

  /** Reads a policy; null if it must be refused. */
  static @Nullable Policy read(Fields object, String defaultNamespace) {
    Metadata metadata = Metadata.readOfPolicy(object, defaultNamespace);
    Place place = new Place(object.reading().source(), object.line());
    Selector pods = null;
    List<Rule> ingress = List.of();
    List<Rule> egress = List.of();
    Set<Direction> directions = Collections.unmodifiableSet(EnumSet.of(Direction.INGRESS));
    Fields spec = object.object("spec", ObjectType.NETWORK_POLICY_SPEC);
    object.status();
    if (spec != null) {
      pods = SelectorReader.read(spec, "podSelector");
      ingress = rules(spec, "ingress", "from", ObjectType.NETWORK_POLICY_INGRESS_RULE);
      egress = rules(spec, "egress", "to", ObjectType.NETWORK_POLICY_EGRESS_RULE);
      directions = directions(spec);
    }
    if (object.reading().isRefused()) {
      return null;
    }
    return new Policy(
        metadata.namespace(),
        metadata.name(),
        pods == null ? Selector.EVERYTHING : pods,
        directions,
        ingress,
        egress,
        new Origin(place.toString(), ""));
  }

  private static Set<Direction> directions(Fields spec) {
    List<Fields.Item> types = spec.strings("policyTypes");
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    if (types.size() > 2) {
      spec.problem("policyTypes", "has " + types.size() + " entries, and 2 are the most");
      return directions;
    }
    for (Fields.Item type : types) {
      switch (type.text()) {
        case "Ingress" -> directions.add(Direction.INGRESS);
        case "Egress" -> directions.add(Direction.EGRESS);
        default ->
            spec.reading()
                .problem(
                    type.line(),
                    type.path(),
                    "\"" + type.text() + "\" is no policy type; write Ingress or Egress");
      }
    }
    if (types.isEmpty()) {
      directions.add(Direction.INGRESS);
      if (!spec.items("egress").isEmpty()) {
        directions.add(Direction.EGRESS);
      }
    }
    return directions;
  }

  private static List<Rule> rules(Fields spec, String name, String peersName, ObjectType type) {
    List<Rule> rules = new ArrayList<>();
    for (Fields rule : spec.objects(name, type)) {
      List<Peer> peers = new ArrayList<>();
      for (Fields peer : rule.objects(peersName, ObjectType.NETWORK_POLICY_PEER)) {
        Peer read = peer(peer);
        if (read != null) {
          peers.add(read);
        }
      }
      List<PolicyPort> ports = new ArrayList<>();
      for (Fields port : rule.objects("ports", ObjectType.NETWORK_POLICY_PORT)) {
        PolicyPort read = port(port);
        if (read != null) {
          ports.add(read);
        }
      }
      if (rule.reading().isRefused()) {
        continue; // what was dropped must not turn "some" into "all"
      }
      Origin origin =
          new Origin(new Place(rule.reading().source(), rule.line()) + " " + rule.path(), "");
      rules.add(
          new Rule(
              peers.isEmpty() ? List.of(Peer.ANYONE) : peers,
              ports.isEmpty() ? List.of(PolicyPort.EVERY) : ports,
              List.of(origin)));
    }
    return rules;
  }

  private static @Nullable Peer peer(Fields peer) {
    Selector pods = SelectorReader.read(peer, "podSelector");
    Selector namespaces = SelectorReader.read(peer, "namespaceSelector");
    Peer block = peer.has("ipBlock") ? block(peer) : null;
    if (peer.has("ipBlock")) {
      if (pods != null || namespaces != null) {
        peer.problem("an ipBlock stands alone; put it into an entry of its own");
      }
      return block;
    }
    if (namespaces != null) {
      return new Peer.PodsInNamespaces(namespaces, pods == null ? Selector.EVERYTHING : pods);
    }
    if (pods != null) {
      return new Peer.Pods(pods);
    }
    peer.problem("names nobody; write a podSelector, a namespaceSelector or an ipBlock");
    return null;
  }

  private static @Nullable Peer block(Fields peer) {
    Fields block = peer.object("ipBlock", ObjectType.IP_BLOCK);
    if (block == null) {
      return null;
    }
    String text = block.text("cidr");
    List<Fields.Item> exceptions = block.strings("except");
    if (text.isEmpty()) {
      block.problem("cidr", "is missing");
      return null;
    }
    Cidr cidr = cidr(block, block.line("cidr"), block.path("cidr"), text);
    if (cidr == null) {
      return null;
    }
    Set<Cidr> except = new TreeSet<>();
    for (Fields.Item item : exceptions) {
      Cidr exception = cidr(block, item.line(), item.path(), item.text());
      if (exception != null
          && block.valid(
              item.line(), item.path(), () -> new Peer.IpBlock(cidr, List.of(exception)))) {
        except.add(exception);
      }
    }
    return new Peer.IpBlock(cidr, List.copyOf(except));
  }

  static @Nullable Cidr cidr(Fields fields, int line, String path, String text) {
    try {
      return Cidr.parse(text);
    } catch (InvalidValueException e) {
      fields.reading().problem(line, path, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable PolicyPort port(Fields port) {
    Protocol protocol = protocol(port, "protocol");
    Integer[] number = new Integer[1];
    String[] name = new String[1];
    port.intOrString("port", n -> number[0] = n, n -> name[0] = n);
    Integer end = port.integer("endPort");
    if (end != null && (end < 1 || end > 65_535)) {
      port.problem("endPort", end + " is not a port number; it must be 1 to 65535");
    }
    if (end != null && name[0] != null) {
      port.problem("endPort", "a named port has no range; give numbers, or remove endPort");
    } else if (end != null && number[0] == null) {
      port.problem("endPort", "needs a port to start from");
    } else if (end != null && number[0] != null && end < number[0]) {
      port.problem("endPort", end + " is below port " + number[0]);
    }
    if (number[0] != null) {
      int first = number[0];
      boolean valid = port.valid("port", () -> PolicyPort.number(first));
      return valid && !port.reading().isRefused() && protocol != null
          ? new PolicyPort.Range(protocol, first, end == null ? first : end)
          : null;
    }
    if (name[0] != null) {
      return named(port, "port", protocol, name[0]);
    }
    return protocol == null || port.has("port") ? null : PolicyPort.Range.allOf(protocol);
  }

  static @Nullable PolicyPort named(
      Fields port, String field, @Nullable Protocol protocol, String name) {
    if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      port.problem(
          field, "\"" + name + "\" in quotes is the name of a port; write " + name + " without");
      return null;
    }
    Protocol any = protocol == null ? Protocol.TCP : protocol;
    boolean valid = port.valid(field, () -> new PolicyPort.Named(any, name));
    return valid && protocol != null ? new PolicyPort.Named(protocol, name) : null;
  }

  /** A protocol, TCP if absent; null if it is none. */
  static @Nullable Protocol protocol(Fields fields, String name) {
    if (!fields.has(name)) {
      return Protocol.TCP;
    }
    String text = fields.string(name);
    for (Protocol protocol : Protocol.values()) {
      if (protocol.name().equals(text)) {
        return protocol;
      }
    }
    if (text != null) {
      fields.problem(name, "\"" + text + "\" is no protocol; write TCP, UDP or SCTP");
    }
    return null;
  }
}
