package dev.sallyport.check;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reachability engine on a world: one pod for each known workload. Each pair is evaluated with
 * the policies that may select one of its pods, found by their rarest label, so the cost of a pair
 * does not grow with the world.
 */
final class WorldReach {
  /** One pod stands for all replicas, and these reach each other by policy. */
  private static final PluginProfile REPLICAS =
      PluginProfile.STRICT.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO);

  private final Map<String, Pod> pods = new HashMap<>();
  private final Map<String, Namespace> namespaces = new HashMap<>();
  private final Map<String, List<Policy>> byLabel = new HashMap<>();
  private final List<Policy> withoutLabel = new ArrayList<>();
  private final Map<String, ConnectionSet> known = new HashMap<>();

  WorldReach(World world) {
    for (Map.Entry<String, Workload> entry : world.workloads().entrySet()) {
      pods.put(entry.getKey(), pod(entry.getValue()));
    }
    for (Namespace namespace : KnownNamespaces.declared(world)) {
      namespaces.put(namespace.name(), namespace);
    }
    index(policies(world));
  }

  private void index(List<Policy> policies) {
    Map<String, Integer> uses = new HashMap<>();
    for (Policy policy : policies) {
      for (Map.Entry<String, String> label : policy.pods().matchLabels().entrySet()) {
        String key = key(policy.namespace(), label);
        Integer count = uses.get(key);
        uses.put(key, count == null ? 1 : count + 1);
      }
    }
    for (Policy policy : policies) {
      String rarest = "";
      int least = Integer.MAX_VALUE;
      for (Map.Entry<String, String> label : policy.pods().matchLabels().entrySet()) {
        String key = key(policy.namespace(), label);
        Integer count = uses.get(key);
        if (count != null && count < least) {
          least = count;
          rarest = key;
        }
      }
      if (rarest.isEmpty()) {
        withoutLabel.add(policy);
        continue;
      }
      List<Policy> sharing = byLabel.get(rarest);
      if (sharing == null) {
        sharing = new ArrayList<>();
        byLabel.put(rarest, sharing);
      }
      sharing.add(policy);
    }
  }

  private static String key(String namespace, Map.Entry<String, String> label) {
    return namespace + "\n" + label.getKey() + "=" + label.getValue();
  }

  /**
   * What is possible from one workload to another; nothing if one of them is not known. Evaluated
   * once: both ends of a connection ask.
   */
  ConnectionSet connections(String fromType, String toType) {
    String pair = fromType + "\n" + toType;
    ConnectionSet connections = known.get(pair);
    if (connections == null) {
      connections = evaluate(fromType, toType);
      known.put(pair, connections);
    }
    return connections;
  }

  private ConnectionSet evaluate(String fromType, String toType) {
    Pod from = pods.get(fromType);
    Pod to = pods.get(toType);
    if (from == null || to == null) {
      return ConnectionSet.NONE;
    }
    boolean same = from.id().equals(to.id());
    List<Policy> policies = new ArrayList<>(withoutLabel);
    List<Namespace> declared = new ArrayList<>();
    add(from, policies, declared);
    if (!same) {
      add(to, policies, declared);
    }
    Snapshot snapshot = Snapshot.of(declared, same ? List.of(from) : List.of(from, to), policies);
    return Reachability.of(snapshot, REPLICAS).connections(from, same ? from : to);
  }

  private void add(Pod pod, List<Policy> policies, List<Namespace> declared) {
    for (Map.Entry<String, String> label : pod.labels().entrySet()) {
      for (Policy policy : byLabel.getOrDefault(key(pod.namespace(), label), List.of())) {
        if (!contains(policies, policy)) {
          policies.add(policy);
        }
      }
    }
    Namespace namespace = namespaces.get(pod.namespace());
    if (namespace != null && (declared.isEmpty() || declared.get(0) != namespace)) {
      declared.add(namespace);
    }
  }

  private static boolean contains(List<Policy> policies, Policy policy) {
    for (Policy each : policies) {
      if (each == policy) {
        return true;
      }
    }
    return false;
  }

  static Pod pod(Workload workload) {
    return Pod.of(workload.namespace(), workload.name(), workload.labels(), workload.ports());
  }

  /**
   * The policies of all statements, by name: a counterexample is the same in whatever order they
   * were found. Where two have one name, which is reported, that of the first contract and speaker.
   */
  static List<Policy> policies(World world) {
    Map<String, Policy> policies = new TreeMap<>();
    for (CheckedStatement statement : IdentityCheck.sorted(world)) {
      if (statement.policy().isPresent()) {
        Policy policy = statement.policy().get();
        policies.putIfAbsent(policy.namespace() + "/" + policy.name(), policy);
      }
    }
    for (Namespace namespace : KnownNamespaces.declared(world)) {
      if (namespace.defaultDeny()) {
        Policy policy = DefaultDeny.of(namespace.name(), new Origin("defaultDeny", ""));
        policies.putIfAbsent(policy.namespace() + "/" + policy.name(), policy);
      }
    }
    return new ArrayList<>(policies.values());
  }

  /** The ports of a rule towards a workload, whose ports the names in it are. */
  static ConnectionSet ports(List<PolicyPort> ports, List<ContainerPort> declared) {
    ConnectionSet set = ConnectionSet.NONE;
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Every) {
        return ConnectionSet.ALL;
      }
      if (port instanceof PolicyPort.Range range) {
        set = set.union(ConnectionSet.of(range.protocol(), range.first(), range.last()));
      } else if (port instanceof PolicyPort.Named named) {
        for (ContainerPort one : declared) {
          if (one.name().equals(named.name()) && one.protocol() == named.protocol()) {
            set = set.union(ConnectionSet.of(one.protocol(), one.number(), one.number()));
          }
        }
      }
    }
    return set;
  }

  /** All ports that a workload declares. */
  static ConnectionSet ports(List<ContainerPort> declared) {
    ConnectionSet set = ConnectionSet.NONE;
    for (ContainerPort port : declared) {
      set = set.union(ConnectionSet.of(port.protocol(), port.number(), port.number()));
    }
    return set;
  }
}
