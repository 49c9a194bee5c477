package dev.sallyport.fluent;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Text;
import java.util.List;

/**
 * Something outside the cluster, as {@link dev.sallyport.External} declares it. Made by {@link
 * Declare#external}.
 *
 * <pre>{@code
 * var stripe = external("Stripe").host("api.stripe.com").cidrs("192.0.2.0/24").port(443);
 * }</pre>
 *
 * @param declaration what it declares
 */
public record ExternalContract(ExternalDeclaration declaration) implements NamedPeer, Declaration {

  static ExternalContract of(String name) {
    Call place = new Call(Call.text("external", List.of(name)), "");
    return new ExternalContract(
        new ExternalDeclaration(name, new Text("", place), List.of(), List.of(), place));
  }

  @Override
  public String name() {
    return declaration.type();
  }

  /**
   * The DNS name; replaces an earlier one. A leading {@code "*."} stands for one label or more.
   *
   * <pre>{@code external("Stripe").host("api.stripe.com") }</pre>
   */
  public ExternalContract host(String host) {
    Text text = new Text(host, place(Call.text("host", List.of(host))));
    return of(text, declaration.cidrs(), declaration.ports());
  }

  /**
   * Adds addresses, as CIDRs of either family, without host bits.
   *
   * <pre>{@code external("LegacyDatabase").cidrs("192.0.2.0/24", "2001:db8::/32") }</pre>
   */
  public ExternalContract cidrs(String... cidrs) {
    Call call = place(Call.text("cidrs", List.of(cidrs)));
    List<Text> all = Call.concat(declaration.cidrs(), call.texts(List.of(cidrs)));
    return of(declaration.host(), all, declaration.ports());
  }

  /**
   * Adds a TCP port without a name.
   *
   * <pre>{@code external("Stripe").port(443) }</pre>
   */
  public ExternalContract port(int number) {
    return port(number, Protocol.TCP);
  }

  /**
   * Adds a port without a name.
   *
   * <pre>{@code external("TimeServer").port(123, Protocol.UDP) }</pre>
   */
  public ExternalContract port(int number, Protocol protocol) {
    return port("", number, protocol);
  }

  /**
   * Adds a TCP port with a name, by which rules may refer to it.
   *
   * <pre>{@code external("Stripe").port("https", 443) }</pre>
   */
  public ExternalContract port(String name, int number) {
    return port(name, number, Protocol.TCP);
  }

  /**
   * Adds a port with a name, by which rules may refer to it; empty for none.
   *
   * <pre>{@code external("TimeServer").port("ntp", 123, Protocol.UDP) }</pre>
   */
  public ExternalContract port(String name, int number, Protocol protocol) {
    PortDeclaration port = WorkloadContract.port(name, number, protocol, owner());
    List<PortDeclaration> ports = Call.concat(declaration.ports(), List.of(port));
    return of(declaration.host(), declaration.cidrs(), ports);
  }

  private String owner() {
    return "external " + name();
  }

  private Call place(String call) {
    return new Call(call, owner());
  }

  private ExternalContract of(Text host, List<Text> cidrs, List<PortDeclaration> ports) {
    return new ExternalContract(
        new ExternalDeclaration(name(), host, cidrs, ports, declaration.place()));
  }
}
