package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.fleet.FleetGenerator;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures the engine on four sizes of fleets and prints the tables of the module's README. In
 * cells with two figures the first is the minimum, the second the median.
 *
 * <p>Each step runs warm; the minimum says most on a busy machine. Percentiles are over single
 * events, of several runs those of the run with the lowest median.
 */
public final class SpeedTable {
  private final Map<String, List<String>> rows = new LinkedHashMap<>();
  private final Random random = new Random(7);

  private SpeedTable() {}

  static FleetGenerator.Shape shape(String name) {
    return switch (name) {
      case "SMALL" -> FleetGenerator.Shape.SMALL;
      case "DENSE" -> FleetGenerator.Shape.DENSE;
      case "MEDIUM" -> FleetGenerator.Shape.MEDIUM;
      default -> FleetGenerator.Shape.LARGE;
    };
  }

  /** Prints the table for the shapes given, or all four. */
  public static void main(String[] shapes) {
    SpeedTable table = new SpeedTable();
    for (String name :
        shapes.length > 0 ? shapes : new String[] {"SMALL", "DENSE", "MEDIUM", "LARGE"}) {
      table.measure(shape(name));
    }
    table.print(System.out);
    table.invariants(System.out);
  }

  private void print(PrintStream out) {
    boolean head = true;
    for (Map.Entry<String, List<String>> row : rows.entrySet()) {
      out.println("| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |");
      if (head) {
        out.println("|---".repeat(row.getValue().size() + 1) + "|");
      }
      head = false;
    }
  }

  private void cell(String row, String format, Object... values) {
    rows.computeIfAbsent(row, r -> new ArrayList<>())
        .add(String.format(Locale.ROOT, format, values));
  }

  /** Each tenant's pods are never reached from another tenant's; one invariant for each. */
  private void invariants(PrintStream out) {
    out.println();
    out.println("| tenants, invariants / policies | build, ms | prove all, ms | both, ms |");
    out.println("|---|---|---|---|");
    for (int tenants : new int[] {1250, 2500, 5000, 10_000}) {
      TenantFleet fleet = new TenantFleet(tenants);
      Supplier<SymbolicChecker> build =
          () ->
              SymbolicChecker.of(fleet.namespaces, fleet.policies)
                  .withPodAddresses(List.of(Cidr.parse("10.0.0.0/8")));
      SymbolicChecker checker = build.get();
      String name =
          String.format(Locale.ROOT, "%,d / %,d", fleet.invariants.size(), fleet.policies.size());
      time(name, 30, build);
      time(name, 30, () -> proven(fleet, checker));
      time(name, 30, () -> proven(fleet, build.get()));
      out.println("| " + name + " | " + String.join(" | ", rows.get(name)) + " |");
    }
  }

  private static Integer proven(TenantFleet fleet, SymbolicChecker checker) {
    int proven = 0;
    for (Invariant invariant : fleet.invariants) {
      proven += checker.prove(invariant).holds() ? 1 : 0;
    }
    return proven;
  }

  private void measure(FleetGenerator.Shape shape) {
    Snapshot snapshot = FleetGenerator.generate(shape, 1);
    cell(
        "pods / namespaces / policies",
        "%,d / %,d / %,d",
        shape.pods(),
        shape.namespaces(),
        shape.policies());
    int runs = shape.pods() > 50_000 ? 25 : 60;
    time("build + exact all pairs, ms", runs, () -> reachability(snapshot).engine());
    Reachability before = reachability(snapshot);
    Worlds.Engine engine = before.engine();
    World world = engine.world().orElseThrow();
    int classes = engine.classes().size();
    time("all pairs alone, ms", runs, () -> world.allPairs(classes, QuotientMatrix.LARGE));
    cell("classes of pods", "%,d", classes);
    cell("size of that answer, MB", "%.2f", world.quotient().bytes() / 1e6);
    queries(snapshot, before);
    List<Policy> policies = new ArrayList<>(snapshot.policies());
    for (int i = 0; i < 10; i++) {
      policies.remove(random.nextInt(policies.size()));
    }
    Reachability after =
        reachability(Snapshot.of(snapshot.namespaces(), snapshot.pods(), policies));
    after.engine();
    time("diff, 10 policies removed, ms", runs, () -> ConnectivityDiff.between(before, after));
    heap(snapshot);
    live(snapshot);
    time("superfluous parts, ms", 3, () -> superfluous(snapshot));
    tiers(snapshot, runs / 5);
  }

  private static int superfluous(Snapshot snapshot) {
    return SymbolicChecker.of(
            snapshot.namespaces(), snapshot.policies(), snapshot.clusterPolicies())
        .redundant()
        .size();
  }

  /** The same fleet with five cluster policies. */
  private void tiers(Snapshot snapshot, int runs) {
    Snapshot with = FleetGenerator.withClusterPolicies(snapshot);
    time("with 5 cluster policies: build + all pairs, ms", runs, () -> reachability(with).engine());
    Reachability before = reachability(with);
    cell(
        "with cluster policies: size of that answer, MB",
        "%.2f",
        before.engine().world().orElseThrow().quotient().bytes() / 1e6);
    time("with cluster policies: matrix, ms", runs, before::matrix);
    Reachability after =
        reachability(
            new Snapshot(
                with.namespaces(),
                with.pods(),
                with.policies(),
                with.clusterPolicies().subList(1, with.clusterPolicies().size())));
    after.engine();
    time(
        "with cluster policies: diff, one removed, ms",
        runs,
        () -> ConnectivityDiff.between(before, after));
    time("with cluster policies: superfluous parts, ms", 3, () -> superfluous(with));
  }

  private static Reachability reachability(Snapshot snapshot) {
    return Reachability.of(snapshot, PluginProfile.CILIUM_LIKE);
  }

  private void queries(Snapshot snapshot, Reachability reachability) {
    int count = 1_000;
    Pod[] from = new Pod[count];
    Pod[] to = new Pod[count];
    for (int i = 0; i < count; i++) {
      int place = random.nextInt(snapshot.pods().size());
      from[i] = snapshot.pods().get(place);
      // Half of the pairs are neighbours, which policies speak of most.
      int other =
          i % 2 == 0
              ? random.nextInt(snapshot.pods().size())
              : Math.min(snapshot.pods().size() - 1, place + 1 + random.nextInt(5));
      to[i] = snapshot.pods().get(other);
    }
    time(
        "1,000 verdicts, ms",
        400,
        () -> {
          int allowed = 0;
          for (int i = 0; i < count; i++) {
            allowed +=
                reachability.verdict(from[i], to[i], Protocol.TCP, 8080) == Verdict.ALLOWED ? 1 : 0;
          }
          return allowed;
        });
    time(
        "1,000 explanations, ms",
        200,
        () -> {
          int reasons = 0;
          for (int i = 0; i < count; i++) {
            Explanation explanation = reachability.explain(from[i], to[i], Protocol.TCP, 8080);
            reasons += explanation.egress().map(side -> side.reasons().size()).orElse(0);
          }
          return reasons;
        });
  }

  private void heap(Snapshot snapshot) {
    long empty = used();
    Reachability held = reachability(snapshot);
    held.engine();
    long full = used();
    double megabytes = (full - empty) / 1e6;
    cell("heap above the input, MB", megabytes < 0.1 ? "< 0.1" : "%.1f", megabytes);
    if (held.snapshot() != snapshot) {
      throw new IllegalStateException("another snapshot");
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void live(Snapshot snapshot) {
    percentiles("policy changed, exact delta, p50 / p99 / min µs", best(snapshot, this::policies));
    percentiles("pod added, known class, p50 / p99 / min µs", best(snapshot, this::known));
    percentiles("pod added, new class, p50 / p99 / min µs", best(snapshot, this::fresh));
    percentiles(
        "ten pods of a workload in a row, each, p50 / p99 / min µs", best(snapshot, this::inRows));
  }

  /** Of some runs, each on a live fleet of its own, that with the lowest median. */
  private static long[] best(
      Snapshot snapshot, BiFunction<LiveReachability, Snapshot, long[]> events) {
    return Stream.generate(() -> LiveReachability.of(snapshot, PluginProfile.CILIUM_LIKE))
        .limit(7)
        .map(live -> events.apply(live, snapshot))
        .peek(Arrays::sort)
        .min(Comparator.comparingLong(nanos -> nanos[nanos.length / 2]))
        .orElseThrow();
  }

  /** Policies go and come again, and each delta is read. */
  private long[] policies(LiveReachability live, Snapshot snapshot) {
    long[] nanos = new long[8_000];
    for (int i = 0; i < nanos.length; i += 2) {
      Policy policy = snapshot.policies().get(random.nextInt(snapshot.policies().size()));
      long start = System.nanoTime();
      live.apply(new ClusterEvent.PolicyRemoved(policy.namespace(), policy.name())).rows();
      long middle = System.nanoTime();
      live.apply(new ClusterEvent.PolicyApplied(policy)).rows();
      nanos[i] = middle - start;
      nanos[i + 1] = System.nanoTime() - middle;
    }
    return nanos;
  }

  /** Each event concerns another workload, most of them one that was not touched for long. */
  private long[] known(LiveReachability live, Snapshot snapshot) {
    long[] nanos = new long[4_000];
    for (int i = 0; i < nanos.length; i++) {
      Pod pod = snapshot.pods().get(random.nextInt(snapshot.pods().size()));
      nanos[i] = add(live, pod, pod.name() + "-again" + i, pod.labels());
    }
    return nanos;
  }

  private long[] fresh(LiveReachability live, Snapshot snapshot) {
    long[] nanos = new long[4_000];
    for (int i = 0; i < nanos.length; i++) {
      Pod pod = snapshot.pods().get(random.nextInt(snapshot.pods().size()));
      Map<String, String> labels = new TreeMap<>(pod.labels());
      labels.put("app", "new-" + i);
      nanos[i] = add(live, pod, pod.name() + "-new" + i, labels);
    }
    return nanos;
  }

  /** Workloads are scaled up, or rolled out anew: one pod after the other. */
  private long[] inRows(LiveReachability live, Snapshot snapshot) {
    long[] nanos = new long[4_000];
    Pod pod = snapshot.pods().get(0);
    for (int i = 0; i < nanos.length; i++) {
      if (i % 10 == 0) {
        pod = snapshot.pods().get(random.nextInt(snapshot.pods().size()));
      }
      nanos[i] = add(live, pod, pod.name() + "-row" + i, pod.labels());
    }
    return nanos;
  }

  /** Adds a pod with words of its own, as it comes out of a watch. */
  private static long add(
      LiveReachability live, Pod like, String name, Map<String, String> labels) {
    Map<String, String> own = new TreeMap<>();
    labels.forEach((key, value) -> own.put(copy(key), copy(value)));
    List<ContainerPort> ports = new ArrayList<>();
    for (ContainerPort port : like.ports()) {
      ports.add(new ContainerPort(copy(port.name()), port.number(), port.protocol()));
    }
    List<IpAddress> addresses = new ArrayList<>();
    for (IpAddress address : like.addresses()) {
      addresses.add(IpAddress.parse(address.toString()));
    }
    Pod pod = new Pod(copy(like.namespace()), name, own, ports, addresses, false, Phase.LIVE);
    ClusterEvent event = new ClusterEvent.PodApplied(pod);
    long start = System.nanoTime();
    live.apply(event);
    return System.nanoTime() - start;
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }

  /** Takes times in ascending order. */
  private void percentiles(String what, long[] nanos) {
    cell(
        what,
        "%.1f / %.1f / %.2f",
        nanos[nanos.length / 2] / 1e3,
        nanos[nanos.length * 99 / 100] / 1e3,
        nanos[0] / 1e3);
  }

  private void time(String what, int runs, Supplier<?> step) {
    long[] wall = new long[runs];
    int sink = 0;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      sink += System.identityHashCode(step.get());
      wall[i] = System.nanoTime() - start;
    }
    Arrays.sort(wall);
    if (sink == 0) {
      throw new IllegalStateException("nothing came of " + what);
    }
    cell(what, "%s / %s", millis(wall[0]), millis(wall[runs / 2]));
  }

  /** Three digits, so that a figure says no more than it knows. */
  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 100 ? "%.1f" : "%.0f", millis);
  }
}
