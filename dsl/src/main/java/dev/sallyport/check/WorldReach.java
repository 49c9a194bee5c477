package dev.sallyport.check;

import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.WorkloadDeclaration;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The reachability engine on a world: one pod for each known workload, and all its policies. */
final class WorldReach {
  /** One pod stands for all replicas, and these reach each other by policy. */
  private static final PluginProfile REPLICAS =
      PluginProfile.STRICT.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO);

  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final Reachability reachability;

  WorldReach(World world) {
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, Workload> entry : new TreeMap<>(world.workloads()).entrySet()) {
      Workload workload = entry.getValue();
      if (ids.add(workload.id())) {
        pods.put(entry.getKey(), pod(workload));
      }
    }
    reachability =
        Reachability.of(
            Snapshot.of(namespaces(world), new ArrayList<>(pods.values()), policies(world)),
            REPLICAS);
  }

  /** What is possible from one workload to another; nothing if one of them is not known. */
  ConnectionSet connections(String fromType, String toType) {
    Pod from = pods.get(fromType);
    Pod to = pods.get(toType);
    if (from == null || to == null) {
      return ConnectionSet.NONE;
    }
    return reachability.connections(from, to);
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
    for (Namespace namespace : namespaces(world)) {
      if (namespace.defaultDeny()) {
        Policy policy = DefaultDeny.of(namespace.name(), new Origin("defaultDeny", ""));
        policies.putIfAbsent(policy.namespace() + "/" + policy.name(), policy);
      }
    }
    return new ArrayList<>(policies.values());
  }

  /** The namespaces as far as they are declared; the engine assumes the others. */
  static List<Namespace> namespaces(World world) {
    Map<String, Namespace> namespaces = new TreeMap<>();
    for (NamespaceDeclaration declared : world.namespaces()) {
      add(declared, namespaces);
    }
    for (WorkloadDeclaration contract : world.contracts().values()) {
      NamespaceDeclaration settings = contract.settings();
      if (settings != null) {
        add(settings, namespaces);
      }
    }
    return new ArrayList<>(namespaces.values());
  }

  private static void add(NamespaceDeclaration declared, Map<String, Namespace> namespaces) {
    Optional<Namespace> namespace = new ContractCheck(Findings.SILENT).namespace(declared);
    if (namespace.isPresent()) {
      namespaces.putIfAbsent(namespace.get().name(), namespace.get());
    }
  }

  /** The ports of a rule between pods that are known by contract. */
  static ConnectionSet ports(List<PolicyPort> ports) {
    ConnectionSet set = ConnectionSet.NONE;
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Every) {
        return ConnectionSet.ALL;
      }
      if (port instanceof PolicyPort.Range range) {
        set = set.union(ConnectionSet.of(range.protocol(), range.first(), range.last()));
      }
    }
    return set;
  }
}
