package dev.sallyport.runtime.objects;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the inputs hold. The same object twice, equal in all that is read, counts once; two
 * different objects of one name are a problem, and the first one stays.
 */
final class ObjectCollector implements ObjectSink {
  private static final Origin NO_ORIGIN = new Origin("", "");

  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
  private final Map<String, FoundWorkload> workloads = new LinkedHashMap<>();
  private final Map<String, FoundService> services = new LinkedHashMap<>();
  private final Map<String, Policy> policies = new LinkedHashMap<>();
  private final Map<String, ClusterPolicy> clusterPolicies = new LinkedHashMap<>();
  private final TreeMap<String, Integer> skipped = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Everything that was gathered. */
  KubernetesObjects objects() {
    return new KubernetesObjects(
        List.copyOf(namespaces.values()),
        List.copyOf(workloads.values()),
        List.copyOf(services.values()),
        List.copyOf(policies.values()),
        List.copyOf(clusterPolicies.values()),
        skipped,
        problems);
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void problems(List<Problem> more) {
    problems.addAll(more);
  }

  @Override
  public void skipped(String versionAndKind) {
    skipped.merge(versionAndKind, 1, Integer::sum);
  }

  @Override
  public void add(Namespace namespace, Place place) {
    put(namespaces, namespace.name(), namespace, "Namespace", place, UnaryOperator.identity());
  }

  @Override
  public void add(@Nullable FoundWorkload workload) {
    if (workload != null) {
      put(
          workloads,
          workload.namespace() + "/" + workload.kind() + "/" + workload.name(),
          workload,
          "workload",
          workload.place(),
          ObjectCollector::withoutPlace);
    }
  }

  @Override
  public void add(@Nullable FoundService service) {
    if (service != null) {
      put(
          services,
          service.namespace() + "/" + service.name(),
          service,
          "Service",
          service.place(),
          ObjectCollector::withoutPlace);
    }
  }

  @Override
  public void add(@Nullable Policy policy) {
    if (policy != null) {
      put(
          policies,
          policy.namespace() + "/" + policy.name(),
          policy,
          "NetworkPolicy",
          place(policy.origin()),
          ObjectCollector::withoutOrigins);
    }
  }

  @Override
  public void add(@Nullable ClusterPolicy policy) {
    if (policy != null) {
      put(
          clusterPolicies,
          policy.tier() + "/" + policy.name(),
          policy,
          "cluster policy",
          place(policy.origin()),
          ObjectCollector::withoutOrigins);
    }
  }

  private <T> void put(
      Map<String, T> all, String id, T object, String what, Place place, UnaryOperator<T> bare) {
    T first = all.putIfAbsent(id, object);
    if (first != null && !bare.apply(first).equals(bare.apply(object))) {
      problems.add(
          Problem.of(
              place.source(),
              place.line(),
              what + " " + id + " is there a second time and differs; remove one of the two"));
    }
  }

  private static Place place(Origin origin) {
    String text = origin.source();
    int colon = text.lastIndexOf(':');
    return new Place(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static FoundWorkload withoutPlace(FoundWorkload w) {
    return new FoundWorkload(
        w.namespace(),
        w.kind(),
        w.name(),
        w.owner(),
        w.retired(),
        w.labels(),
        w.ports(),
        w.addresses(),
        w.hostNetwork(),
        w.phase(),
        new Place("", 0));
  }

  private static FoundService withoutPlace(FoundService s) {
    return new FoundService(s.namespace(), s.name(), s.selector(), s.ports(), new Place("", 0));
  }

  private static Policy withoutOrigins(Policy policy) {
    return new Policy(
        policy.namespace(),
        policy.name(),
        policy.pods(),
        policy.directions(),
        policy.ingress().stream().map(ObjectCollector::withoutOrigins).toList(),
        policy.egress().stream().map(ObjectCollector::withoutOrigins).toList(),
        NO_ORIGIN);
  }

  private static Rule withoutOrigins(Rule rule) {
    return new Rule(rule.peers(), rule.ports(), List.of());
  }

  private static ClusterPolicy withoutOrigins(ClusterPolicy policy) {
    return new ClusterPolicy(
        policy.name(),
        policy.tier(),
        policy.priority(),
        policy.namespaces(),
        policy.pods(),
        policy.ingress().stream().map(ObjectCollector::withoutOrigins).toList(),
        policy.egress().stream().map(ObjectCollector::withoutOrigins).toList(),
        NO_ORIGIN);
  }

  private static ClusterRule withoutOrigins(ClusterRule rule) {
    return new ClusterRule(rule.name(), rule.action(), rule.peers(), rule.ports(), List.of());
  }
}
