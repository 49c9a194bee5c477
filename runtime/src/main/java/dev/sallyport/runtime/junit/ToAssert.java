package dev.sallyport.runtime.junit;

import dev.sallyport.policy.Direction;
import dev.sallyport.runtime.expect.Subject;
import dev.sallyport.runtime.question.AskedPorts;
import java.util.List;

/** Assertions on connections to somebody. Names are as {@link NetworkPoliciesAssert#from}. */
public final class ToAssert {
  private final Failures failures;
  private final Subject to;

  ToAssert(Failures failures, Subject to) {
    this.failures = failures.about(to);
    this.to = to;
  }

  /** A connection is possible, on some port at least; which, can be said behind it. */
  public PortsAssert<ToAssert> isReachedFrom(String who) {
    return PortsAssert.reaching(failures, new Subject.Named(who), to, this);
  }

  /** No connection is possible, on no port and with no plugin. */
  public ToAssert isNotReachedFrom(String who) {
    failures.check(new Subject.Named(who), to, AskedPorts.ANY, false);
    return this;
  }

  /**
   * Each of these reaches it, on some port at least, and nobody else: no other workload that is
   * known, no other pod of its own, and no other address outside the cluster.
   */
  public ToAssert isReachedOnlyFrom(String... who) {
    List<Subject> named = FromAssert.named(who);
    if (FromAssert.allAreThere(failures, named)) {
      named.forEach(each -> failures.check(each, to, AskedPorts.ANY, true));
      boolean outside = !FromAssert.isOutside(to);
      failures.check(new Subject.Others(named, outside), to, AskedPorts.ANY, false);
    }
    return this;
  }

  /** Nobody reaches it: no workload that is known, and no address outside the cluster. */
  public ToAssert isReachedFromNobody() {
    return isReachedOnlyFrom();
  }

  /** No address outside the cluster reaches it. */
  public ToAssert isNotReachedFromOutside() {
    failures.check(new Subject.Named("0.0.0.0/0"), to, AskedPorts.ANY, false);
    failures.check(new Subject.Named("::/0"), to, AskedPorts.ANY, false);
    return this;
  }

  /** Policies isolate it for ingress and for egress. */
  public ToAssert isIsolated() {
    failures.checkIsolated(to, List.of(Direction.INGRESS, Direction.EGRESS));
    return this;
  }
}
