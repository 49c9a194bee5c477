package dev.sallyport.declaration;

import dev.sallyport.policy.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared {@link dev.sallyport.AllowsIngressFrom} or {@link dev.sallyport.EgressTo}.
 *
 * @param direction which of the two
 * @param source the annotation and where it stands, for people
 * @param peers class tokens; those that the compiler could not find are left out, because it
 *     reports them itself
 * @param pods pod selector; null if not written
 * @param namespaces namespace selector; null if not written
 * @param namespace namespace by name; null if not written
 * @param cidr address block; null if not written
 * @param except exceptions from it
 * @param ports port expressions; empty means those that the target declares
 * @param why the reason; empty if not given
 * @param complete whether every class token was found
 * @param place where the rule stands
 */
public record RuleDeclaration(
    Direction direction,
    String source,
    List<Reference> peers,
    @Nullable Text pods,
    @Nullable Text namespaces,
    @Nullable Text namespace,
    @Nullable Text cidr,
    List<Text> except,
    List<Text> ports,
    Text why,
    boolean complete,
    Place place) {

  /** Creates a declaration. */
  public RuleDeclaration {
    peers = List.copyOf(peers);
    except = List.copyOf(except);
    ports = List.copyOf(ports);
  }
}
