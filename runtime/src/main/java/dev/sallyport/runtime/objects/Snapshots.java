package dev.sallyport.runtime.objects;

import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a snapshot of what was found: pods of one owner become one workload, named {@code
 * name[Kind]} after the topmost owner that is known. Where no policy can tell them apart they are
 * one; where one can, each part stays on its own, named after its first pod.
 *
 * <p>Objects that only repeat others do not count: the template of an object whose pods are there
 * too, and that of an object whose owner is there (a ReplicaSet beside its Deployment).
 */
public final class Snapshots {
  private static final int LONGEST_CHAIN_OF_OWNERS = 10;

  private final KubernetesObjects objects;
  private final Map<String, FoundWorkload> byId = new HashMap<>();
  private final SortedMap<String, List<Pod>> owners = new TreeMap<>();

  private Snapshots(KubernetesObjects objects) {
    this.objects = objects;
  }

  /** What pods of one owner share: their workload. */
  private record WorkloadId(String namespace, String kind, String name) {}

  /**
   * The snapshot of some objects. {@code O(objects + pods × selectors that can tell the pods of one
   * owner apart)}.
   *
   * @param addressesMatter whether an ipBlock of a NetworkPolicy may match pods by their addresses,
   *     so that pods of one owner on both sides of such a block must stay apart
   */
  public static Snapshot of(KubernetesObjects objects, boolean addressesMatter) {
    return new Snapshots(objects).build(addressesMatter);
  }

  /** The same for a network plugin: addresses matter if its ipBlocks may match pods. */
  public static Snapshot of(KubernetesObjects objects, PluginProfile profile) {
    return of(objects, profile.decide(PluginChoice.IP_BLOCK_MATCHES_PODS) != Decision.NO);
  }

  private Snapshot build(boolean addressesMatter) {
    for (FoundWorkload workload : objects.workloads()) {
      if (!workload.kind().equals("Pod")) {
        byId.put(id(workload.namespace(), workload.kind(), workload.name()), workload);
      }
    }
    Map<WorkloadId, List<FoundWorkload>> groups = new LinkedHashMap<>();
    Set<WorkloadId> withPods = new HashSet<>();
    for (FoundWorkload workload : objects.workloads()) {
      if (isRepetition(workload)) {
        continue;
      }
      WorkloadId top = top(workload);
      groups.computeIfAbsent(top, t -> new ArrayList<>(1)).add(workload);
      if (workload.kind().equals("Pod") && workload.phase() == Phase.LIVE) {
        withPods.add(top);
      }
    }
    Distinctions distinctions = new Distinctions(objects, addressesMatter);
    List<Pod> pods = new ArrayList<>(groups.size());
    groups.forEach(
        (top, members) -> addPods(top, members, withPods.contains(top), distinctions, pods));
    pods.sort(
        (a, b) -> {
          int order = a.namespace().compareTo(b.namespace());
          return order != 0 ? order : a.name().compareTo(b.name());
        });
    List<Namespace> namespaces = new ArrayList<>(objects.namespaces());
    namespaces.sort((a, b) -> a.name().compareTo(b.name()));
    return new Snapshot(namespaces, pods, objects.policies(), objects.clusterPolicies());
  }

  /**
   * A snapshot, and which of its pods are whose.
   *
   * @param snapshot the snapshot
   * @param owners the pods of each topmost owner, by {@code namespace/name[Kind]}: one that stands
   *     for all, or several where policies tell them apart
   */
  public record Owned(Snapshot snapshot, SortedMap<String, List<Pod>> owners) {

    /** Copies the owners. */
    public Owned {
      SortedMap<String, List<Pod>> copy = new TreeMap<>();
      owners.forEach((owner, pods) -> copy.put(owner, List.copyOf(pods)));
      owners = Collections.unmodifiableSortedMap(copy);
    }
  }

  /** As {@link #of}, and also which pods are whose. */
  public static Owned owned(KubernetesObjects objects, boolean addressesMatter) {
    Snapshots snapshots = new Snapshots(objects);
    return new Owned(snapshots.build(addressesMatter), snapshots.owners);
  }

  private boolean isRepetition(FoundWorkload workload) {
    if (workload.kind().equals("Pod")) {
      return false;
    }
    return workload.retired()
        || workload
            .owner()
            .map(o -> byId.containsKey(id(workload.namespace(), o.kind(), o.name())))
            .orElse(false);
  }

  private WorkloadId top(FoundWorkload workload) {
    WorkloadId top = new WorkloadId(workload.namespace(), workload.kind(), workload.name());
    Optional<FoundWorkload.Owner> owner = workload.owner();
    for (int i = 0; i < LONGEST_CHAIN_OF_OWNERS && owner.isPresent(); i++) {
      FoundWorkload.Owner next = owner.get();
      if (next.kind().equals("Node")) {
        break; // a static pod: its node is not what made it
      }
      top = new WorkloadId(workload.namespace(), next.kind(), next.name());
      FoundWorkload found = byId.get(id(workload.namespace(), next.kind(), next.name()));
      owner = found == null ? Optional.empty() : found.owner();
    }
    return top;
  }

  private static String id(String namespace, String kind, String name) {
    return namespace + "/" + kind + "/" + name;
  }

  private void addPods(
      WorkloadId top,
      List<FoundWorkload> members,
      boolean hasLivePods,
      Distinctions distinctions,
      List<Pod> pods) {
    List<FoundWorkload> counting = new ArrayList<>(members.size());
    for (FoundWorkload member : members) {
      boolean live = member.kind().equals("Pod") && member.phase() == Phase.LIVE;
      if (!hasLivePods || live) {
        counting.add(member);
      }
    }
    List<List<FoundWorkload>> parts = distinctions.split(counting);
    String name = top.name() + "[" + top.kind() + "]";
    List<Pod> owned = owners.computeIfAbsent(top.namespace() + "/" + name, o -> new ArrayList<>(1));
    if (parts.size() == 1) {
      Pod all = pod(name, parts.get(0));
      pods.add(all);
      owned.add(all);
      return;
    }
    for (List<FoundWorkload> part : parts) {
      FoundWorkload first = part.get(0);
      for (FoundWorkload each : part) {
        first = each.name().compareTo(first.name()) < 0 ? each : first;
      }
      Pod some = pod(first.name() + "[" + first.kind() + "]", part);
      pods.add(some);
      owned.add(some);
    }
  }

  /** One pod for many that no policy tells apart: the first stands for all, with all addresses. */
  private static Pod pod(String name, List<FoundWorkload> alike) {
    FoundWorkload first = alike.get(0);
    List<IpAddress> addresses = first.addresses();
    if (alike.size() > 1) {
      Set<IpAddress> all = new LinkedHashSet<>();
      alike.forEach(each -> all.addAll(each.addresses()));
      addresses = List.copyOf(all);
    }
    return new Pod(
        first.namespace(),
        name,
        first.labels(),
        first.ports(),
        addresses,
        first.hostNetwork(),
        first.phase());
  }
}
