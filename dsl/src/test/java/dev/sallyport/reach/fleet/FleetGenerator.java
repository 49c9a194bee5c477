package dev.sallyport.reach.fleet;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fleets as large organisations run them, from a seed: tenants with a few namespaces each, a
 * handful of workloads in every namespace, replicas with labels that no policy mentions, default
 * deny, rules between workloads, and what every cluster has: DNS, an ingress controller,
 * monitoring.
 *
 * <p>The same shape and seed give the same fleet.
 */
public final class FleetGenerator {
  private static final Origin ORIGIN = new Origin("generated", "");
  private static final String[] TIERS = {"frontend", "backend", "cache", "database", "worker"};
  private static final PolicyPort DNS_UDP = new PolicyPort.Range(Protocol.UDP, 53, 53);
  private static final PolicyPort DNS_TCP = new PolicyPort.Range(Protocol.TCP, 53, 53);
  private static final int[] NUMBERS = {80, 443, 3306, 5432, 6379, 8080, 8443, 9090};

  private final Random random;
  private final Shape shape;
  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();

  /**
   * The size of a fleet.
   *
   * @param pods how many pods
   * @param namespaces how many namespaces, three of the system included
   * @param policies how many NetworkPolicies
   */
  public record Shape(int pods, int namespaces, int policies) {
    /** 1,000 pods, 60 namespaces, 404 policies. */
    public static final Shape SMALL = new Shape(1_000, 60, 404);

    /** A real cluster that is dense in policies: more of them than pods. */
    public static final Shape DENSE = new Shape(5_413, 604, 13_678);

    /** 10,000 pods, 1,000 namespaces, 10,000 policies. */
    public static final Shape MEDIUM = new Shape(10_000, 1_000, 10_000);

    /** 150,000 pods, 10,000 namespaces, 50,000 policies. */
    public static final Shape LARGE = new Shape(150_000, 10_000, 50_000);
  }

  private FleetGenerator(Shape shape, long seed) {
    this.shape = shape;
    this.random = new Random(seed);
  }

  /** The fleet of a shape and a seed. */
  public static Snapshot generate(Shape shape, long seed) {
    FleetGenerator generator = new FleetGenerator(shape, seed);
    generator.system();
    generator.tenants();
    return Snapshot.of(generator.namespaces, generator.pods, generator.policies);
  }

  /**
   * The same with what platform teams put above and below NetworkPolicies: monitoring may come in
   * everywhere, the metadata service is out of reach, tenants of production leave the decision to
   * NetworkPolicies, staging doesn't reach production, and what nobody isolates is closed to other
   * stages by default.
   */
  public static Snapshot withClusterPolicies(Snapshot snapshot) {
    Selector production = Selector.parse("stage=production");
    Selector staging = Selector.parse("stage=staging");
    Selector system = Selector.parse("purpose=system");
    Selector tenants = Selector.parse("tenant");
    PolicyPort metrics = new PolicyPort.Named(Protocol.TCP, "metrics");
    List<ClusterPolicy> policies =
        List.of(
            cluster(
                "monitoring",
                Tier.ADMIN,
                10,
                Selector.EVERYTHING,
                List.of(
                    cluster(ClusterAction.ACCEPT, in(system, "app=prometheus"), metrics),
                    cluster(ClusterAction.PASS, in(system, ""), PolicyPort.EVERY)),
                List.of()),
            cluster(
                "metadata-service",
                Tier.ADMIN,
                20,
                tenants,
                List.of(),
                List.of(
                    cluster(
                        ClusterAction.DENY,
                        new Peer.IpBlock(Cidr.parse("169.254.169.254/32"), List.of()),
                        PolicyPort.EVERY))),
            cluster(
                "dns",
                Tier.ADMIN,
                30,
                tenants,
                List.of(),
                List.of(
                    cluster(ClusterAction.ACCEPT, in(system, "k8s-app=kube-dns"), DNS_UDP),
                    cluster(ClusterAction.ACCEPT, in(system, "k8s-app=kube-dns"), DNS_TCP))),
            cluster(
                "stages",
                Tier.ADMIN,
                40,
                production,
                List.of(
                    cluster(ClusterAction.PASS, in(production, ""), PolicyPort.EVERY),
                    cluster(ClusterAction.DENY, in(staging, "tier notin (frontend)"), DNS_TCP),
                    cluster(
                        ClusterAction.DENY,
                        in(staging, "tier=worker"),
                        new PolicyPort.Range(Protocol.TCP, 3000, 6999))),
                List.of()),
            cluster(
                "default",
                Tier.BASELINE,
                0,
                tenants,
                List.of(
                    cluster(ClusterAction.ACCEPT, in(system, ""), PolicyPort.EVERY),
                    cluster(ClusterAction.DENY, in(tenants, "tier=cache"), PolicyPort.EVERY)),
                List.of()));
    return new Snapshot(snapshot.namespaces(), snapshot.pods(), snapshot.policies(), policies);
  }

  private static ClusterPolicy cluster(
      String name,
      Tier tier,
      int priority,
      Selector namespaces,
      List<ClusterRule> ingress,
      List<ClusterRule> egress) {
    return new ClusterPolicy(
        name, tier, priority, namespaces, Selector.EVERYTHING, ingress, egress, ORIGIN);
  }

  private static ClusterRule cluster(ClusterAction action, Peer peer, PolicyPort port) {
    return new ClusterRule("", action, List.of(peer), List.of(port), List.of());
  }

  private static Peer in(Selector namespaces, String pods) {
    return new Peer.PodsInNamespaces(
        namespaces, pods.isEmpty() ? Selector.EVERYTHING : Selector.parse(pods));
  }

  private void system() {
    for (String name : List.of("kube-system", "ingress", "monitoring")) {
      namespaces.add(Namespace.of(name, Map.of("purpose", "system")));
    }
    replicas("kube-system", "kube-dns", Map.of("k8s-app", "kube-dns"), 4, "dns", 53, Protocol.UDP);
    replicas("ingress", "nginx", Map.of("app", "nginx"), 6, "https", 8443, Protocol.TCP);
    replicas("monitoring", "prometheus", Map.of("app", "prometheus"), 2, "web", 9090, Protocol.TCP);
  }

  private void tenants() {
    int count = shape.namespaces - 3;
    int podsLeft = shape.pods - pods.size();
    int policiesLeft = shape.policies;
    for (int n = 0; n < count; n++) {
      String tenant = "tenant-" + n / 8;
      String name = "ns-" + n;
      namespaces.add(
          Namespace.of(
              name, Map.of("tenant", tenant, "stage", n % 3 == 0 ? "production" : "staging")));
      int podsHere = share(podsLeft, count - n);
      int policiesHere = share(policiesLeft, count - n);
      podsLeft -= podsHere;
      policiesLeft -= policiesHere;
      List<String> apps = workloads(name, podsHere);
      policies(name, tenant, apps, policiesHere);
    }
  }

  /** About what is left for each, at random, but all of it in the end. */
  private int share(int left, int places) {
    if (places == 1) {
      return left;
    }
    int mean = left / places;
    return Math.min(left - (places - 1), Math.max(1, mean / 2 + random.nextInt(mean + 1)));
  }

  private List<String> workloads(String namespace, int podsHere) {
    List<String> apps = new ArrayList<>();
    int left = podsHere;
    while (left > 0) {
      int replicas = Math.min(left, 1 + random.nextInt(5));
      int number = apps.size();
      String app = TIERS[number % TIERS.length] + "-" + number;
      apps.add(app);
      replicas(
          namespace,
          app,
          Map.of(
              "app", app, "tier", TIERS[number % TIERS.length], "version", "v" + random.nextInt(4)),
          replicas,
          number % 3 == 0 ? "http" : number % 3 == 1 ? "grpc" : "metrics",
          NUMBERS[random.nextInt(NUMBERS.length)],
          Protocol.TCP);
      left -= replicas;
    }
    return apps;
  }

  private void replicas(
      String namespace,
      String app,
      Map<String, String> labels,
      int count,
      String portName,
      int port,
      Protocol protocol) {
    String revision = Integer.toHexString(random.nextInt());
    for (int i = 0; i < count; i++) {
      Map<String, String> all = new TreeMap<>(labels);
      all.put("pod-template-hash", revision);
      all.put("app.kubernetes.io/managed-by", "helm");
      int number = pods.size();
      IpAddress address = new IpAddress(false, 0, 0x0A00_0000L + number + 1);
      pods.add(
          new Pod(
              namespace,
              app + "-" + revision + "-" + i,
              all,
              List.of(
                  new ContainerPort(portName, port, protocol),
                  new ContainerPort("metrics-x", 9102, Protocol.TCP)),
              List.of(address),
              false,
              Phase.LIVE));
    }
  }

  private void policies(String namespace, String tenant, List<String> apps, int count) {
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        boolean both = random.nextInt(3) == 0;
        policies.add(
            policy(
                namespace,
                "default-deny",
                Selector.EVERYTHING,
                both ? EnumSet.allOf(Direction.class) : EnumSet.of(Direction.INGRESS),
                List.of(),
                both ? List.of(dns()) : List.of()));
      } else if (i == 1) {
        policies.add(
            policy(
                namespace,
                "platform",
                Selector.EVERYTHING,
                EnumSet.of(Direction.INGRESS),
                List.of(
                    rule(
                        system("monitoring", "prometheus"),
                        random.nextInt(4) == 0
                            ? new PolicyPort.Named(Protocol.TCP, "metrics")
                            : new PolicyPort.Range(Protocol.TCP, 9102, 9102))),
                List.of()));
      } else {
        policies.add(workload(namespace, tenant, apps, i));
      }
    }
  }

  private Policy workload(String namespace, String tenant, List<String> apps, int number) {
    String app = apps.get(random.nextInt(apps.size()));
    Selector subject = Selector.ofLabels(Map.of("app", app));
    List<Rule> ingress = new ArrayList<>();
    List<Rule> egress = new ArrayList<>();
    Set<Direction> directions = EnumSet.of(Direction.INGRESS);
    int rules = 1 + random.nextInt(2);
    for (int i = 0; i < rules; i++) {
      ingress.add(rule(peer(tenant, apps), port()));
    }
    if (app.startsWith("frontend") && random.nextInt(2) == 0) {
      ingress.add(rule(system("ingress", "nginx"), port()));
    }
    if (random.nextInt(5) == 0) {
      directions = EnumSet.allOf(Direction.class);
      egress.add(dns());
      egress.add(rule(peer(tenant, apps), port()));
      if (random.nextInt(2) == 0) {
        egress.add(
            rule(
                new Peer.IpBlock(Cidr.parse("0.0.0.0/0"), List.of(Cidr.parse("169.254.0.0/16"))),
                new PolicyPort.Range(Protocol.TCP, 443, 443)));
      }
    }
    return policy(namespace, app + "-" + number, subject, directions, ingress, egress);
  }

  private Peer peer(String tenant, List<String> apps) {
    switch (random.nextInt(12)) {
      case 0:
        return new Peer.PodsInNamespaces(
            Selector.ofLabels(Map.of("tenant", tenant)), Selector.EVERYTHING);
      case 1:
        return new Peer.PodsInNamespaces(
            Selector.ofLabels(Map.of("tenant", tenant)),
            Selector.ofLabels(Map.of("tier", TIERS[random.nextInt(TIERS.length)])));
      case 2:
        return new Peer.Pods(
            new Selector(
                Map.of(),
                List.of(
                    new Requirement(
                        "tier",
                        random.nextBoolean() ? Operator.IN : Operator.NOT_IN,
                        List.of(TIERS[random.nextInt(TIERS.length)], TIERS[0])))));
      case 3:
        return new Peer.Pods(Selector.EVERYTHING);
      default:
        return new Peer.Pods(
            Selector.ofLabels(Map.of("app", apps.get(random.nextInt(apps.size())))));
    }
  }

  private PolicyPort port() {
    switch (random.nextInt(6)) {
      case 0:
        return new PolicyPort.Named(Protocol.TCP, random.nextBoolean() ? "http" : "grpc");
      case 1:
        return new PolicyPort.Range(Protocol.TCP, 8000, 8999);
      default:
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        return new PolicyPort.Range(Protocol.TCP, number, number);
    }
  }

  private static Rule dns() {
    return new Rule(
        List.of(
            new Peer.PodsInNamespaces(
                Selector.ofLabels(Map.of(Namespace.NAME_LABEL, "kube-system")),
                Selector.ofLabels(Map.of("k8s-app", "kube-dns")))),
        List.of(DNS_UDP, DNS_TCP),
        List.of());
  }

  private static Peer system(String namespace, String app) {
    return new Peer.PodsInNamespaces(
        Selector.ofLabels(Map.of(Namespace.NAME_LABEL, namespace)),
        Selector.ofLabels(Map.of("app", app)));
  }

  private static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }

  private static Policy policy(
      String namespace,
      String name,
      Selector subject,
      Set<Direction> directions,
      List<Rule> ingress,
      List<Rule> egress) {
    return new Policy(namespace, name, subject, directions, ingress, egress, ORIGIN);
  }
}
