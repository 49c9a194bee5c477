package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares something outside the cluster that workloads connect to, or that connects to them.
 *
 * <pre>{@code
 * @External(host = "api.stripe.com", ports = @Port(number = 443))
 * public interface Stripe {}
 *
 * @External(cidrs = {"192.0.2.0/24", "2001:db8::/32"}, ports = @Port(number = 5432))
 * public interface LegacyDatabase {}
 * }</pre>
 *
 * <p>A NetworkPolicy knows addresses only. A host without {@link #cidrs()} is refused by the {@code
 * kubernetes} target, with the ways out; it is never widened to {@code 0.0.0.0/0}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface External {

  /**
   * The DNS name; empty if it is known by address only. A leading {@code "*."} stands for one label
   * or more.
   *
   * <pre>{@code @External(host = "api.stripe.com", ports = @Port(number = 443)) }</pre>
   */
  String host() default "";

  /**
   * The addresses, as CIDRs of either family, without host bits.
   *
   * <pre>{@code @External(cidrs = "192.0.2.0/24", ports = @Port(number = 443)) }</pre>
   */
  String[] cidrs() default {};

  /**
   * The ports on which it listens.
   *
   * <pre>{@code @External(host = "api.stripe.com", ports = @Port(number = 443)) }</pre>
   */
  Port[] ports() default {};
}
