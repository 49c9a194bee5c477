package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows connections <em>to</em> the workload that this class speaks for, from the named peers, on
 * the named ports. Everything that no rule allows is denied: the workload's policy isolates it in
 * both directions.
 *
 * <pre>{@code
 * @AllowsIngressFrom(Frontend.class)                               // the ports that Orders declares
 * @AllowsIngressFrom(value = Prometheus.class, ports = "metrics")
 * @AllowsIngressFrom(pods = "app=web,tier in (a,b)", namespaces = "team=shop", ports = "8080")
 * public class OrdersApplication implements Orders {}
 * }</pre>
 *
 * <p>The caller's egress must allow the connection as well: see {@link EgressTo}.
 *
 * <p>One annotation names its peers in one of three ways: class tokens ({@link #value()}), labels
 * ({@link #pods()} with {@link #namespaces()} or {@link #namespace()}, which together mean AND), or
 * addresses ({@link #cidr()}). Two annotations mean OR.
 *
 * <p>On a class, a rule belongs to the workload that the class speaks for; on a method, to that of
 * its class; on a package, to that of its {@link PartOf}. On an annotation type it belongs to every
 * element that carries that annotation, directly or through further annotations. On a local or
 * anonymous class it has no effect: no compiler shows these to processors.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PACKAGE})
@Repeatable(AllowsIngressFrom.All.class)
public @interface AllowsIngressFrom {

  /**
   * The peers: types annotated with {@link Workload} or {@link External}, or built-in peers such as
   * {@link SameNamespace}.
   *
   * <pre>{@code @AllowsIngressFrom(Frontend.class) }</pre>
   */
  Class<?>[] value() default {};

  /**
   * The peers' pod labels, in kubectl's selector syntax. Alone: pods of this workload's namespace.
   *
   * <pre>{@code @AllowsIngressFrom(pods = "app=web,tier in (a,b),!legacy", ports = "8080") }</pre>
   */
  String pods() default "";

  /**
   * The labels of the peers' namespaces, in kubectl's selector syntax. With {@link #pods()}: the
   * matching pods of the matching namespaces. Alone: all their pods.
   *
   * <pre>
   * {@code @AllowsIngressFrom(namespaces = "team=checkout", pods = "app=web", ports = "8080") }
   * </pre>
   */
  String namespaces() default "";

  /**
   * The peers' namespace by name, through the immutable label {@code kubernetes.io/metadata.name}.
   * Not together with {@link #namespaces()}.
   *
   * <pre>
   * {@code @AllowsIngressFrom(namespace = "monitoring", pods = "app=prometheus", ports = "8080") }
   * </pre>
   */
  String namespace() default "";

  /**
   * The peers' addresses, without host bits; either family. Meant for addresses outside the
   * cluster: whether a pod's address matches depends on the network plugin.
   *
   * <pre>{@code @AllowsIngressFrom(cidr = "192.0.2.0/24", ports = "443") }</pre>
   */
  String cidr() default "";

  /**
   * Addresses that {@link #cidr()} does not stand for: each inside it and longer. Another rule can
   * still allow them.
   *
   * <pre>
   * {@code @AllowsIngressFrom(cidr = "192.0.2.0/24", except = "192.0.2.128/25", ports = "443") }
   * </pre>
   */
  String[] except() default {};

  /**
   * The ports of this workload: {@code "http"} (declared on it), {@code "8080"}, {@code
   * "8000-8999"} (both inclusive), {@code "53/UDP"}, or {@link Ports#ALL}. Empty means all ports
   * that this workload declares, never every port.
   *
   * <pre>
   * {@code @AllowsIngressFrom(value = Frontend.class, ports = {"http", "9000-9010", "53/UDP"}) }
   * </pre>
   */
  String[] ports() default {};

  /**
   * Why this connection is needed; written into the manifest and every report. Required where the
   * rule is wide: {@link Internet}, {@link Anywhere}, a {@code /0}, {@link Ports#ALL}.
   *
   * <pre>
   * {@code @AllowsIngressFrom(value = Internet.class, ports = "443", why = "webhooks of customers") }
   * </pre>
   */
  String why() default "";

  /** Holds the rules of an element that has several; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PACKAGE})
  @interface All {
    /** The rules, in source order. */
    AllowsIngressFrom[] value();
  }
}
