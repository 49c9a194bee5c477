package dev.sallyport.runtime.junit;

import dev.sallyport.policy.Direction;
import dev.sallyport.runtime.expect.Subject;
import dev.sallyport.runtime.question.AskedPorts;
import dev.sallyport.runtime.question.InvalidQuestionException;
import dev.sallyport.runtime.question.Question;
import java.util.ArrayList;
import java.util.List;

/** Assertions on connections from somebody. Names are as {@link NetworkPoliciesAssert#from}. */
public final class FromAssert {
  private final Failures failures;
  private final Subject from;

  FromAssert(Failures failures, Subject from) {
    this.failures = failures.about(from);
    this.from = from;
  }

  /** A connection is possible, on some port at least; which, can be said behind it. */
  public PortsAssert<FromAssert> reaches(String who) {
    return PortsAssert.reaching(failures, from, new Subject.Named(who), this);
  }

  /**
   * A connection to each of these addresses is possible, on some port at least.
   *
   * @param addresses an address, a CIDR, {@code first-last} or {@code Internet}
   */
  public PortsAssert<FromAssert> reachesOutside(String addresses) {
    if (!isOutside(new Subject.Named(addresses))) {
      failures.fail("\"" + addresses + "\" are no addresses; write reaches for a workload");
    }
    return reaches(addresses);
  }

  /** No connection is possible, on no port and with no plugin. */
  public FromAssert doesNotReach(String who) {
    failures.check(from, new Subject.Named(who), AskedPorts.ANY, false);
    return this;
  }

  /**
   * Each of these is reached, on some port at least, and nobody else: no other workload that is
   * known, no other pod of its own, and no other address outside the cluster.
   */
  public FromAssert reachesOnly(String... who) {
    List<Subject> named = named(who);
    if (allAreThere(failures, named)) {
      named.forEach(each -> failures.check(from, each, AskedPorts.ANY, true));
      failures.check(from, new Subject.Others(named, !isOutside(from)), AskedPorts.ANY, false);
    }
    return this;
  }

  /** Nobody is reached: no workload that is known, and no address outside the cluster. */
  public FromAssert reachesNobody() {
    return reachesOnly();
  }

  /** No address outside the cluster is reached. */
  public FromAssert doesNotReachOutside() {
    failures.check(from, new Subject.Named("0.0.0.0/0"), AskedPorts.ANY, false);
    failures.check(from, new Subject.Named("::/0"), AskedPorts.ANY, false);
    return this;
  }

  /** Policies isolate it for ingress and for egress. */
  public FromAssert isIsolated() {
    failures.checkIsolated(from, List.of(Direction.INGRESS, Direction.EGRESS));
    return this;
  }

  /** A policy isolates it for ingress. */
  public FromAssert isIsolatedForIngress() {
    failures.checkIsolated(from, List.of(Direction.INGRESS));
    return this;
  }

  /** A policy isolates it for egress. */
  public FromAssert isIsolatedForEgress() {
    failures.checkIsolated(from, List.of(Direction.EGRESS));
    return this;
  }

  /** Fails for each who is not there. */
  static boolean allAreThere(Failures failures, List<Subject> subjects) {
    boolean all = true;
    for (Subject each : subjects) {
      all &= failures.require(each);
    }
    return all;
  }

  static List<Subject> named(String... who) {
    List<Subject> named = new ArrayList<>(who.length);
    for (String each : who) {
      named.add(new Subject.Named(each));
    }
    return named;
  }

  /** Whether somebody is outside the cluster: policies don't speak of two such ends. */
  static boolean isOutside(Subject subject) {
    try {
      return subject.toString().equals("Internet")
          || Question.addresses(subject.toString()).isPresent();
    } catch (InvalidQuestionException e) {
      return false;
    }
  }
}
