package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The engine against the naive evaluator: every pair of a fleet, on every port. */
class ConnectionsTest {

  @Test
  void are_those_of_the_naive_evaluator_on_random_fleets() {
    Trials.of(20_000, 1_000_000, ConnectionsTest::agree);
  }

  /** Where peers are shared by many, pods fall into groups: some pairs of each fleet. */
  @Test
  void are_those_of_the_naive_evaluator_on_crowds() {
    Trials.of(250, 20_000, SmallFleets::crowd, ConnectionsTest::agreeOnSomePairs);
  }

  private static void agreeOnSomePairs(Sample sample, SplittableRandom random) {
    Snapshot snapshot = sample.before();
    Reachability engine = Reachability.of(snapshot, sample.profile());
    NaiveEvaluator naive = new NaiveEvaluator(snapshot, sample.profile());
    List<PortRange> ports = PortRange.of(snapshot);
    for (int i = 0; i < 150 && !snapshot.pods().isEmpty(); i++) {
      agree(
          engine,
          naive,
          pick(snapshot.pods(), random),
          pick(snapshot.pods(), random),
          ports,
          random);
    }
  }

  private static void agree(Sample sample, SplittableRandom random) {
    Snapshot snapshot = sample.before();
    Reachability engine = Reachability.of(snapshot, sample.profile());
    NaiveEvaluator naive = new NaiveEvaluator(snapshot, sample.profile());
    List<PortRange> ports = PortRange.of(snapshot);
    List<Endpoint> ends = new ArrayList<>(snapshot.pods());
    List<AddressRange> pieces = AddressPieces.of(snapshot);
    for (int i = 0; i < 3; i++) {
      AddressRange piece = pieces.get(random.nextInt(pieces.size()));
      ends.add(AddressRange.of(random.nextBoolean() ? piece.first() : piece.last()));
    }
    for (Endpoint from : ends) {
      for (Endpoint to : ends) {
        if (from instanceof Pod || to instanceof Pod) {
          agree(engine, naive, from, to, ports, random);
        }
      }
    }
    Pod pod = snapshot.pods().isEmpty() ? null : pick(snapshot.pods(), random);
    if (pod != null) {
      agreeOnPod(engine, naive, pod, ports, random);
      agreeOnRange(engine, naive, pod, pieces, ports, random);
    }
  }

  private static void agree(
      Reachability engine,
      NaiveEvaluator naive,
      Endpoint from,
      Endpoint to,
      List<PortRange> ports,
      SplittableRandom random) {
    Answers expected = Answers.of(naive, from, to, ports);
    same(expected.allowed(), engine.connections(from, to).ranges(), "connections", from, to);
    same(
        expected.pluginDependent(),
        engine.pluginDependent(from, to).ranges(),
        "plugin-dependent",
        from,
        to);
    PortRange range = pick(ports, random);
    int port = random.nextBoolean() ? range.first() : range.last();
    same(
        naive.verdict(from, to, range.protocol(), port),
        engine.verdict(from, to, range.protocol(), port),
        "verdict on " + range.protocol() + " " + port,
        from,
        to);
  }

  private static void agreeOnPod(
      Reachability engine,
      NaiveEvaluator naive,
      Pod pod,
      List<PortRange> ports,
      SplittableRandom random) {
    PortRange range = pick(ports, random);
    same(
        naive.throughService(pod, range.protocol(), range.last()),
        engine.throughService(pod, range.protocol(), range.last()),
        "through a Service on " + range,
        pod,
        pod);
    Pod other = pick(engine.snapshot().pods(), random);
    same(
        naive.otherProtocols(pod, other, ports),
        engine.otherProtocols(pod, other),
        "other protocols",
        pod,
        other);
  }

  /** An answer about a range is one about each of its addresses. */
  private static void agreeOnRange(
      Reachability engine,
      NaiveEvaluator naive,
      Pod pod,
      List<AddressRange> pieces,
      List<PortRange> ports,
      SplittableRandom random) {
    int first = random.nextInt(pieces.size());
    int last = first;
    while (last + 1 < pieces.size()
        && pieces.get(last + 1).isIpv6() == pieces.get(first).isIpv6()
        && random.nextBoolean()) {
      last++;
    }
    AddressRange range = new AddressRange(pieces.get(first).first(), pieces.get(last).last());
    ConnectionSet in = ConnectionSet.ALL;
    ConnectionSet out = ConnectionSet.ALL;
    for (int i = first; i <= last; i++) {
      AddressRange one = AddressRange.of(pieces.get(i).last());
      in = in.intersect(Version.set(Answers.of(naive, one, pod, ports).allowed()));
      out = out.intersect(Version.set(Answers.of(naive, pod, one, ports).allowed()));
    }
    same(in, engine.connections(range, pod), "connections", range, pod);
    same(out, engine.connections(pod, range), "connections", pod, range);
  }

  private static void same(
      Object expected, Object actual, String what, Endpoint from, Endpoint to) {
    if (!expected.equals(actual)) {
      assertThat(actual).as("%s of %s -> %s", what, from.id(), to.id()).isEqualTo(expected);
    }
  }

  private static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
