package dev.sallyport.declaration;

/**
 * Where something was said. Only the front end that made it knows how to point there: the compiler
 * at an annotation value, the command line at a file and line.
 */
public interface Place {
  /** The place in words, for example {@code @EgressTo(Ledger.class) on shop.OrdersApplication}. */
  String describe();
}
