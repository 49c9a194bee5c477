package dev.sallyport.fluent;

import dev.sallyport.declaration.BuiltInTarget;
import java.util.List;

/**
 * Where declarations start; meant to be imported statically.
 *
 * <pre>{@code
 * import static dev.sallyport.fluent.Declare.*;
 *
 * var orders = workload("orders").labels("app=orders").port("http", 8080);
 * var prometheus = workload("prometheus").labels("app=prometheus");
 * Policies policies = Policies.of(rules(orders).allowsIngressFrom(prometheus).onPorts("http"));
 * }</pre>
 */
public final class Declare {
  private Declare() {}

  /**
   * A workload: the counterpart of {@link dev.sallyport.Workload}.
   *
   * <pre>{@code workload("orders").labels("app=orders").port("http", 8080) }</pre>
   *
   * @param name its name, and that of its NetworkPolicy: an RFC 1123 subdomain of at most 253
   *     characters
   */
  public static WorkloadContract workload(String name) {
    return WorkloadContract.of(name);
  }

  /**
   * Something outside the cluster: the counterpart of {@link dev.sallyport.External}.
   *
   * <pre>{@code external("Stripe").host("api.stripe.com").port(443) }</pre>
   *
   * @param name what findings and comments call it; where an annotation has a class
   */
  public static ExternalContract external(String name) {
    return ExternalContract.of(name);
  }

  /**
   * A namespace: the counterpart of {@link dev.sallyport.Namespace}.
   *
   * <pre>{@code namespace("shop").defaultDeny().dns(Dns.CLUSTER) }</pre>
   *
   * @param name its name: an RFC 1123 label of at most 63 characters
   */
  public static NamespaceContract namespace(String name) {
    return NamespaceContract.of(name);
  }

  /**
   * What is said for a workload, as on the class that implements its contract. Becomes the policy
   * of the workload's name, also when nothing follows: the workload is then isolated from everybody
   * but DNS.
   *
   * <pre>{@code
   * rules(orders).allowsIngressFrom(frontend).egressTo(ordersDb, ledger);
   * rules(ledger); // isolated
   * }</pre>
   */
  public static WorkloadStatement rules(WorkloadContract workload) {
    return WorkloadStatement.home(workload);
  }

  /**
   * What a part of a workload says, as on a class with {@link dev.sallyport.PartOf}. Becomes a
   * policy of its own, {@code orders.shop.payments.stripe-client}; Kubernetes adds the policies of
   * a pod up.
   *
   * <pre>{@code partOf(orders, "shop.payments.StripeClient").egressTo(stripe) }</pre>
   *
   * @param workload the workload
   * @param speaker the part, named like a Java class or package
   */
  public static WorkloadStatement partOf(WorkloadContract workload, String speaker) {
    return WorkloadStatement.part(workload, speaker);
  }

  /**
   * What must hold for a workload, whoever writes its rules; makes no policy.
   *
   * <pre>{@code invariants(ledgerDb).neverReachableFrom(frontend) }</pre>
   */
  public static WorkloadStatement invariants(WorkloadContract workload) {
    return WorkloadStatement.invariants(workload);
  }

  /**
   * Pods by label, in kubectl's selector syntax; of the workload's own namespace unless {@link
   * PodsPeer#inNamespaces} or {@link PodsPeer#inNamespace} says otherwise.
   *
   * <pre>{@code pods("app=web,tier in (a,b),!legacy") }</pre>
   */
  public static PodsPeer pods(String selector) {
    return new PodsPeer(selector, null, null);
  }

  /**
   * All pods of the namespaces whose labels match, in kubectl's selector syntax.
   *
   * <pre>{@code podsInNamespaces("team=checkout") }</pre>
   */
  public static PodsPeer podsInNamespaces(String selector) {
    return new PodsPeer(null, selector, null);
  }

  /**
   * All pods of the namespace of this name, through the immutable label {@code
   * kubernetes.io/metadata.name}.
   *
   * <pre>{@code podsInNamespace("monitoring") }</pre>
   */
  public static PodsPeer podsInNamespace(String name) {
    return new PodsPeer(null, null, name);
  }

  /**
   * An address block, without host bits; either family.
   *
   * <pre>{@code cidr("192.0.2.0/24").except("192.0.2.128/25") }</pre>
   */
  public static AddressPeer cidr(String cidr) {
    return new AddressPeer(cidr, List.of());
  }

  /**
   * The counterpart of {@link dev.sallyport.SameNamespace}.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(sameNamespace()).onPorts("metrics") }</pre>
   */
  public static NamedPeer sameNamespace() {
    return new BuiltInPeer(BuiltInTarget.SAME_NAMESPACE);
  }

  /**
   * The counterpart of {@link dev.sallyport.AnyNamespace}.
   *
   * <pre>{@code rules(nameServer).allowsIngressFrom(anyNamespace()).onPorts("dns") }</pre>
   */
  public static NamedPeer anyNamespace() {
    return new BuiltInPeer(BuiltInTarget.ANY_NAMESPACE);
  }

  /**
   * The counterpart of {@link dev.sallyport.Internet}.
   *
   * <pre>{@code rules(orders).egressTo(internet()).onPorts("443").why("webhooks of customers") }
   * </pre>
   */
  public static NamedPeer internet() {
    return new BuiltInPeer(BuiltInTarget.INTERNET);
  }

  /**
   * The counterpart of {@link dev.sallyport.Anywhere}.
   *
   * <pre>{@code rules(gateway).allowsIngressFrom(anywhere()).why("public entrance") }</pre>
   */
  public static NamedPeer anywhere() {
    return new BuiltInPeer(BuiltInTarget.ANYWHERE);
  }

  /**
   * The counterpart of {@link dev.sallyport.KubeDns}.
   *
   * <pre>{@code rules(resolver).egressTo(kubeDns()) }</pre>
   */
  public static NamedPeer kubeDns() {
    return new BuiltInPeer(BuiltInTarget.KUBE_DNS);
  }

  /**
   * The counterpart of {@link dev.sallyport.KubeApi}.
   *
   * <pre>{@code rules(operator).egressTo(kubeApi()).why("leader election") }</pre>
   */
  public static NamedPeer kubeApi() {
    return new BuiltInPeer(BuiltInTarget.KUBE_API);
  }
}
