package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A fleet of tenants with two namespaces each, five policies a namespace: default deny; DNS;
 * traffic inside the tenant on labels and ports; the internet but not private addresses; and
 * metrics for the monitoring namespace. One tenant in a hundred reaches, and is let in by, its
 * neighbour, so that a few invariants fail.
 */
final class TenantFleet {
  final List<Namespace> namespaces = new ArrayList<>();
  final List<Policy> policies = new ArrayList<>();
  final List<Invariant> invariants = new ArrayList<>();

  /** A fleet of so many namespaces, the same for the same number. */
  TenantFleet(int count) {
    Random random = new Random(7);
    for (String name : List.of("monitoring", "kube-system")) {
      namespaces.add(Namespace.of(name, Map.of("tenant", "platform")));
    }
    for (int i = 0; i < count; i++) {
      String tenant = "tenant-" + i / 2;
      String name = "ns-" + i;
      namespaces.add(
          Namespace.of(
              name, Map.of("tenant", tenant, "team", "team-" + i % 97, "stage", "s" + i % 3)));
      policies(name, tenant, random, i, count - 1);
    }
    for (int i = 0; i < count / 2; i++) {
      String tenant = "tenant-" + i;
      Selector others =
          new Selector(
              Map.of(),
              List.of(new Requirement("tenant", Operator.NOT_IN, List.of(tenant, "platform"))));
      Party theirs = Party.allPods().inNamespaces(others);
      Party own = Party.allPods().inNamespaces(Selector.ofLabels(Map.of("tenant", tenant)));
      invariants.add(own.neverReaches(theirs));
      invariants.add(theirs.neverReaches(own));
    }
  }

  private void policies(String namespace, String tenant, Random random, int number, int last) {
    boolean gap = number % 200 == 0 || number % 200 == 199;
    Selector inTenant = Selector.ofLabels(Map.of("tenant", tenant));
    Peer all = new Peer.PodsInNamespaces(inTenant, Selector.EVERYTHING);
    Peer app =
        new Peer.PodsInNamespaces(
            inTenant, Selector.ofLabels(Map.of("app", "app-" + random.nextInt(20))));
    Peer neighbour =
        named(
            "ns-"
                + (number == 0 || number % 200 == 199 && number < last ? number + 1 : number - 1));
    Peer internet =
        new Peer.IpBlock(
            Cidr.parse("0.0.0.0/0"),
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12")));
    Selector pods = Selector.ofLabels(Map.of("app", "app-" + random.nextInt(20)));
    int port = 8000 + random.nextInt(50);
    add(namespace, "default-deny", Selector.EVERYTHING, List.of(), List.of());
    add(
        namespace,
        "dns",
        Selector.EVERYTHING,
        List.of(),
        List.of(
            rule(
                gap ? neighbour : named("kube-system"),
                new PolicyPort.Range(Protocol.UDP, 53, 53))));
    add(
        namespace,
        "tenant",
        pods,
        List.of(rule(all, new PolicyPort.Range(Protocol.TCP, port, port))),
        List.of(rule(app, new PolicyPort.Named(Protocol.TCP, "http"))));
    add(
        namespace,
        "internet",
        pods,
        List.of(),
        List.of(rule(internet, new PolicyPort.Range(Protocol.TCP, 443, 443))));
    add(
        namespace,
        "metrics",
        Selector.EVERYTHING,
        List.of(
            rule(
                gap ? neighbour : named("monitoring"),
                new PolicyPort.Range(
                    gap ? Protocol.UDP : Protocol.TCP, gap ? 53 : 9090, gap ? 53 : 9090))),
        List.of());
  }

  private static Peer named(String namespace) {
    return new Peer.PodsInNamespaces(
        Selector.ofLabels(Map.of(Namespace.NAME_LABEL, namespace)), Selector.EVERYTHING);
  }

  private void add(
      String namespace, String name, Selector pods, List<Rule> ingress, List<Rule> egress) {
    policies.add(
        new Policy(
            namespace,
            name,
            pods,
            EnumSet.allOf(Direction.class),
            ingress,
            egress,
            new Origin(namespace + "/" + name, "")));
  }

  private static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }
}
