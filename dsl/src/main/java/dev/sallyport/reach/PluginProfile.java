package dev.sallyport.reach;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a network plugin answers the questions that the API leaves open.
 *
 * <pre>{@code
 * PluginProfile ours = PluginProfile.CALICO_LIKE.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO);
 * }</pre>
 *
 * @param name how reports name it
 * @param decisions an answer to every question
 */
public record PluginProfile(String name, Map<PluginChoice, Decision> decisions) {

  /** Decides nothing: what the API leaves open is plugin-dependent. */
  public static final PluginProfile STRICT = new PluginProfile("strict", Map.of());

  /** An ipBlock matches pods and nodes; host-network pods are nodes. */
  public static final PluginProfile CALICO_LIKE = decided("calico-like", true, true, false, false);

  /** An ipBlock matches neither pods nor nodes; host-network pods are nodes. */
  public static final PluginProfile CILIUM_LIKE =
      decided("cilium-like", false, false, false, false);

  /** An ipBlock matches only outside addresses; host-network pods are treated as any other. */
  public static final PluginProfile NP_GUARD_LIKE =
      decided("np-guard-like", false, false, true, true);

  /** Creates a profile; a question without an answer is {@link Decision#OPEN}. */
  public PluginProfile {
    Map<PluginChoice, Decision> all = new EnumMap<>(PluginChoice.class);
    for (PluginChoice choice : PluginChoice.values()) {
      all.put(choice, decisions.getOrDefault(choice, Decision.OPEN));
    }
    decisions = Collections.unmodifiableMap(all);
  }

  private static PluginProfile decided(
      String name, boolean pods, boolean nodes, boolean hostSelected, boolean hostMatched) {
    Map<PluginChoice, Decision> all = new EnumMap<>(PluginChoice.class);
    for (PluginChoice choice : PluginChoice.values()) {
      all.put(choice, Decision.NO);
    }
    all.put(PluginChoice.IP_BLOCK_MATCHES_PODS, yesIf(pods));
    all.put(PluginChoice.IP_BLOCK_MATCHES_NODES, yesIf(nodes));
    all.put(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED, yesIf(hostSelected));
    all.put(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS, yesIf(hostMatched));
    all.put(PluginChoice.POD_REACHES_ITSELF, Decision.YES);
    all.put(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION, Decision.YES);
    all.put(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME, Decision.YES);
    return new PluginProfile(name, all);
  }

  private static Decision yesIf(boolean holds) {
    return holds ? Decision.YES : Decision.NO;
  }

  /** What the profile says of a question. */
  public Decision decide(PluginChoice choice) {
    return decisions.getOrDefault(choice, Decision.OPEN);
  }

  /** This profile with another answer to one question. */
  public PluginProfile with(PluginChoice choice, Decision decision) {
    Map<PluginChoice, Decision> all = new EnumMap<>(decisions);
    all.put(choice, decision);
    return new PluginProfile(name, all);
  }
}
