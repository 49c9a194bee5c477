package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.fleet.FleetGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the engine costs on a generated fleet. {@link SpeedTable} prints the same as one table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReachabilityBenchmark {
  @Param({"SMALL", "DENSE", "MEDIUM", "LARGE"})
  public String shape = "SMALL";

  private Snapshot snapshot = Snapshot.of(List.of(), List.of(), List.of());
  private Reachability before = Reachability.of(snapshot);
  private Reachability after = before;
  private final Random random = new Random(1);

  @Setup
  public void fleet() {
    snapshot = FleetGenerator.generate(SpeedTable.shape(shape), 1);
    before = Reachability.of(snapshot, PluginProfile.CILIUM_LIKE);
    List<Policy> policies = new ArrayList<>(snapshot.policies());
    for (int i = 0; i < 10; i++) {
      policies.remove(random.nextInt(policies.size()));
    }
    after =
        Reachability.of(
            Snapshot.of(snapshot.namespaces(), snapshot.pods(), policies),
            PluginProfile.CILIUM_LIKE);
    before.engine();
    after.engine();
  }

  private Pod pod() {
    return snapshot.pods().get(random.nextInt(snapshot.pods().size()));
  }

  @Benchmark
  public Object build() {
    return Reachability.of(snapshot, PluginProfile.CILIUM_LIKE).engine();
  }

  @Benchmark
  public Object allPairs() {
    World world = before.engine().world().orElseThrow();
    return world.allPairs(before.engine().classes().size(), QuotientMatrix.LARGE);
  }

  @Benchmark
  public Verdict verdict() {
    return before.verdict(pod(), pod(), Protocol.TCP, 8080);
  }

  @Benchmark
  public Explanation explanation() {
    return before.explain(pod(), pod(), Protocol.TCP, 8080);
  }

  @Benchmark
  public ConnectivityDiff diff() {
    return ConnectivityDiff.between(before, after);
  }
}
