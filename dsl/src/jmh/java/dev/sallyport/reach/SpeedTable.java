package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.fleet.FleetGenerator;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Measures the engine on four sizes of fleets and prints the table of the module's README.
 *
 * <p>Each step runs in one thread, warm; the minimum says most on a busy machine. Percentiles are
 * over single events.
 */
public final class SpeedTable {
  private final PrintStream out;
  private final Random random = new Random(7);

  private SpeedTable(PrintStream out) {
    this.out = out;
  }

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
    SpeedTable table = new SpeedTable(System.out);
    for (String name :
        shapes.length > 0 ? shapes : new String[] {"SMALL", "DENSE", "MEDIUM", "LARGE"}) {
      table.measure(shape(name));
    }
  }

  private void measure(FleetGenerator.Shape shape) {
    Snapshot snapshot = FleetGenerator.generate(shape, 1);
    out.printf(
        Locale.ROOT,
        "%n%,d pods, %,d namespaces, %,d policies%n",
        shape.pods(),
        shape.namespaces(),
        shape.policies());
    int runs = shape.pods() > 50_000 ? 25 : 60;
    time("build + exact all pairs", runs, () -> reachability(snapshot).engine());
    Reachability before = reachability(snapshot);
    Reachability.Engine engine = before.engine();
    World world = engine.world().orElseThrow();
    int classes = engine.classes().size();
    time("all pairs alone", runs, () -> world.allPairs(classes, QuotientMatrix.LARGE));
    out.printf(
        Locale.ROOT,
        "  %-28s %.2f MB for %,d classes%n",
        "size of that answer",
        world.quotient().bytes() / 1e6,
        classes);
    queries(snapshot, before);
    List<Policy> policies = new ArrayList<>(snapshot.policies());
    for (int i = 0; i < 10; i++) {
      policies.remove(random.nextInt(policies.size()));
    }
    Reachability after =
        reachability(Snapshot.of(snapshot.namespaces(), snapshot.pods(), policies));
    after.engine();
    time("diff, 10 policies removed", runs, () -> ConnectivityDiff.between(before, after));
    heap(snapshot);
    live(snapshot);
    tiers(snapshot, runs / 5);
  }

  /** The same fleet with five cluster policies. */
  private void tiers(Snapshot snapshot, int runs) {
    Snapshot with = FleetGenerator.withClusterPolicies(snapshot);
    time("tiers: build + all pairs", runs, () -> reachability(with).engine());
    Reachability before = reachability(with);
    out.printf(
        Locale.ROOT,
        "  %-28s %.2f MB%n",
        "tiers: size of that answer",
        before.engine().world().orElseThrow().quotient().bytes() / 1e6);
    time("tiers: matrix", runs, before::matrix);
    Reachability after =
        reachability(
            new Snapshot(
                with.namespaces(),
                with.pods(),
                with.policies(),
                with.clusterPolicies().subList(1, with.clusterPolicies().size())));
    after.engine();
    time("tiers: diff, one removed", runs, () -> ConnectivityDiff.between(before, after));
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
        "1,000 verdicts",
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
        "1,000 explanations",
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
    out.printf(Locale.ROOT, "  %-28s %.1f MB%n", "heap above the input", (full - empty) / 1e6);
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
    LiveReachability live = LiveReachability.of(snapshot, PluginProfile.CILIUM_LIKE);
    int events = 4_000;
    long[] policy = new long[2 * events];
    for (int i = 0; i < events; i++) {
      Policy each = snapshot.policies().get(random.nextInt(snapshot.policies().size()));
      long start = System.nanoTime();
      live.apply(new ClusterEvent.PolicyRemoved(each.namespace(), each.name())).rows();
      long middle = System.nanoTime();
      live.apply(new ClusterEvent.PolicyApplied(each)).rows();
      policy[2 * i] = middle - start;
      policy[2 * i + 1] = System.nanoTime() - middle;
    }
    percentiles("policy changed, exact delta", policy);
    long[] known = new long[events];
    long[] fresh = new long[events];
    for (int i = 0; i < events; i++) {
      Pod pod = snapshot.pods().get(random.nextInt(snapshot.pods().size()));
      known[i] = add(live, pod, pod.name() + "-again" + i, pod.labels());
      Map<String, String> labels = new TreeMap<>(pod.labels());
      labels.put("app", "new-" + i);
      fresh[i] = add(live, pod, pod.name() + "-new" + i, labels);
    }
    percentiles("pod added, known class", known);
    percentiles("pod added, new class", fresh);
  }

  private static long add(
      LiveReachability live, Pod like, String name, Map<String, String> labels) {
    Pod pod =
        new Pod(like.namespace(), name, labels, like.ports(), like.addresses(), false, Phase.LIVE);
    ClusterEvent event = new ClusterEvent.PodApplied(pod);
    long start = System.nanoTime();
    live.apply(event);
    return System.nanoTime() - start;
  }

  private void percentiles(String what, long[] nanos) {
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "  %-28s p50 %.1f us, p99 %.1f us, min %.2f us%n",
        what,
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
    out.printf(
        Locale.ROOT,
        "  %-28s min %.3f ms, median %.3f ms%s%n",
        what,
        wall[0] / 1e6,
        wall[runs / 2] / 1e6,
        sink == 0 ? "!" : "");
  }
}
