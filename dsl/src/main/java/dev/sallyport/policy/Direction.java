package dev.sallyport.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The direction of traffic as seen from the selected pods: an entry of {@code policyTypes}. */
public enum Direction {
  /** Connections to the selected pods. */
  INGRESS("Ingress"),
  /** Connections from the selected pods. */
  EGRESS("Egress");

  private static final Set<Direction> NONE = of();
  private static final Set<Direction> ONLY_INGRESS = of(INGRESS);
  private static final Set<Direction> ONLY_EGRESS = of(EGRESS);
  private static final Set<Direction> BOTH = of(INGRESS, EGRESS);

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /**
   * The directions that are said, ingress first. All policies share the four sets that there are.
   */
  static Set<Direction> set(boolean ingress, boolean egress) {
    if (ingress) {
      return egress ? BOTH : ONLY_INGRESS;
    }
    return egress ? ONLY_EGRESS : NONE;
  }

  /**
   * Not an EnumSet, whose first use links code at run time on newer JDKs, in every user's compiler;
   * nor {@code Set.of}, whose order differs from run to run.
   */
  private static Set<Direction> of(Direction... directions) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(directions)));
  }

  /** The direction as seen from the other end. */
  public Direction opposite() {
    return this == INGRESS ? EGRESS : INGRESS;
  }

  /** The direction as the API writes it: {@code Ingress} or {@code Egress}. */
  public String text() {
    return text;
  }
}
