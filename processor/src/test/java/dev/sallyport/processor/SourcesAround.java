package dev.sallyport.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands around generated sources: contracts and annotations that they refer to. */
final class SourcesAround {
  /** A contract that generated sources refer to. */
  static final String ORDERS =
      """
      package shop;
      @Workload(name = "orders", labels = "app=orders", ports = @Port(name = "http", number = 80))
      public interface Orders { String LOOP = Orders.LOOP + "x"; }
      """;

  private static final String[] WORLD = {
    ORDERS,
    """
    package shop;
    @External(host = "api.stripe.com")
    interface Stripe {}
    """,
    """
    package shop;
    class Outer { @Workload(name = "inner", labels = "app=inner") private interface Inner {} }
    """,
    """
    package shop;
    @Workload(name = "generic", labels = "app=generic")
    interface Generic<T extends Generic<T>> {}
    """,
    """
    package shop;
    @Loop
    @Composed
    @EgressTo(Missing.class)
    @interface Loop {}
    """,
    """
    package shop;
    @Loop
    @AllowsIngressFrom(Orders.class)
    @AllowsIngressFrom(value = SameNamespace.class, ports = "1")
    @NeverReaches(Internet.class)
    @interface Composed {}
    """,
  };

  /** Every one of these sources. */
  static final int EVERY = (1 << WORLD.length) - 1;

  private SourcesAround() {}

  /**
   * Puts generated types into files, beside some of the sources that they refer to.
   *
   * @param extra a module or package declaration; may be empty
   * @param world which of the sources, one bit each
   */
  static List<SourceFile> files(List<String> types, String extra, int world) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (int i = 0; i < WORLD.length; i++) {
      if ((world >> i & 1) == 1) {
        add(SourceFile.of(WORLD[i]), files);
      }
    }
    for (int i = 0; i < types.size(); i++) {
      add(SourceFile.named("T" + i, "package shop;\n" + types.get(i)), files);
    }
    if (extra.startsWith("module")) {
      add(SourceFile.named("module-info", extra), files);
    } else if (!extra.isEmpty()) {
      add(SourceFile.named("package-info", extra.replace("package", "\npackage")), files);
    }
    if (files.isEmpty()) {
      add(SourceFile.named("Empty", ""), files);
    }
    return new ArrayList<>(files.values());
  }

  private static void add(SourceFile file, Map<String, SourceFile> files) {
    files.put(file.path(), file);
  }
}
