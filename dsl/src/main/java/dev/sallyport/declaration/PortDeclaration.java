package dev.sallyport.declaration;

import dev.sallyport.Protocol;

/**
 * A declared {@link dev.sallyport.Port}.
 *
 * @param name its name; empty if it has none
 * @param number its number, unchecked
 * @param numberPlace where the number stands
 * @param protocol its protocol
 * @param place where the port stands
 */
public record PortDeclaration(
    Text name, int number, Place numberPlace, Protocol protocol, Place place) {}
