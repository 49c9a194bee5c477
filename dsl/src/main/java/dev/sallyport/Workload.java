package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a workload: the pods that carry {@link #labels()}, in {@link #namespace()}, listening on
 * {@link #ports()}. The annotated type is the workload's <em>contract</em>: other declarations name
 * the workload by this class token, so a rename follows, and a typo does not compile.
 *
 * <pre>{@code
 * @Workload(
 *     name = "orders",
 *     labels = {"app=orders", "tier=backend"},
 *     ports = @Port(name = "http", number = 8080))
 * public interface Orders {}
 * }</pre>
 *
 * <p>A class that implements the contract <em>speaks for</em> the workload: its {@link
 * AllowsIngressFrom} and {@link EgressTo} rules become the workload's NetworkPolicy.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Workload {

  /**
   * The workload's name, and the name of its NetworkPolicy: an RFC 1123 subdomain of at most 253
   * characters.
   *
   * <pre>{@code @Workload(name = "orders", labels = "app=orders") }</pre>
   */
  String name();

  /**
   * The labels of the workload's pods, each {@code "key=value"}: those of the Deployment's pod
   * template. At least one.
   *
   * <pre>{@code @Workload(name = "orders", labels = {"app=orders", "tier=backend"}) }</pre>
   */
  String[] labels();

  /**
   * Which pods are this workload, in kubectl's selector syntax. Empty means all of {@link
   * #labels()}. Must be satisfied by the labels.
   *
   * <pre>{@code
   * @Workload(name = "orders", labels = {"app=orders", "version=v2"}, selector = "app=orders")
   * }</pre>
   */
  String selector() default "";

  /**
   * The ports on which the pods listen. These are pod ports ({@code containerPort}), not Service
   * ports.
   *
   * <pre>{@code
   * @Workload(name = "orders", labels = "app=orders", ports = @Port(name = "http", number = 8080))
   * }</pre>
   */
  Port[] ports() default {};

  /**
   * The logical namespace. Empty means the one that {@link Namespace} on the contract's package
   * declares, or, without that, the namespace into which the manifests are deployed.
   *
   * <pre>{@code @Workload(name = "orders", labels = "app=orders", namespace = "shop") }</pre>
   */
  String namespace() default "";

  /**
   * Whether Sallyport writes this workload's NetworkPolicy. {@code false} is for somebody else's
   * pods: they can be named as a peer, and no policy is written for them.
   *
   * <pre>{@code @Workload(name = "db", labels = "role=database", managed = false) }</pre>
   */
  boolean managed() default true;
}
