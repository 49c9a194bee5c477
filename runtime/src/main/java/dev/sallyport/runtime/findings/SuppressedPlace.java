package dev.sallyport.runtime.findings;

import dev.sallyport.declaration.Place;
import java.util.List;

/**
 * A place at which the sources suppress findings.
 *
 * @param location where
 * @param suppressed the codes, for example {@code SP031}
 */
public record SuppressedPlace(Location location, List<String> suppressed) implements Place {

  /** Keeps its own copy of the codes. */
  public SuppressedPlace {
    suppressed = List.copyOf(suppressed);
  }

  @Override
  public String describe() {
    return location.describe();
  }
}
