package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/**
 * One thing that is wrong.
 *
 * @param code what kind
 * @param place where
 * @param message what is wrong and what to do, without the code
 */
public record Finding(FindingCode code, Place place, String message) {

  /** The finding as the compiler shows it: {@code [SP031] message}. */
  @Override
  public String toString() {
    return "[" + code.id() + "] " + message;
  }
}
