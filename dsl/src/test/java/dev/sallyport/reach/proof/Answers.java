package dev.sallyport.reach.proof;

import dev.sallyport.Protocol;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What the naive evaluator says of a pair, over every port of every protocol.
 *
 * @param allowed maximal ranges that are possible
 * @param pluginDependent maximal ranges on which plugins differ
 */
record Answers(List<ConnectionSet.Range> allowed, List<ConnectionSet.Range> pluginDependent) {

  static Answers of(NaiveEvaluator naive, Endpoint from, Endpoint to, List<PortRange> ports) {
    Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
    for (PortRange range : ports) {
      Verdict verdict = naive.verdict(from, to, range.protocol(), range.first());
      if (verdict != Verdict.DENIED) {
        append(verdict == Verdict.ALLOWED ? answers.allowed : answers.pluginDependent, range);
      }
    }
    return answers;
  }

  private static void append(List<ConnectionSet.Range> ranges, PortRange next) {
    int end = ranges.size() - 1;
    Protocol protocol = next.protocol();
    if (end >= 0
        && ranges.get(end).protocol() == protocol
        && ranges.get(end).last() == next.first() - 1) {
      ranges.set(end, new ConnectionSet.Range(protocol, ranges.get(end).first(), next.last()));
    } else {
      ranges.add(new ConnectionSet.Range(protocol, next.first(), next.last()));
    }
  }
}
