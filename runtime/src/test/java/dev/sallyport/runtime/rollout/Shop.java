package dev.sallyport.runtime.rollout;

import static dev.sallyport.runtime.rollout.MemoryServer.deployment;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.PluginProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A shop in which everything happens: frontend and orders are not isolated, the ledger is for
 * ingress, an old policy of orders' changes, another goes, the namespace gets its default deny.
 */
final class Shop {
  static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  static final Set<Direction> INGRESS = EnumSet.of(Direction.INGRESS);
  static final Set<String> REMOVED = Set.of("shop/ledger-legacy");

  private Shop() {}

  static MemoryServer server() {
    MemoryServer server = new MemoryServer();
    server.namespaces.add(Namespace.of("shop", Map.of()));
    server.workloads.add(deployment("shop", "frontend", Map.of("app", "frontend")));
    server.workloads.add(deployment("shop", "orders", Map.of("app", "orders")));
    server.workloads.add(deployment("shop", "ledger", Map.of("app", "ledger")));
    server.workloads.add(deployment("shop", "cron", Map.of("job", "cron")));
    server.put(
        stored(
            "ledger",
            "ledger",
            INGRESS,
            List.of(from("orders", 9000)),
            List.of(),
            Map.of("k", "v")));
    server.put(
        stored(
            "ledger-legacy",
            "ledger",
            INGRESS,
            List.of(from("frontend", 9000)),
            List.of(),
            Map.of()));
    server.put(
        stored("cron", "cron-of-nobody", INGRESS, List.of(), List.of(), Map.of("team", "x")));
    return server;
  }

  static List<StoredPolicy> wanted() {
    Map<String, String> ours = Map.of("app.kubernetes.io/managed-by", "sallyport");
    return List.of(
        stored("default-deny", "", BOTH, List.of(), List.of(), ours),
        stored("frontend", "frontend", BOTH, List.of(), List.of(from("orders", 8080)), ours),
        stored(
            "orders",
            "orders",
            BOTH,
            List.of(from("frontend", 8080)),
            List.of(from("ledger", 9000, 9001)),
            ours),
        stored("ledger", "ledger", BOTH, List.of(from("orders", 9000, 9001)), List.of(), ours));
  }

  static Plan plan(MemoryServer server) throws RolloutRefusedException {
    return new Planner(
            policies -> Population.of(server.objects(), policies),
            new ArrayList<>(server.stored().values()),
            PluginProfile.CALICO_LIKE)
        .plan(wanted(), REMOVED);
  }

  static StoredPolicy stored(
      String name,
      String app,
      Set<Direction> directions,
      List<Rule> ingress,
      List<Rule> egress,
      Map<String, String> labels) {
    return new StoredPolicy(
        new Policy(
            "shop",
            name,
            app.isEmpty() ? Selector.EVERYTHING : Selector.ofLabels(Map.of("app", app)),
            directions,
            ingress,
            egress,
            new Origin("", "")),
        labels,
        Map.of());
  }

  static Rule from(String app, int... ports) {
    return new Rule(
        List.of(new Peer.Pods(Selector.ofLabels(Map.of("app", app)))),
        Arrays.stream(ports)
            .mapToObj(port -> (PolicyPort) new PolicyPort.Range(Protocol.TCP, port, port))
            .toList(),
        List.of());
  }
}
