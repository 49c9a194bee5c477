package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why one connection is possible or not: what decided at each end.
 *
 * <p>Where the verdict is plugin-dependent, the sides speak of a plugin for which none of the open
 * statements holds, and which lets most through where cluster policies tie; the verdict names those
 * on which it hinges.
 */
public final class Explanation {
  private final Endpoint from;
  private final Endpoint to;
  private final Protocol protocol;
  private final int port;
  private final Verdict verdict;
  private final Optional<AddressFamily> family;
  private final Optional<Side> egress;
  private final Optional<Side> ingress;
  private final Supplier<List<Change>> changes;

  Explanation(
      Endpoint from,
      Endpoint to,
      Protocol protocol,
      int port,
      Verdict verdict,
      Optional<AddressFamily> family,
      Optional<Side> egress,
      Optional<Side> ingress,
      Supplier<List<Change>> changes) {
    this.from = from;
    this.to = to;
    this.protocol = protocol;
    this.port = port;
    this.verdict = verdict;
    this.family = family;
    this.egress = egress;
    this.ingress = ingress;
    this.changes = changes;
  }

  /**
   * What one end says.
   *
   * @param subject the pod
   * @param direction the direction as seen from the pod
   * @param allows whether this end lets the connection through
   * @param reasons what decided; at least one
   */
  public record Side(Pod subject, Direction direction, boolean allows, List<Reason> reasons) {
    /** Creates a side. */
    public Side {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(direction.text()).append(" of ").append(subject.id());
      text.append(allows ? " allows:" : " denies:");
      for (Reason reason : reasons) {
        text.append("\n  ").append(reason);
      }
      return text.toString();
    }
  }

  /** The verdict. */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * The address family of the connection of which the sides speak, where both pods have addresses
   * of both: that over which it is possible or, if it is over neither, more ends allow; IPv4 if
   * both are alike.
   */
  public Optional<AddressFamily> family() {
    return family;
  }

  /** The source's end; empty for an address outside the cluster. */
  public Optional<Side> egress() {
    return egress;
  }

  /** The destination's end; empty for an address outside the cluster. */
  public Optional<Side> ingress() {
    return ingress;
  }

  /**
   * For a denial, the smallest change that allows the connection: one change for each end that
   * denies under the plugin of which the sides speak, to be applied in order; with another plugin
   * that the profile admits, more may be needed. If both change one policy, the second continues
   * from the first. Empty if the connection is not denied, or no policy can allow it. {@code
   * O(policies that isolate)}, computed when asked.
   */
  public List<Change> smallestChange() {
    return changes.get();
  }

  /** The whole explanation, a line for each reason. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(from.id()).append(" -> ").append(to.id()).append(' ').append(protocol);
    text.append(' ').append(port);
    family.ifPresent(each -> text.append(" over ").append(each));
    text.append(": ").append(verdict);
    egress.ifPresent(side -> text.append('\n').append(side));
    ingress.ifPresent(side -> text.append('\n').append(side));
    for (Change change : smallestChange()) {
      text.append("\nto allow it: ").append(change.text());
    }
    return text.toString();
  }
}
