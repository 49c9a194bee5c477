package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds the rules of a class, or of all classes in a package, to a workload that they run in
 * without implementing its contract.
 *
 * <pre>{@code
 * @PartOf(Orders.class)
 * @EgressTo(Ledger.class)
 * class LedgerClient {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface PartOf {

  /**
   * The {@link Workload} contract.
   *
   * <pre>{@code @PartOf(Orders.class) }</pre>
   */
  Class<?> value();
}
