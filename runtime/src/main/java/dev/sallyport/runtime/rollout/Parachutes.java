package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds who needs a parachute: pods that no policy isolates in a direction now, and some policy
 * does in the end. Exact: a parachute selects such pods only, and each such pod has one.
 *
 * <p>A parachute takes the pod selector of a new policy where that selects such pods only. If not,
 * it selects by the lasting labels of a pod, with the absence of labels that others have.
 */
final class Parachutes {
  /** The label that marks a parachute; its value is the id of the rollout. */
  static final String ROLLOUT_LABEL = "rollout.sallyport.dev/id";

  /** The annotation that says what a parachute is for. */
  static final String PURPOSE = "rollout.sallyport.dev/purpose";

  /** Not the value that marks applied policies: those may be pruned, parachutes never. */
  private static final Map<String, String> MANAGED_BY =
      Map.of("app.kubernetes.io/managed-by", "sallyport-rollout");

  /** Labels that pods of one workload don't share, or lose when the workload is changed. */
  private static final Set<String> PASSING =
      Set.of(
          "pod-template-hash",
          "pod-template-generation",
          "controller-revision-hash",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "controller-uid",
          "job-name",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-name",
          "batch.kubernetes.io/job-completion-index");

  private final Population population;
  private final List<Policy> before;
  private final List<Policy> last;

  /** By namespace and selector, in the order of policies, then pods. */
  private final Map<List<Object>, Parachute> found = new LinkedHashMap<>();

  /** The parachutes of one workload before they are policies. */
  record Parachute(String namespace, String name, Selector pods, Set<Direction> directions) {
    /** {@code namespace/name}. */
    String workload() {
      return namespace + "/" + name;
    }

    boolean selects(Pod pod) {
      return pod.namespace().equals(namespace) && pods.matches(pod.labels());
    }
  }

  private Parachutes(Population population, List<Policy> before, List<Policy> last) {
    this.population = population;
    this.before = before;
    this.last = last;
  }

  /**
   * The parachutes of a change. {@code O(policies × pods)}, and {@code O(pods²)} of a namespace
   * where selectors of policies don't do.
   *
   * @param changed the policies that come or change, in their final form
   * @throws RolloutRefusedException if labels can't tell pods that need one from others
   */
  static List<Parachute> of(
      Population population, List<Policy> before, List<Policy> last, List<Policy> changed)
      throws RolloutRefusedException {
    Parachutes parachutes = new Parachutes(population, before, last);
    for (Direction direction : Direction.values()) {
      parachutes.find(direction, changed);
    }
    List<Parachute> all = new ArrayList<>(parachutes.found.values());
    all.sort(Comparator.comparing(Parachute::namespace).thenComparing(Parachute::name));
    return all;
  }

  private void find(Direction direction, List<Policy> changed) throws RolloutRefusedException {
    Set<Pod> needing = new HashSet<>();
    for (Pod pod : population.pods()) {
      if (pod.isLive() && !isIsolated(pod, direction, before) && isIsolated(pod, direction, last)) {
        needing.add(pod);
      }
    }
    Set<Pod> covered = new HashSet<>();
    for (Policy policy : changed) {
      if (policy.directions().contains(direction) && !policy.pods().isEverything()) {
        List<Pod> selected = selected(policy.namespace(), policy.pods());
        if (!covered.containsAll(selected) && needing.containsAll(selected)) {
          add(policy.namespace(), policy.name(), policy.pods(), direction);
          covered.addAll(selected);
        }
      }
    }
    for (Pod pod : population.pods()) {
      if (needing.contains(pod) && !covered.contains(pod)) {
        Selector exact = exact(pod, direction, needing);
        add(pod.namespace(), pod.name(), exact, direction);
        covered.addAll(selected(pod.namespace(), exact));
      }
    }
  }

  private void add(String namespace, String name, Selector pods, Direction direction) {
    Parachute known =
        found.computeIfAbsent(
            List.of(namespace, pods),
            key -> new Parachute(namespace, unused(namespace, name), pods, new TreeSet<>()));
    known.directions().add(direction);
  }

  /** A name that no other parachute of the namespace has. */
  private String unused(String namespace, String name) {
    String valid = valid(name);
    Set<String> used = new HashSet<>();
    for (Parachute each : found.values()) {
      if (each.namespace().equals(namespace)) {
        used.add(each.name());
      }
    }
    String free = valid;
    for (int i = 2; used.contains(free); i++) {
      free = valid + "-" + i;
    }
    return free;
  }

  /** {@code orders[Deployment]} as {@code orders-deployment}. */
  private static String valid(String name) {
    String text =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    text = text.substring(0, Math.min(text.length(), 200)).replaceAll("-$", "");
    return text.isEmpty() ? "pods" : text;
  }

  private static boolean isIsolated(Pod pod, Direction direction, List<Policy> policies) {
    for (Policy policy : policies) {
      if (policy.directions().contains(direction)
          && policy.namespace().equals(pod.namespace())
          && policy.pods().matches(pod.labels())) {
        return true;
      }
    }
    return false;
  }

  private List<Pod> selected(String namespace, Selector pods) {
    return population.pods().stream()
        .filter(pod -> pod.isLive() && pod.namespace().equals(namespace))
        .filter(pod -> pods.matches(pod.labels()))
        .toList();
  }

  private static Map<String, String> lasting(Pod pod) {
    Map<String, String> labels = new TreeMap<>(pod.labels());
    labels.keySet().removeAll(PASSING);
    return labels;
  }

  /** Selects a pod, and no other pod but those with the same lasting labels. */
  private Selector exact(Pod pod, Direction direction, Set<Pod> needing)
      throws RolloutRefusedException {
    Map<String, String> labels = lasting(pod);
    Set<Requirement> absent = new TreeSet<>();
    for (Pod other : selected(pod.namespace(), Selector.ofLabels(labels))) {
      Map<String, String> others = lasting(other);
      if (others.equals(labels)) {
        if (!needing.contains(other)) {
          throw new RolloutRefusedException(
              pod.id()
                  + " needs a parachute for "
                  + word(direction)
                  + " and "
                  + other.id()
                  + " must not have one, but both have the same lasting labels "
                  + labels
                  + "; give one of them a label of its own");
        }
      } else {
        String key =
            others.keySet().stream().filter(k -> !labels.containsKey(k)).findFirst().orElseThrow();
        absent.add(new Requirement(key, Operator.DOES_NOT_EXIST, List.of()));
      }
    }
    return new Selector(labels, List.copyOf(absent));
  }

  static String word(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  /** The policy that a parachute is in one direction. */
  static StoredPolicy policy(Parachute parachute, Direction direction, String rollout) {
    List<Rule> all = List.of(new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of()));
    boolean ingress = direction == Direction.INGRESS;
    Map<String, String> labels = new TreeMap<>(MANAGED_BY);
    labels.put(ROLLOUT_LABEL, LabelSyntax.value(rollout));
    return new StoredPolicy(
        new Policy(
            parachute.namespace(),
            "sallyport-parachute-" + parachute.name() + "-" + word(direction),
            parachute.pods(),
            Set.of(direction),
            ingress ? all : List.of(),
            ingress ? List.of() : all,
            new Origin("", "")),
        labels,
        Map.of(
            PURPOSE,
            "Allows "
                + parachute.workload()
                + " every "
                + word(direction)
                + " as before, until it is narrowed. Part of a rollout that is under way: see"
                + " \"sallyport rollout --status\"."));
  }
}
