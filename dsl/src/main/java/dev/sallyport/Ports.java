package dev.sallyport;

/**
 * Port expressions with a meaning of their own, for the {@code ports} element of a rule.
 *
 * <p>Everything else is written as text: {@code "http"} (a port that the target declares), {@code
 * "8080"}, {@code "8000-8999"} (both inclusive), {@code "53/UDP"}.
 */
public final class Ports {

  /**
   * Every port of every protocol. Never the default: a rule without ports means the ports that its
   * target declares. A rule with this needs a {@code why}.
   *
   * <pre>{@code
   * @EgressTo(value = Backup.class, ports = Ports.ALL, why = "the agent picks its port at random")
   * }</pre>
   */
  public static final String ALL = "*";

  private Ports() {}
}
