package dev.sallyport.runtime.expect;

import dev.sallyport.fluent.Policies;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import dev.sallyport.runtime.question.AnswerText;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Policies with the workloads that they speak of: what expectations are checked against.
 *
 * <pre>{@code
 * ObjectInputs inputs = new ObjectInputs("default").add("k8s").add("orders.jar");
 * NetworkPolicies policies = NetworkPolicies.of(inputs, "default", PluginProfile.STRICT);
 * Outcome outcome = policies.check(expectation);
 * }</pre>
 *
 * <p>Where a workload is known twice, by its contract and by its Deployment for example, its name
 * stands for both: what is expected must hold for both. Can be asked by several threads.
 */
public final class NetworkPolicies {
  /** Each pair is kept with its answer until the report is made. */
  private static final long MOST_PAIRS = 1_000_000;

  private final Reachability reachability;

  /** Where both ends are one pod of the snapshot: about two of the pods that it stands for. */
  private final Reachability betweenReplicas;

  private final Subjects subjects;
  private final AnswerText texts;

  private NetworkPolicies(
      Snapshot snapshot,
      Map<String, List<Pod>> owners,
      AnswerText texts,
      String namespace,
      PluginProfile profile) {
    this.reachability = Reachability.of(snapshot, profile);
    this.betweenReplicas =
        Reachability.of(snapshot, profile.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO));
    this.subjects = new Subjects(snapshot, owners, namespace);
    this.texts = texts;
  }

  /**
   * The policies of some inputs. {@code O(objects)}.
   *
   * @param namespace the namespace of workloads that are named without one
   * @param profile how questions are decided that the API leaves open
   * @throws InvalidExpectationsException if an object can't be read, or there is no policy: without
   *     what it says nothing is sure
   */
  public static NetworkPolicies of(ObjectInputs inputs, String namespace, PluginProfile profile)
      throws InvalidExpectationsException {
    KubernetesObjects objects = inputs.objects();
    if (!objects.problems().isEmpty()) {
      throw new InvalidExpectationsException(objects.problems());
    }
    if (objects.policies().isEmpty() && objects.clusterPolicies().isEmpty()) {
      throw InvalidExpectationsException.of(
          "there is no policy in the inputs, so that everything is allowed and nothing is tested;"
              + " name the folder or jar in which the policies are");
    }
    boolean addressesMatter = profile.decide(PluginChoice.IP_BLOCK_MATCHES_PODS) != Decision.NO;
    Snapshots.Owned owned = Snapshots.owned(objects, addressesMatter);
    return new NetworkPolicies(
        owned.snapshot(),
        owned.owners(),
        new AnswerText(new RuleNotes(inputs)),
        namespace,
        profile);
  }

  /**
   * The policies on the class path of the running program, and other inputs.
   *
   * @param loader for example {@code Thread.currentThread().getContextClassLoader()}
   * @param more inputs besides, as {@link ObjectInputs#add(String)} takes them
   * @param namespace the namespace of objects and workloads that give none
   * @param profile how questions are decided that the API leaves open
   * @throws InvalidExpectationsException as {@link #of(ObjectInputs, String, PluginProfile)}
   * @throws IOException if an input as a whole can't be read
   */
  public static NetworkPolicies ofClassPath(
      ClassLoader loader, List<String> more, String namespace, PluginProfile profile)
      throws InvalidExpectationsException, IOException {
    ObjectInputs inputs = new ObjectInputs(namespace).addClassPath(loader);
    for (String each : more) {
      inputs.add(each);
    }
    return of(inputs, namespace, profile);
  }

  /**
   * The policies that declarations amount to, with the workloads that they declare and name. {@code
   * O(policies + workloads)}.
   *
   * @param namespace stands for the namespace that deployment decides
   */
  public static NetworkPolicies of(Policies policies, String namespace, PluginProfile profile) {
    Map<String, Pod> pods = new TreeMap<>();
    Map<String, List<Pod>> owners = new TreeMap<>();
    for (Workload workload : policies.workloads()) {
      String where = workload.namespace().isEmpty() ? namespace : workload.namespace();
      Pod pod = Pod.of(where, workload.name() + "[Workload]", workload.labels(), workload.ports());
      if (pods.putIfAbsent(pod.id(), pod) == null) {
        owners.put(pod.id(), List.of(pod));
      }
    }
    List<Policy> placed = new ArrayList<>();
    for (Policy policy : policies.all()) {
      placed.add(
          !policy.namespace().isEmpty()
              ? policy
              : new Policy(
                  namespace,
                  policy.name(),
                  policy.pods(),
                  policy.directions(),
                  policy.ingress(),
                  policy.egress(),
                  policy.origin()));
    }
    List<Namespace> namespaces = new ArrayList<>();
    for (Namespace each : policies.namespaces()) {
      if (!each.name().isEmpty()) {
        namespaces.add(each);
      }
    }
    return new NetworkPolicies(
        Snapshot.of(namespaces, List.copyOf(pods.values()), placed),
        owners,
        new AnswerText(new RuleNotes(new ObjectInputs(namespace))),
        namespace,
        profile);
  }

  /** Everything that exists. */
  public Snapshot snapshot() {
    return reachability.snapshot();
  }

  /** How questions are decided that the API leaves open. */
  public PluginProfile profile() {
    return reachability.profile();
  }

  /** Where each rule stands, for messages. */
  AnswerText texts() {
    return texts;
  }

  Reachability reachability() {
    return reachability;
  }

  /** The subjects that expectations may name. */
  public Subjects subjects() {
    return subjects;
  }

  /**
   * Checks an expectation. {@code O(pairs of members)}, for addresses once per piece of them; more
   * than a million pairs are an error.
   */
  public synchronized Outcome check(Expectation expectation) {
    try {
      List<Endpoint> from = subjects.find(expectation.from());
      List<Endpoint> to = subjects.find(expectation.to());
      long pairs = (long) from.size() * to.size();
      if (pairs > MOST_PAIRS) {
        throw new InvalidQuestionException(
            "it asks about "
                + pairs
                + " pairs, and at most "
                + MOST_PAIRS
                + " are answered at"
                + " once; name fewer");
      }
      List<Edge> edges = new ArrayList<>();
      for (Endpoint destination : to) {
        ConnectionSet asked = expectation.ports().on(destination, subjects.alike(destination));
        for (Endpoint source : from) {
          add(source, destination, asked, edges);
        }
      }
      return new Verification(this, expectation, edges).outcome();
    } catch (InvalidQuestionException e) {
      return Outcome.error(expectation, String.valueOf(e.getMessage()));
    }
  }

  private void add(Endpoint from, Endpoint to, ConnectionSet asked, List<Edge> edges)
      throws InvalidQuestionException {
    if (from instanceof AddressRange range && to instanceof Pod pod) {
      for (AddressRange piece : reachability.pieces(range, pod, Direction.INGRESS)) {
        edges.add(edge(piece, to, asked));
      }
    } else if (from instanceof Pod pod && to instanceof AddressRange range) {
      for (AddressRange piece : reachability.pieces(range, pod, Direction.EGRESS)) {
        edges.add(edge(from, piece, asked));
      }
    } else if (from instanceof Pod) {
      edges.add(edge(from, to, asked));
    } else {
      throw new InvalidQuestionException(
          "no policy speaks of two addresses; one of the two must be a workload");
    }
  }

  private Edge edge(Endpoint from, Endpoint to, ConnectionSet asked) {
    Reachability answers = answers(from, to);
    ConnectionSet open = answers.connections(from, to).intersect(asked);
    ConnectionSet dependent = answers.pluginDependent(from, to).intersect(asked);
    return new Edge(from, to, open, dependent, asked.subtract(open).subtract(dependent));
  }

  /** Who answers for a pair. */
  Reachability answers(Endpoint from, Endpoint to) {
    return from.equals(to) ? betweenReplicas : reachability;
  }
}
