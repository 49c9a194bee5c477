package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Namespace;
import dev.sallyport.reach.Phase;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An API server in memory, on which every call can go wrong in every way. */
final class MemoryServer implements RolloutServer {
  final List<Namespace> namespaces = new ArrayList<>();
  final List<FoundWorkload> workloads = new ArrayList<>();
  private final Map<String, LivePolicy> policies = new TreeMap<>();
  private Optional<JournalObject> journal = Optional.empty();
  private long version;
  private int calls;
  private int faultAt = -1;
  private Fault fault = Fault.KILLED_BEFORE;
  private boolean dead;
  private Runnable onChange = () -> {};

  /** What goes wrong at a call. */
  enum Fault {
    KILLED_BEFORE,
    KILLED_AFTER,
    FORBIDDEN,
    CHANGED,
    TIMEOUT_NOT_DONE,
    TIMEOUT_DONE;

    boolean kills() {
      return this == KILLED_BEFORE || this == KILLED_AFTER;
    }

    boolean isDone() {
      return this == KILLED_AFTER || this == TIMEOUT_DONE;
    }
  }

  /** The process is gone. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private interface Call<T> {
    T make() throws ClusterException;
  }

  /** A copy of the state, with its own counter. */
  MemoryServer copy() {
    MemoryServer copy = new MemoryServer();
    copy.namespaces.addAll(namespaces);
    copy.workloads.addAll(workloads);
    copy.policies.putAll(policies);
    copy.journal = journal;
    copy.version = version;
    return copy;
  }

  void onChange(Runnable listener) {
    onChange = listener;
  }

  /** The next process begins; the fault strikes at its call of this number, from 1. */
  void fault(int call, Fault what) {
    calls = 0;
    dead = false;
    faultAt = call;
    fault = what;
  }

  void noFault() {
    fault(-1, Fault.KILLED_BEFORE);
  }

  int calls() {
    return calls;
  }

  private <T> T call(Call<T> call) throws ClusterException {
    if (dead) {
      throw new Killed();
    }
    calls++;
    if (calls != faultAt) {
      return call.make();
    }
    if (fault.isDone()) {
      call.make();
    }
    if (fault.kills()) {
      dead = true;
      throw new Killed();
    }
    throw new ClusterException(
        switch (fault) {
          case FORBIDDEN -> ClusterException.Reason.FORBIDDEN;
          case CHANGED -> ClusterException.Reason.CHANGED;
          default -> ClusterException.Reason.TIMEOUT;
        },
        "call " + calls + ": " + fault);
  }

  private static ClusterException conflict(String what) {
    return new ClusterException(ClusterException.Reason.CHANGED, what + " is not what was read");
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public KubernetesObjects read() throws ClusterException {
    return call(this::objects);
  }

  KubernetesObjects objects() {
    return new KubernetesObjects(
        namespaces,
        workloads,
        List.of(),
        policies.values().stream().map(LivePolicy::policy).toList(),
        List.of(),
        new TreeMap<>(),
        List.of());
  }

  @Override
  public List<LivePolicy> policies() throws ClusterException {
    return call(() -> List.copyOf(policies.values()));
  }

  /** What is there, without versions. */
  Map<String, StoredPolicy> stored() {
    Map<String, StoredPolicy> stored = new TreeMap<>();
    policies.forEach((id, policy) -> stored.put(id, PolicyCalls.stored(policy)));
    return stored;
  }

  /** Somebody else writes a policy. */
  void put(StoredPolicy policy) {
    version++;
    policies.put(
        policy.id(),
        new LivePolicy(
            policy.policy(), policy.labels(), policy.annotations(), "uid" + version, "" + version));
    onChange.run();
  }

  /** Somebody else deletes a policy. */
  void remove(String id) {
    policies.remove(id);
    onChange.run();
  }

  @Override
  public void create(StoredPolicy policy) throws ClusterException {
    call(
        () -> {
          if (policies.containsKey(policy.id())) {
            throw conflict(policy.id());
          }
          put(policy);
          return policy;
        });
  }

  private void unchanged(LivePolicy read) throws ClusterException {
    LivePolicy now = policies.get(read.id());
    if (now == null || !now.resourceVersion().equals(read.resourceVersion())) {
      throw conflict(read.id());
    }
  }

  @Override
  public void replace(LivePolicy read, StoredPolicy policy) throws ClusterException {
    call(
        () -> {
          unchanged(read);
          put(policy);
          return policy;
        });
  }

  @Override
  public void delete(LivePolicy read) throws ClusterException {
    call(
        () -> {
          unchanged(read);
          remove(read.id());
          return read;
        });
  }

  @Override
  public Optional<JournalObject> journal() throws ClusterException {
    return call(() -> journal);
  }

  /** Whether there is a journal. */
  boolean hasJournal() {
    return journal.isPresent();
  }

  @Override
  public JournalObject createJournal(Map<String, String> data) throws ClusterException {
    return call(
        () -> {
          if (journal.isPresent()) {
            throw conflict("journal");
          }
          return write(data);
        });
  }

  private JournalObject write(Map<String, String> data) {
    version++;
    JournalObject written = new JournalObject(data, "" + version);
    journal = Optional.of(written);
    return written;
  }

  private void unchanged(JournalObject read) throws ClusterException {
    if (journal.isEmpty() || !journal.get().resourceVersion().equals(read.resourceVersion())) {
      throw conflict("journal");
    }
  }

  @Override
  public JournalObject replaceJournal(JournalObject read, Map<String, String> data)
      throws ClusterException {
    return call(
        () -> {
          unchanged(read);
          return write(data);
        });
  }

  @Override
  public void deleteJournal(JournalObject read) throws ClusterException {
    call(
        () -> {
          unchanged(read);
          journal = Optional.empty();
          return read;
        });
  }

  /** A Deployment with a pod template of these labels. */
  static FoundWorkload deployment(String namespace, String name, Map<String, String> labels) {
    return new FoundWorkload(
        namespace,
        "Deployment",
        name,
        Optional.empty(),
        false,
        new TreeMap<>(labels),
        List.of(),
        List.of(),
        false,
        Phase.LIVE,
        new Place("memory", 1));
  }
}
