package dev.sallyport.declaration;

import java.util.List;

/**
 * A declared {@link dev.sallyport.External}.
 *
 * @param type the qualified name of the declaring type
 * @param host its DNS name; empty if it has none
 * @param cidrs its addresses
 * @param ports its ports
 * @param place where it is declared
 */
public record ExternalDeclaration(
    String type, Text host, List<Text> cidrs, List<PortDeclaration> ports, Place place)
    implements Target {

  /** Creates a declaration. */
  public ExternalDeclaration {
    cidrs = List.copyOf(cidrs);
    ports = List.copyOf(ports);
  }
}
