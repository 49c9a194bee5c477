package dev.sallyport.runtime.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where something was found: the input as it was named, then the entries on the way in, for example
 * {@code orders.jar > BOOT-INF/lib/ledger.jar > META-INF/sallyport/manifests/shop/ledger.yaml}.
 *
 * @param input the input, as the caller named it
 * @param entries the entries from the outermost in; empty for the input itself
 */
public record Source(String input, List<String> entries) {

  /** Keeps its own copy of the entries. */
  public Source {
    entries = List.copyOf(entries);
  }

  /** The input itself. */
  public static Source of(String input) {
    return new Source(input, List.of());
  }

  /** An entry of what this names. */
  public Source entry(String name) {
    List<String> longer = new ArrayList<>(entries);
    longer.add(name);
    return new Source(input, longer);
  }

  /** The way in, joined by {@code " > "}, on one line, with control characters made visible. */
  @Override
  public String toString() {
    return Stream.concat(Stream.of(input), entries.stream())
        .map(Printable::text)
        .collect(Collectors.joining(" > "));
  }
}
