package dev.sallyport.reach;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which classes of pods a peer means, as interned sets: sorted intervals of class numbers. A
 * selector is evaluated over classes or through postings of label values, never over pods.
 */
final class PeerSets {
  /** The number of the empty set. */
  static final int EMPTY = 0;

  /** The number of the set of all classes. */
  static final int EVERYONE = 1;

  private final Snapshot snapshot;
  private final PodClasses classes;
  private final Vocabulary vocabulary;
  private final Behavior behavior;
  private final boolean hostsMatch;
  private final IntTuples sets = new IntTuples();
  private final IntList scratch = new IntList();
  private final Map<Peer, Integer> known = new HashMap<>();
  private final Map<Selector, int[]> namespaces = new HashMap<>();
  private final Map<String, Map<String, IntList>> namespacePostings = new HashMap<>();
  private final Map<Integer, Map<Integer, IntList>> podPostings = new HashMap<>();
  private final PairIds intersections = new PairIds();
  private final PairIds withPort = new PairIds();
  private final List<int[]> withPortResults = new ArrayList<>();

  PeerSets(Snapshot snapshot, PodClasses classes, Vocabulary vocabulary, Behavior behavior) {
    this.snapshot = snapshot;
    this.classes = classes;
    this.vocabulary = vocabulary;
    this.behavior = behavior;
    this.hostsMatch = behavior.has(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    sets.intern(scratch);
    range(0, classes.size());
    if (sets.size() == 1) {
      sets.intern(-1, -1);
    }
  }

  /** All sets: pairs of first and end class, sorted, apart from one another. */
  IntTuples sets() {
    return sets;
  }

  int size() {
    return sets.size();
  }

  /** Takes over the sets of another, which is about the same classes; the new number of each. */
  int[] adopt(PeerSets others) {
    int[] numbers = new int[others.size()];
    for (int set = 0; set < numbers.length; set++) {
      numbers[set] = sets.intern(others.sets.pool(), others.sets.start(set), others.sets.end(set));
    }
    return numbers;
  }

  /** Forgets what only helps to find further sets. */
  void release() {
    known.clear();
    namespaces.clear();
    namespacePostings.clear();
    podPostings.clear();
    withPortResults.clear();
  }

  /** How many classes a set has. */
  int count(int set) {
    int count = 0;
    for (int i = sets.start(set); i < sets.end(set); i += 2) {
      count += sets.pool()[i + 1] - sets.pool()[i];
    }
    return count;
  }

  boolean contains(int set, int podClass) {
    int[] pool = sets.pool();
    int low = sets.start(set) / 2;
    int high = sets.end(set) / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (podClass < pool[2 * middle]) {
        high = middle - 1;
      } else if (podClass >= pool[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private int range(int from, int to) {
    scratch.clear();
    append(from, to);
    return sets.intern(scratch);
  }

  private void append(int from, int to) {
    if (from >= to) {
      return;
    }
    int size = scratch.size();
    if (size > 0 && scratch.get(size - 1) == from) {
      scratch.set(size - 1, to);
    } else {
      scratch.add(from);
      scratch.add(to);
    }
  }

  /** The classes of a namespace that a selector means. */
  int ofNamespace(int namespace, Vocabulary.Compiled selector) {
    scratch.clear();
    pods(namespace, selector.keys().length == 0 ? null : selector);
    return sets.intern(scratch);
  }

  /** The classes that a peer means, if not by its policy's namespace. */
  int of(Peer peer) {
    if (peer instanceof Peer.Anyone) {
      return EVERYONE;
    }

    Integer found = known.get(peer);
    if (found == null) {
      found =
          peer instanceof Peer.PodsInNamespaces pods
              ? podsInNamespaces(pods)
              : block((Peer.IpBlock) peer);
      known.put(peer, found);
    }
    return found;
  }

  private void pods(int namespace, Vocabulary.@Nullable Compiled selector) {
    int end = hostsMatch ? classes.end(namespace) : classes.hostStart(namespace);
    if (selector == null) {
      append(classes.start(namespace), end);
      return;
    }
    for (int c = classes.start(namespace); c < end; c++) {
      if (classes.matches(selector, c)) {
        append(c, c + 1);
      }
    }
  }

  private int podsInNamespaces(Peer.PodsInNamespaces peer) {
    int[] matching = namespaces(peer.namespaces());
    Vocabulary.Compiled selector =
        peer.pods().isEverything() ? null : vocabulary.compile(peer.pods());
    int equality = selector == null ? -1 : equality(selector);
    scratch.clear();
    if (selector == null || equality < 0 || matching.length < 16) {
      for (int namespace : matching) {
        pods(namespace, selector);
      }
      return sets.intern(scratch);
    }
    boolean[] wanted = new boolean[snapshot.namespaces().size()];
    for (int namespace : matching) {
      wanted[namespace] = true;
    }
    IntList posting =
        podPosting(selector.keys()[equality])
            .getOrDefault(selector.values()[equality][0], new IntList());
    for (int i = 0; i < posting.size(); i++) {
      int c = posting.get(i);
      if (wanted[classes.namespaceOf(c)]
          && (hostsMatch || !classes.isOnHost(c))
          && classes.matches(selector, c)) {
        append(c, c + 1);
      }
    }
    return sets.intern(scratch);
  }

  /** A requirement that names one value; -1 if there is none. */
  private static int equality(Vocabulary.Compiled selector) {
    for (int i = 0; i < selector.keys().length; i++) {
      if (selector.operators()[i] == Operator.IN && selector.values()[i].length == 1) {
        return i;
      }
    }
    return -1;
  }

  private Map<Integer, IntList> podPosting(int key) {
    Map<Integer, IntList> posting = podPostings.get(key);
    if (posting == null) {
      posting = new HashMap<>();
      for (int c = 0; c < classes.size(); c++) {
        int value = classes.label(c, key);
        if (value >= 0) {
          posting.computeIfAbsent(value, v -> new IntList()).add(c);
        }
      }
      podPostings.put(key, posting);
    }
    return posting;
  }

  /** The namespaces that a selector matches, in order. */
  int[] namespaces(Selector selector) {
    int[] found = namespaces.get(selector);
    if (found == null) {
      IntList result = new IntList();
      IntList candidates = candidates(selector);
      int size = candidates == null ? snapshot.namespaces().size() : candidates.size();
      for (int i = 0; i < size; i++) {
        int namespace = candidates == null ? i : candidates.get(i);
        if (selector.matches(snapshot.namespaces().get(namespace).labels())) {
          result.add(namespace);
        }
      }
      found = result.toArray();
      namespaces.put(selector, found);
    }
    return found;
  }

  /** The namespaces that have one of the labels that a selector requires; null if it has none. */
  private @Nullable IntList candidates(Selector selector) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      return namespacePosting(label.getKey(), label.getValue());
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (requirement.operator() == Operator.IN && requirement.values().size() == 1) {
        return namespacePosting(requirement.key(), requirement.values().get(0));
      }
    }
    return null;
  }

  private IntList namespacePosting(String key, String value) {
    Map<String, IntList> posting = namespacePostings.get(key);
    if (posting == null) {
      posting = new HashMap<>();
      List<Namespace> all = snapshot.namespaces();
      for (int i = 0; i < all.size(); i++) {
        String each = all.get(i).labels().get(key);
        if (each != null) {
          posting.computeIfAbsent(each, v -> new IntList(4)).add(i);
        }
      }
      namespacePostings.put(key, posting);
    }
    IntList found = posting.get(value);
    return found == null ? new IntList(4) : found;
  }

  private int block(Peer.IpBlock block) {
    return union(ofBlock(block, true), ofBlock(block, false));
  }

  /** The classes that a block of a NetworkPolicy means, of known or of unknown address. */
  int ofBlock(Peer.IpBlock block, boolean known) {
    scratch.clear();
    if (behavior.has(PluginChoice.IP_BLOCK_MATCHES_PODS)
        || behavior.has(PluginChoice.IP_BLOCK_MATCHES_NODES)) {
      for (int c = 0; c < classes.size(); c++) {
        boolean asNode = classes.isOnHost(c) && !hostsMatch;
        PluginChoice choice =
            asNode ? PluginChoice.IP_BLOCK_MATCHES_NODES : PluginChoice.IP_BLOCK_MATCHES_PODS;
        if (behavior.has(choice) && holds(block, pod(c), known)) {
          append(c, c + 1);
        }
      }
    }
    return sets.intern(scratch);
  }

  /** The classes that a block of a cluster policy means, of known or of unknown address. */
  int ofCluster(Peer.IpBlock block, boolean known) {
    scratch.clear();
    for (int c = 0; c < classes.size(); c++) {
      if (holds(block, pod(c), known)) {
        append(c, c + 1);
      }
    }
    return sets.intern(scratch);
  }

  /** The classes that the selectors of a cluster policy mean: never those on the host network. */
  int ofCluster(Peer.PodsInNamespaces peer) {
    int set = of(peer);
    return hostsMatch ? minus(set, onHost()) : set;
  }

  private Pod pod(int podClass) {
    return snapshot.pods().get(classes.member(podClass, 0));
  }

  private boolean holds(Peer.IpBlock block, Pod pod, boolean known) {
    return pod.addresses().isEmpty() != known && Fleet.holds(block, pod, behavior);
  }

  /** The classes of a list, which ascends. */
  int ofClasses(IntList members) {
    scratch.clear();
    for (int i = 0; i < members.size(); i++) {
      append(members.get(i), members.get(i) + 1);
    }
    return sets.intern(scratch);
  }

  int intersect(int one, int other) {
    if (one == other || one == EMPTY || other == EVERYONE) {
      return one;
    }
    if (other == EMPTY || one == EVERYONE) {
      return other;
    }
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    int found = intersections.get(low, high);
    if (found < 0) {
      boolean lowIsSmall = sets.length(low) <= sets.length(high);
      intersectSmall(lowIsSmall ? low : high, lowIsSmall ? high : low);
      found = sets.intern(scratch);
      intersections.put(low, high, found);
    }
    return found;
  }

  /** Looks up each interval of a set in a larger one. */
  private void intersectSmall(int small, int large) {
    scratch.clear();
    int[] pool = sets.pool();
    int end = sets.end(large);
    int from = sets.start(large);
    for (int i = sets.start(small); i < sets.end(small); i += 2) {
      // The first interval that ends behind the start of this one.
      int low = from / 2;
      int high = end / 2;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (pool[2 * middle + 1] <= pool[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      from = 2 * low;
      for (int j = from; j < end && pool[j] < pool[i + 1]; j += 2) {
        append(Math.max(pool[i], pool[j]), Math.min(pool[i + 1], pool[j + 1]));
      }
    }
  }

  int union(int one, int other) {
    if (one == other || other == EMPTY) {
      return one;
    }
    return one == EMPTY ? other : minus(EVERYONE, minus(minus(EVERYONE, one), other));
  }

  private int minus(int one, int other) {
    scratch.clear();
    int j = sets.start(other);
    int[] pool = sets.pool();
    for (int i = sets.start(one); i < sets.end(one); i += 2) {
      int next = pool[i];
      for (; j < sets.end(other) && pool[j] < pool[i + 1]; j += 2) {
        if (pool[j + 1] > next) {
          append(next, pool[j]);
          next = pool[j + 1];
        }
        if (pool[j + 1] > pool[i + 1]) {
          break;
        }
      }
      append(next, pool[i + 1]);
    }
    return sets.intern(scratch);
  }

  /** The classes on the host network. */
  int onHost() {
    scratch.clear();
    for (int namespace = 0; namespace < snapshot.namespaces().size(); namespace++) {
      append(classes.hostStart(namespace), classes.end(namespace));
    }
    return sets.intern(scratch);
  }

  /**
   * Splits a set by the numbers that its classes give to a port name: pairs of subset and number.
   * Classes without the name are in none of the subsets.
   */
  int[] byPort(int set, int portName) {
    int found = withPort.get(set, portName);
    if (found >= 0) {
      return withPortResults.get(found);
    }
    Map<Integer, IntList> byNumber = new HashMap<>();
    IntList numbers = new IntList();
    for (int i = 0; i < sets.length(set); i += 2) {
      int end = sets.item(set, i + 1);
      for (int c = sets.item(set, i); c < end; c++) {
        numbers.clear();
        classes.ports(c, portName, numbers);
        for (int j = 0; j < numbers.size(); j++) {
          byNumber.computeIfAbsent(numbers.get(j), n -> new IntList()).add(c);
        }
      }
    }
    IntList result = new IntList();
    byNumber.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              scratch.clear();
              for (int i = 0; i < entry.getValue().size(); i++) {
                append(entry.getValue().get(i), entry.getValue().get(i) + 1);
              }
              result.add(sets.intern(scratch));
              result.add(entry.getKey());
            });
    withPort.put(set, portName, withPortResults.size());
    withPortResults.add(result.toArray());
    return withPortResults.get(withPortResults.size() - 1);
  }
}
