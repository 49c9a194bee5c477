package dev.sallyport.declaration;

/**
 * A class token in a rule or invariant.
 *
 * @param type the qualified name of the class
 * @param target what it stands for
 * @param source the rule as if it named this class only, and where it stands, for people
 * @param place where the token stands
 */
public record Reference(String type, Target target, String source, Place place) {}
