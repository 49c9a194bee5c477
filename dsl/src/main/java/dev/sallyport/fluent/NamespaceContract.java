package dev.sallyport.fluent;

import dev.sallyport.Dns;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Text;
import java.util.List;

/**
 * A namespace and its settings, as {@link dev.sallyport.Namespace} declares them. Made by {@link
 * Declare#namespace}; workloads join it with {@link WorkloadContract#in}.
 *
 * <pre>{@code
 * var shop = namespace("shop").defaultDeny().dns(Dns.NODE_LOCAL).labels("team=checkout");
 * var orders = workload("orders").in(shop).labels("app=orders");
 * }</pre>
 *
 * @param declaration what it declares
 */
public record NamespaceContract(NamespaceDeclaration declaration) implements Declaration {

  static NamespaceContract of(String name) {
    String call = Call.text("namespace", List.of(name));
    Call place = new Call(call, "");
    return new NamespaceContract(
        new NamespaceDeclaration(
            call, new Text(name, place), false, Dns.CLUSTER, List.of(), List.of(), place));
  }

  /**
   * Isolates <em>every</em> pod of the namespace, for ingress and egress, also pods that no
   * contract describes: {@link Policies} has one policy more.
   *
   * <pre>{@code namespace("shop").defaultDeny() }</pre>
   */
  public NamespaceContract defaultDeny() {
    NamespaceDeclaration d = declaration;
    return of(".defaultDeny()", true, d.dns(), d.labels(), d.kubeApi());
  }

  /**
   * How the namespace's pods resolve names; adds the egress for it to each policy. {@link
   * Dns#CLUSTER} unless said; replaces what was said.
   *
   * <pre>{@code namespace("shop").dns(Dns.NODE_LOCAL) }</pre>
   */
  public NamespaceContract dns(Dns profile) {
    NamespaceDeclaration d = declaration;
    return of(".dns(Dns." + profile + ")", d.defaultDeny(), profile, d.labels(), d.kubeApi());
  }

  /**
   * Adds labels of the Namespace object, each {@code "key=value"}.
   *
   * <pre>{@code namespace("shop").labels("team=checkout") }</pre>
   */
  public NamespaceContract labels(String... labels) {
    NamespaceDeclaration d = declaration;
    String call = Call.text("labels", List.of(labels));
    return of(
        "." + call,
        d.defaultDeny(),
        d.dns(),
        Call.concat(d.labels(), place(call).texts(List.of(labels))),
        d.kubeApi());
  }

  /**
   * Adds addresses of the Kubernetes API server, as CIDRs, for rules that name {@link
   * Declare#kubeApi()}.
   *
   * <pre>{@code namespace("shop").kubeApi("172.18.0.2/32") }</pre>
   */
  public NamespaceContract kubeApi(String... cidrs) {
    NamespaceDeclaration d = declaration;
    String call = Call.text("kubeApi", List.of(cidrs));
    return of(
        "." + call,
        d.defaultDeny(),
        d.dns(),
        d.labels(),
        Call.concat(d.kubeApi(), place(call).texts(List.of(cidrs))));
  }

  private Call place(String call) {
    return new Call(call, "namespace " + declaration.name());
  }

  /** The source grows with each call: namespaces with different settings have different sources. */
  private NamespaceContract of(
      String call, boolean defaultDeny, Dns dns, List<Text> labels, List<Text> kubeApi) {
    String source = declaration.source() + call;
    return new NamespaceContract(
        new NamespaceDeclaration(
            source, declaration.name(), defaultDeny, dns, labels, kubeApi, new Call(source, "")));
  }
}
