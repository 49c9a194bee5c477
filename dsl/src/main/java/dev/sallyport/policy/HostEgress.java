package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Egress to a host by name. A NetworkPolicy can't say it, so it stands beside a {@link Policy} and
 * not in it: whatever reads the policy alone sees less that is allowed, never more.
 *
 * @param host a DNS name in lower case; a leading {@code *.} stands for one label or more
 * @param ports at least one; {@link PolicyPort#EVERY} only alone
 * @param origins what made the rule; more than one where rules were merged
 */
public record HostEgress(String host, List<PolicyPort> ports, List<Origin> origins) {
  private static final String WILDCARD = "*.";

  /**
   * Creates a rule.
   *
   * @throws InvalidValueException if the host is no DNS name
   * @throws IllegalArgumentException if there are no ports, or an entry that means all does not
   *     stand alone
   */
  public HostEgress {
    LabelSyntax.name(host.startsWith(WILDCARD) ? host.substring(WILDCARD.length()) : host);
    ports = List.copyOf(ports);
    origins = List.copyOf(origins);
    if (ports.isEmpty()) {
      throw new IllegalArgumentException("a rule needs ports: none would mean all");
    }
    if (ports.size() > 1 && ports.contains(PolicyPort.EVERY)) {
      throw new IllegalArgumentException("an entry that means all must stand alone");
    }
  }

  /** Whether the host stands for all names under another. */
  public boolean isWildcard() {
    return host.startsWith(WILDCARD);
  }

  /** The name without a leading {@code *.}. */
  public String domain() {
    return isWildcard() ? host.substring(WILDCARD.length()) : host;
  }

  /** The union of ports, sorted; ranges that touch are joined. {@code O(n log n)}. */
  public static List<PolicyPort> union(List<PolicyPort> ports) {
    return PortUnion.of(ports);
  }

  /**
   * The same rules, one for each host, sorted by host: ports and origins united. {@code O(n log
   * n)}.
   */
  public static List<HostEgress> merge(List<HostEgress> rules) {
    SortedMap<String, List<HostEgress>> byHost = new TreeMap<>();
    for (HostEgress rule : rules) {
      List<HostEgress> same = byHost.get(rule.host);
      if (same == null) {
        same = new ArrayList<>();
        byHost.put(rule.host, same);
      }
      same.add(rule);
    }
    List<HostEgress> merged = new ArrayList<>();
    for (List<HostEgress> same : byHost.values()) {
      List<PolicyPort> ports = new ArrayList<>();
      TreeSet<Origin> origins = new TreeSet<>(CanonicalOrder.ORIGINS);
      for (HostEgress rule : same) {
        ports.addAll(rule.ports);
        origins.addAll(rule.origins);
      }
      merged.add(new HostEgress(same.get(0).host, PortUnion.of(ports), new ArrayList<>(origins)));
    }
    return merged;
  }
}
