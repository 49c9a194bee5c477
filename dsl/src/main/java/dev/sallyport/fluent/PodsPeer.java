package dev.sallyport.fluent;

import org.jspecify.annotations.Nullable;

/**
 * Pods by their labels, as {@link dev.sallyport.AllowsIngressFrom#pods()}, {@link
 * dev.sallyport.AllowsIngressFrom#namespaces()} and {@link
 * dev.sallyport.AllowsIngressFrom#namespace()} name them. Made by {@link Declare#pods}, {@link
 * Declare#podsInNamespaces} and {@link Declare#podsInNamespace}.
 *
 * <pre>{@code
 * rules(orders)
 *     .allowsIngressFrom(pods("app=web,tier in (a,b)").inNamespaces("team=shop")).onPorts("8080");
 * }</pre>
 *
 * @param pods pod selector in kubectl's syntax; null for every pod
 * @param namespaces namespace selector in kubectl's syntax; null if not given
 * @param namespace namespace by name; null if not given
 */
public record PodsPeer(
    @Nullable String pods, @Nullable String namespaces, @Nullable String namespace) {

  /**
   * The pods in all namespaces whose labels match; replaces an earlier selector. Not together with
   * {@link #inNamespace}.
   *
   * <pre>{@code pods("app=web").inNamespaces("team=checkout") }</pre>
   */
  public PodsPeer inNamespaces(String selector) {
    return new PodsPeer(pods, selector, namespace);
  }

  /**
   * The pods in the namespace of this name; replaces an earlier name. Not together with {@link
   * #inNamespaces}.
   *
   * <pre>{@code pods("app=prometheus").inNamespace("monitoring") }</pre>
   */
  public PodsPeer inNamespace(String name) {
    return new PodsPeer(pods, namespaces, name);
  }

  /** The call that makes this value, for example {@code pods("app=web").inNamespace("shop")}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    call(text, "pods", pods);
    call(text, pods == null ? "podsInNamespaces" : "inNamespaces", namespaces);
    call(text, pods == null ? "podsInNamespace" : "inNamespace", namespace);
    return text.toString();
  }

  private static void call(StringBuilder text, String method, @Nullable String argument) {
    if (argument != null) {
      text.append(text.length() == 0 ? "" : ".").append(method);
      text.append("(\"").append(argument).append("\")");
    }
  }
}
