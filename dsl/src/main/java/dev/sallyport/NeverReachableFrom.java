package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an invariant: the named peers can never connect to this workload, on any port. It is
 * proven over all declared policies; where it fails, the finding shows the path that breaks it.
 *
 * <pre>{@code
 * @Workload(name = "ledger-db", labels = "role=ledger-db", ports = @Port(number = 5432))
 * @NeverReachableFrom(Frontend.class)
 * public interface LedgerDb {}
 * }</pre>
 *
 * <p>It adds no rule: NetworkPolicies only allow. It stops the compilation that would break it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface NeverReachableFrom {

  /**
   * The peers which may never connect to this workload: contracts, externals or built-in peers.
   *
   * <pre>{@code @NeverReachableFrom(Frontend.class) }</pre>
   */
  Class<?>[] value();

  /**
   * Why this must hold; shown with the finding.
   *
   * <pre>{@code @NeverReachableFrom(value = Frontend.class, why = "audit finding 12") }</pre>
   */
  String why() default "";
}
