package dev.sallyport.runtime.deployed;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Phase;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is deployed, as selectors see it. */
final class Deployed {
  private final List<FoundWorkload> workloads = new ArrayList<>();
  private final List<FoundWorkload> owned = new ArrayList<>();
  private final Map<String, Namespace> namespaces = new HashMap<>();
  private final List<ExpectedPods> expected;

  /**
   * Takes down what is deployed.
   *
   * @param expected pods that something else makes, such as an operator
   */
  Deployed(KubernetesObjects objects, List<ExpectedPods> expected) {
    this.expected = new ArrayList<>(expected);
    objects.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
    Map<String, FoundWorkload> byId = new HashMap<>();
    objects.workloads().forEach(each -> byId.put(id(each, each.kind(), each.name()), each));
    boolean dns = false;
    for (FoundWorkload each : objects.workloads()) {
      dns |= each.namespace().equals("kube-system");
      if (each.phase() != Phase.LIVE || each.retired()) {
        continue;
      }
      boolean hasOwner =
          each.owner().isPresent()
              && byId.containsKey(id(each, each.owner().get().kind(), each.owner().get().name()));
      (hasOwner ? owned : workloads).add(each);
    }
    if (!dns) {
      // Every cluster has one, and hardly anybody keeps its manifests beside an application's.
      this.expected.add(new ExpectedPods("kube-system", "kube-dns", Map.of("k8s-app", "kube-dns")));
    }
  }

  private static String id(FoundWorkload near, String kind, String name) {
    return near.namespace() + "/" + kind + "/" + name;
  }

  /** Pods and pod templates that nothing else here makes. */
  List<FoundWorkload> workloads() {
    return workloads;
  }

  /** Those of a namespace whose pods a policy selects. */
  List<FoundWorkload> selected(Policy policy) {
    return workloads.stream()
        .filter(each -> each.namespace().equals(policy.namespace()))
        .filter(each -> policy.pods().matches(each.labels()))
        .toList();
  }

  /** Whether a policy selects any pod, of an operator's too. */
  boolean isSelecting(Policy policy) {
    return matches(new Peer.Pods(policy.pods()), policy.namespace());
  }

  /** Whether a peer of a policy in this namespace matches any pod. */
  boolean matches(Peer peer, String namespace) {
    return workloads.stream().anyMatch(w -> matches(peer, namespace, w.namespace(), w.labels()))
        || owned.stream().anyMatch(w -> matches(peer, namespace, w.namespace(), w.labels()))
        || expected.stream().anyMatch(e -> matches(peer, namespace, e.namespace(), e.labels()));
  }

  /** Whether a peer matches one workload. */
  boolean matches(Peer peer, String namespace, FoundWorkload workload) {
    return matches(peer, namespace, workload.namespace(), workload.labels());
  }

  private boolean matches(Peer peer, String own, String namespace, Map<String, String> labels) {
    if (peer instanceof Peer.Pods pods) {
      return own.equals(namespace) && pods.pods().matches(labels);
    }
    if (peer instanceof Peer.PodsInNamespaces pods) {
      Namespace known = namespaces.computeIfAbsent(namespace, name -> Namespace.of(name, Map.of()));
      return pods.namespaces().matches(known.labels()) && pods.pods().matches(labels);
    }
    return true;
  }

  /** Where a workload stands. */
  static Location location(FoundWorkload workload) {
    return Location.of(workload.place().source(), workload.place().line(), name(workload));
  }

  /** {@code Deployment shop/orders}. */
  static String name(FoundWorkload workload) {
    return workload.kind() + " " + workload.namespace() + "/" + workload.name();
  }
}
