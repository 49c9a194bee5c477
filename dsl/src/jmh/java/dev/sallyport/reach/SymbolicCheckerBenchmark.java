package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import java.util.List;
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

/** Tenant isolation of a whole fleet: one invariant per namespace, five policies per namespace. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g"})
public class SymbolicCheckerBenchmark {
  /** Namespaces; there are as many invariants, and five times as many policies. */
  @Param({"1250", "2500", "5000", "10000"})
  public int namespaces;

  private TenantFleet fleet;
  private SymbolicChecker checker;

  /** Makes the fleet. */
  @Setup
  public void setUp() {
    fleet = new TenantFleet(namespaces);
    checker = build();
  }

  /** The checker alone. */
  @Benchmark
  public SymbolicChecker build() {
    return SymbolicChecker.of(fleet.namespaces, fleet.policies)
        .withPodAddresses(List.of(Cidr.parse("10.0.0.0/8")));
  }

  /** All invariants with a checker that is there. */
  @Benchmark
  public int prove() {
    return proven(checker);
  }

  /** Both. */
  @Benchmark
  public int buildAndProve() {
    return proven(build());
  }

  private int proven(SymbolicChecker with) {
    int proven = 0;
    for (Invariant invariant : fleet.invariants) {
      proven += with.prove(invariant).holds() ? 1 : 0;
    }
    return proven;
  }
}
