package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an invariant: this workload can never connect to the named peers, on any port. It is
 * proven over all declared policies; where it fails, the finding shows the path that breaks it.
 *
 * <pre>{@code
 * @NeverReaches(Internet.class)
 * public class LedgerApplication implements Ledger {}
 * }</pre>
 *
 * <p>It adds no rule: NetworkPolicies only allow. It stops the compilation that would break it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface NeverReaches {

  /**
   * The peers to which this workload may never connect: contracts, externals or built-in peers.
   *
   * <pre>{@code @NeverReaches(Internet.class) }</pre>
   */
  Class<?>[] value();

  /**
   * Why this must hold; shown with the finding.
   *
   * <pre>{@code @NeverReaches(value = Internet.class, why = "audit finding 12") }</pre>
   */
  String why() default "";
}
