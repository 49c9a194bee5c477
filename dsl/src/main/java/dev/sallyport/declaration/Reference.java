package dev.sallyport.declaration;

/**
 * A class token in a rule or invariant.
 *
 * @param type the qualified name of the class
 * @param target what it stands for
 * @param place where the token stands
 */
public record Reference(String type, Target target, Place place) {}
