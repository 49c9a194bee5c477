package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One port on which a {@link Workload} or an {@link External} host listens.
 *
 * <pre>{@code
 * @Workload(
 *     name = "dns",
 *     labels = "app=dns",
 *     ports = {
 *       @Port(name = "dns", number = 53, protocol = Protocol.UDP),
 *       @Port(name = "dns-tcp", number = 53)
 *     })
 * public interface NameServer {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Port {

  /**
   * The name of the container port, by which rules may refer to it; empty if it has none. At most
   * 15 of {@code a-z}, {@code 0-9} and {@code -}, with at least one letter (RFC 6335 service name).
   *
   * <p>A name given here must be the {@code name} of the {@code containerPort} in the Deployment.
   * Rules that name a declared port are written with its number, so that a manifest means the same
   * whatever names the pods have.
   *
   * <pre>{@code @Port(name = "http", number = 8080) }</pre>
   */
  String name() default "";

  /**
   * The port number on the pod, 1 to 65535.
   *
   * <pre>{@code @Port(number = 8080) }</pre>
   */
  int number();

  /**
   * The transport protocol.
   *
   * <pre>{@code @Port(number = 53, protocol = Protocol.UDP) }</pre>
   */
  Protocol protocol() default Protocol.TCP;
}
