package dev.sallyport.declaration;

import java.util.List;

/**
 * Where something was said. Only the front end that made it knows how to point there: the compiler
 * at an annotation value, the command line at a file and line.
 */
public interface Place {
  /** The place in words, for example {@code @EgressTo(Ledger.class) on shop.OrdersApplication}. */
  String describe();

  /**
   * The codes of findings that are suppressed at this place, for example {@code SP031}; sorted, and
   * empty where the front end knows none.
   */
  default List<String> suppressed() {
    return List.of();
  }
}
