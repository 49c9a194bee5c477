package dev.sallyport.fluent;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload's contract, as {@link dev.sallyport.Workload} declares it. Made by {@link
 * Declare#workload}; rules name it as a peer, and {@link Declare#rules} says what it may do.
 *
 * <pre>{@code
 * var orders =
 *     workload("orders").in(shop).labels("app=orders", "tier=backend").port("http", 8080);
 * var ordersDb = workload("orders-db").in(shop).labels("role=database").port(5432).unmanaged();
 * }</pre>
 *
 * @param declaration what it declares
 */
public record WorkloadContract(WorkloadDeclaration declaration) implements NamedPeer, Declaration {

  static WorkloadContract of(String name) {
    Call place = new Call(Call.text("workload", List.of(name)), "");
    Text none = new Text("", place);
    return new WorkloadContract(
        new WorkloadDeclaration(
            name, new Text(name, place), List.of(), none, List.of(), none, null, true, place));
  }

  @Override
  public String name() {
    return declaration.name().value();
  }

  /**
   * Adds labels of the workload's pods, each {@code "key=value"}: those of the Deployment's pod
   * template. At least one is needed.
   *
   * <pre>{@code workload("orders").labels("app=orders", "tier=backend") }</pre>
   */
  public WorkloadContract labels(String... labels) {
    Call call = place(Call.text("labels", List.of(labels)));
    WorkloadDeclaration d = declaration;
    return of(
        Call.concat(d.labels(), call.texts(List.of(labels))),
        d.selector(),
        d.ports(),
        d.namespace(),
        d.settings(),
        d.managed());
  }

  /**
   * Which pods are this workload, in kubectl's selector syntax; replaces an earlier selector. Not
   * said, it means all labels.
   *
   * <pre>{@code workload("orders").labels("app=orders", "version=v2").selector("app=orders") }
   * </pre>
   */
  public WorkloadContract selector(String selector) {
    Text text = new Text(selector, place(Call.text("selector", List.of(selector))));
    WorkloadDeclaration d = declaration;
    return of(d.labels(), text, d.ports(), d.namespace(), d.settings(), d.managed());
  }

  /**
   * Adds a TCP port of the pods without a name.
   *
   * <pre>{@code workload("orders-db").labels("role=database").port(5432) }</pre>
   */
  public WorkloadContract port(int number) {
    return port(number, Protocol.TCP);
  }

  /**
   * Adds a port of the pods without a name.
   *
   * <pre>{@code workload("dns").labels("app=dns").port(53, Protocol.UDP) }</pre>
   */
  public WorkloadContract port(int number, Protocol protocol) {
    return port("", number, protocol);
  }

  /**
   * Adds a TCP port of the pods ({@code containerPort}), with its name.
   *
   * <pre>{@code workload("orders").labels("app=orders").port("http", 8080) }</pre>
   */
  public WorkloadContract port(String name, int number) {
    return port(name, number, Protocol.TCP);
  }

  /**
   * Adds a port of the pods ({@code containerPort}), with its name; empty for none.
   *
   * <pre>{@code workload("dns").labels("app=dns").port("dns", 53, Protocol.UDP) }</pre>
   */
  public WorkloadContract port(String name, int number, Protocol protocol) {
    WorkloadDeclaration d = declaration;
    return of(
        d.labels(),
        d.selector(),
        Call.concat(d.ports(), List.of(port(name, number, protocol, owner()))),
        d.namespace(),
        d.settings(),
        d.managed());
  }

  /**
   * Puts the workload into a namespace, with its settings; replaces an earlier one. What the
   * package of a contract is for the annotations.
   *
   * <pre>{@code workload("orders").in(namespace("shop").dns(Dns.NODE_LOCAL)) }</pre>
   */
  public WorkloadContract in(NamespaceContract namespace) {
    return in(namespace.declaration().name(), namespace.declaration());
  }

  /**
   * Puts the workload into a namespace of which only the name is known: its settings are the
   * defaults, so DNS is {@link dev.sallyport.Dns#CLUSTER}. Replaces an earlier namespace. Without
   * any, the place of deployment decides.
   *
   * <pre>{@code workload("prometheus").labels("app=prometheus").namespace("monitoring") }</pre>
   */
  public WorkloadContract namespace(String name) {
    return in(new Text(name, place(Call.text("namespace", List.of(name)))), null);
  }

  /**
   * Says that these are somebody else's pods: they can be named as a peer, and no policy is made
   * for them.
   *
   * <pre>{@code workload("db").labels("role=database").unmanaged() }</pre>
   */
  public WorkloadContract unmanaged() {
    WorkloadDeclaration d = declaration;
    return of(d.labels(), d.selector(), d.ports(), d.namespace(), d.settings(), false);
  }

  static PortDeclaration port(String name, int number, Protocol protocol, String owner) {
    String text = name.isEmpty() ? "port(" : "port(\"" + name + "\", ";
    Call call =
        new Call(text + number + (protocol == Protocol.TCP ? ")" : ", " + protocol + ")"), owner);
    return new PortDeclaration(new Text(name, call), number, call, protocol, call);
  }

  String owner() {
    return "workload " + name();
  }

  private Call place(String call) {
    return new Call(call, owner());
  }

  private WorkloadContract in(Text namespace, @Nullable NamespaceDeclaration settings) {
    WorkloadDeclaration d = declaration;
    return of(d.labels(), d.selector(), d.ports(), namespace, settings, d.managed());
  }

  private WorkloadContract of(
      List<Text> labels,
      Text selector,
      List<PortDeclaration> ports,
      Text namespace,
      @Nullable NamespaceDeclaration settings,
      boolean managed) {
    String type = namespace.isEmpty() ? name() : namespace.value() + "/" + name();
    return new WorkloadContract(
        new WorkloadDeclaration(
            type,
            declaration.name(),
            labels,
            selector,
            ports,
            namespace,
            settings,
            managed,
            declaration.place()));
  }
}
