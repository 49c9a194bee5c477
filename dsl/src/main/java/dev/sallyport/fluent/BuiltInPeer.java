package dev.sallyport.fluent;

import dev.sallyport.declaration.BuiltInTarget;

/**
 * A built-in peer, as {@link Declare} gives them: {@link Declare#sameNamespace()} and the others.
 *
 * <pre>{@code
 * rules(orders).allowsIngressFrom(sameNamespace()).onPorts("metrics");
 * }</pre>
 *
 * @param declaration which one
 */
public record BuiltInPeer(BuiltInTarget declaration) implements NamedPeer {

  @Override
  public String name() {
    String type = declaration.type();
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
