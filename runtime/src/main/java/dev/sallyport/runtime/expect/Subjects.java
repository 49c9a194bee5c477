package dev.sallyport.runtime.expect;

import dev.sallyport.check.NearNames;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.question.InvalidQuestionException;
import dev.sallyport.runtime.question.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is there, by the names that expectations give them. */
public final class Subjects {
  /** Stands for the namespace that deployment decides, as in a contract's {@code REF}. */
  private static final String UNDECIDED = "_";

  private static final String ALL = "*";

  /** The built-in peer; no workload has a name in upper case. */
  private static final String INTERNET = "Internet";

  private final Snapshot snapshot;
  private final String namespace;

  /** By {@code namespace/name[Kind]} and {@code namespace/name}, of owners and of pods. */
  private final Map<String, List<Pod>> byName = new TreeMap<>();

  /** The name without kind of the owner of each pod. */
  private final Map<String, String> ownerOf = new HashMap<>();

  Subjects(Snapshot snapshot, Map<String, List<Pod>> owners, String namespace) {
    this.snapshot = snapshot;
    this.namespace = namespace;
    owners.forEach(
        (owner, pods) -> {
          for (Pod pod : pods) {
            add(owner, pod);
            add(bare(owner), pod);
            add(pod.id(), pod);
            add(bare(pod.id()), pod);
            ownerOf.put(pod.id(), bare(owner));
          }
        });
  }

  private void add(String name, Pod pod) {
    List<Pod> pods = byName.computeIfAbsent(name, n -> new ArrayList<>(1));
    if (!pods.contains(pod)) {
      pods.add(pod);
    }
  }

  private static String bare(String id) {
    int kind = id.indexOf('[');
    return kind < 0 ? id : id.substring(0, kind);
  }

  /** {@code namespace/name} of the workload that a pod belongs to; CIDR or range of addresses. */
  String workload(Endpoint endpoint) {
    return endpoint instanceof Pod pod
        ? ownerOf.getOrDefault(pod.id(), bare(pod.id()))
        : Edge.name(endpoint);
  }

  /** The other pods of the workload that an endpoint belongs to; none for addresses. */
  List<Pod> alike(Endpoint endpoint) {
    return endpoint instanceof Pod ? byName.getOrDefault(workload(endpoint), List.of()) : List.of();
  }

  /**
   * The members of a subject: at least one, each once, in the order of the snapshot.
   *
   * @throws InvalidQuestionException if nobody is meant, or nobody who runs; says who is there
   */
  public List<Endpoint> find(Subject subject) throws InvalidQuestionException {
    if (subject instanceof Subject.Selected selected) {
      return selected(selected);
    }
    if (subject instanceof Subject.Others others) {
      return others(others);
    }
    String name = ((Subject.Named) subject).name();
    if (name.equals(INTERNET)) {
      return internet();
    }
    Optional<AddressRange> addresses = Question.addresses(name);
    if (addresses.isPresent()) {
      return List.of(addresses.get());
    }
    int slash = name.indexOf('/');
    String where = slash < 0 ? namespace : name.substring(0, slash);
    String who = name.substring(slash + 1);
    where = where.equals(UNDECIDED) ? namespace : where;
    if (who.equals(ALL)) {
      return all(where);
    }
    if (name.contains(ALL)) {
      throw new InvalidQuestionException(
          "\""
              + name
              + "\": * stands for all of a namespace (shop/*) or for all (*/*); select"
              + " others by labels");
    }
    String id = where + "/" + who;
    List<Pod> found = byName.get(id);
    if (found == null) {
      throw new InvalidQuestionException(
          "there is no workload \"" + id + "\"" + meant(id, byName.keySet()));
    }
    List<Endpoint> running = running(found);
    if (running.isEmpty()) {
      throw new InvalidQuestionException(
          "\"" + id + "\" has finished: it has no connections, whatever the policies say");
    }
    return running;
  }

  private List<Endpoint> others(Subject.Others subject) throws InvalidQuestionException {
    Set<Endpoint> but = new HashSet<>();
    List<AddressRange> addresses = new ArrayList<>();
    for (Subject each : subject.but()) {
      for (Endpoint endpoint : find(each)) {
        but.add(endpoint);
        if (endpoint instanceof AddressRange range) {
          addresses.add(range);
        }
      }
    }
    List<Endpoint> others = new ArrayList<>();
    for (Endpoint pod : running(snapshot.pods())) {
      if (!but.contains(pod)) {
        others.add(pod);
      }
    }
    if (subject.outside()) {
      others.addAll(without(AddressRange.ALL_IPV4, addresses));
      others.addAll(without(AddressRange.ALL_IPV6, addresses));
    }
    return others;
  }

  /** The addresses of the built-in peer, range by range. */
  private static List<Endpoint> internet() {
    List<Endpoint> ranges = new ArrayList<>();
    for (Peer peer : BuiltInPeers.internet()) {
      Peer.IpBlock block = (Peer.IpBlock) peer;
      ranges.addAll(
          without(
              AddressRange.of(block.cidr()),
              block.except().stream().map(AddressRange::of).toList()));
    }
    return ranges;
  }

  /** What is left of a range without others, which may overlap one another. */
  private static List<AddressRange> without(AddressRange whole, List<AddressRange> except) {
    List<AddressRange> left = new ArrayList<>();
    IpAddress next = whole.first();
    for (AddressRange each : except.stream().filter(whole::overlaps).sorted().toList()) {
      if (next.compareTo(each.first()) < 0) {
        left.add(new AddressRange(next, AddressRange.previous(each.first())));
      }
      if (each.last().compareTo(whole.last()) >= 0) {
        return left;
      }
      IpAddress after = AddressRange.next(each.last());
      next = next.compareTo(after) < 0 ? after : next;
    }
    left.add(new AddressRange(next, whole.last()));
    return left;
  }

  private List<Endpoint> all(String where) throws InvalidQuestionException {
    List<Pod> found = new ArrayList<>();
    TreeSet<String> namespaces = new TreeSet<>();
    for (Pod pod : snapshot.pods()) {
      namespaces.add(pod.namespace());
      if (where.equals(ALL) || pod.namespace().equals(where)) {
        found.add(pod);
      }
    }
    List<Endpoint> running = running(found);
    if (running.isEmpty()) {
      throw new InvalidQuestionException(
          where.equals(ALL)
              ? "there is no workload at all"
              : "there is no workload in namespace \"" + where + "\"" + meant(where, namespaces));
    }
    return running;
  }

  private List<Endpoint> selected(Subject.Selected subject) throws InvalidQuestionException {
    Map<String, Namespace> namespaces = new HashMap<>();
    snapshot.namespaces().forEach(each -> namespaces.put(each.name(), each));
    List<Pod> found = new ArrayList<>();
    for (Pod pod : snapshot.pods()) {
      Namespace where = namespaces.get(pod.namespace());
      if (where != null
          && subject.namespaces().matches(where.labels())
          && subject.pods().matches(pod.labels())) {
        found.add(pod);
      }
    }
    List<Endpoint> running = running(found);
    if (running.isEmpty()) {
      throw new InvalidQuestionException("there are no " + subject);
    }
    return running;
  }

  private static List<Endpoint> running(List<Pod> pods) {
    List<Endpoint> running = new ArrayList<>(pods.size());
    for (Pod pod : pods) {
      if (pod.isLive()) {
        running.add(pod);
      }
    }
    return running;
  }

  private static String meant(String name, Iterable<String> known) {
    String near = NearNames.didYouMean(name, known);
    if (!near.isEmpty()) {
      return near;
    }
    List<String> names = new ArrayList<>();
    for (String each : known) {
      if (each.indexOf('[') < 0) {
        names.add(each);
      }
    }
    return names.size() > 12 || names.isEmpty() ? "" : "; there are " + String.join(", ", names);
  }
}
