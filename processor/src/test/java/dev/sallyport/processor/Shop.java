package dev.sallyport.processor;

/** Contracts that many tests refer to. */
final class Shop {
  /** Declares 8080/TCP as http. */
  static final String FRONTEND =
      """
      package shop;

      @Workload(
          name = "frontend",
          labels = "app=frontend",
          ports = @Port(name = "http", number = 8080))
      public interface Frontend {}
      """;

  /** Declares 8080/TCP as http and 9090/TCP as metrics. */
  static final String ORDERS =
      """
      package shop;

      @Workload(
          name = "orders",
          labels = {"app=orders", "tier=backend"},
          ports = {@Port(name = "http", number = 8080), @Port(name = "metrics", number = 9090)})
      public interface Orders {}
      """;

  /** Declares 5432/TCP without a name and 53/UDP as dns; nobody here writes its policy. */
  static final String DATABASE =
      """
      package shop;

      @Workload(
          name = "database",
          labels = "role=database",
          ports = {@Port(number = 5432), @Port(name = "dns", number = 53, protocol = Protocol.UDP)},
          managed = false)
      public interface Database {}
      """;

  /** Declares no port. */
  static final String SILENT =
      """
      package shop;

      @Workload(name = "silent", labels = "app=silent")
      public interface Silent {}
      """;

  /** Known by name only. */
  static final String STRIPE =
      """
      package shop;

      @External(host = "api.stripe.com", ports = @Port(number = 443))
      public interface Stripe {}
      """;

  /** The files of a policy in the namespace that deployment decides. */
  static String[] files(String... names) {
    String[] files = new String[names.length * 2];
    for (int i = 0; i < names.length; i++) {
      files[2 * i] = "manifests/_/" + names[i] + ".yaml";
      files[2 * i + 1] = "workloads/_." + names[i] + ".json";
    }
    return files;
  }

  private Shop() {}
}
