package dev.sallyport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares, on a package, the logical namespace of the contracts in that package (not of those in
 * its subpackages: Java's packages do not nest).
 *
 * <pre>{@code
 * @Namespace(value = "shop", defaultDeny = true, dns = Dns.CLUSTER)
 * package shop;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface Namespace {

  /**
   * The name: an RFC 1123 label of at most 63 characters. It is logical: deploy time may map it
   * ({@code shop=shop-staging}).
   *
   * <pre>{@code @Namespace("shop") }</pre>
   */
  String value();

  /**
   * Whether to write a policy that isolates <em>every</em> pod of the namespace, for ingress and
   * egress, also pods that no contract describes. Workloads with a contract are isolated by their
   * own policy in any case.
   *
   * <pre>{@code @Namespace(value = "shop", defaultDeny = true) }</pre>
   */
  boolean defaultDeny() default false;

  /**
   * How the namespace's pods resolve names; adds the egress for it to each policy.
   *
   * <pre>{@code @Namespace(value = "shop", dns = Dns.NODE_LOCAL) }</pre>
   */
  Dns dns() default Dns.CLUSTER;

  /**
   * Labels of the Namespace object, each {@code "key=value"}, against which {@code namespaces}
   * selectors are checked. {@code kubernetes.io/metadata.name} is always there.
   *
   * <pre>{@code @Namespace(value = "shop", labels = "team=checkout") }</pre>
   */
  String[] labels() default {};

  /**
   * Where the Kubernetes API server answers, as CIDRs, for rules that name {@link KubeApi}. The API
   * server is no pod, so no selector finds it. {@code kubectl get endpointslices kubernetes} shows
   * the addresses.
   *
   * <pre>{@code @Namespace(value = "shop", kubeApi = "172.18.0.2/32") }</pre>
   */
  String[] kubeApi() default {};
}
