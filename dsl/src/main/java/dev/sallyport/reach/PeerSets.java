package dev.sallyport.reach;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Peer;
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
  private final Snapshot snapshot;
  private final PodClasses classes;
  private final Vocabulary vocabulary;
  private final Behavior behavior;
  private final boolean hostsMatch;
  private final ClassSets sets;
  private final NamespaceMatches namespaces;
  private final Map<Peer, Integer> known = new HashMap<>();
  private final Map<Integer, Map<Integer, IntList>> podPostings = new HashMap<>();
  private final PairIds withPort = new PairIds();
  private final List<int[]> withPortResults = new ArrayList<>();

  PeerSets(Snapshot snapshot, PodClasses classes, Vocabulary vocabulary, Behavior behavior) {
    this.snapshot = snapshot;
    this.classes = classes;
    this.vocabulary = vocabulary;
    this.behavior = behavior;
    this.hostsMatch = behavior.has(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    this.sets = new ClassSets(classes.size());
    this.namespaces = new NamespaceMatches(snapshot.namespaces());
  }

  /** All sets so far. */
  ClassSets sets() {
    return sets;
  }

  /** The namespaces that a selector matches, in order. */
  int[] namespaces(Selector selector) {
    return namespaces.of(selector);
  }

  /** Forgets what only helps to find further sets. */
  void release() {
    known.clear();
    namespaces.release();
    podPostings.clear();
    withPortResults.clear();
  }

  /** The classes of a namespace that a selector means. */
  int ofNamespace(int namespace, Vocabulary.Compiled selector) {
    sets.begin();
    pods(namespace, selector.keys().length == 0 ? null : selector);
    return sets.end();
  }

  /** The classes that a peer means, if not by its policy's namespace. */
  int of(Peer peer) {
    if (peer instanceof Peer.Anyone) {
      return ClassSets.EVERYONE;
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
      sets.append(classes.start(namespace), end);
      return;
    }
    for (int c = classes.start(namespace); c < end; c++) {
      if (classes.matches(selector, c)) {
        sets.append(c);
      }
    }
  }

  private int podsInNamespaces(Peer.PodsInNamespaces peer) {
    int[] matching = namespaces.of(peer.namespaces());
    Vocabulary.Compiled selector =
        peer.pods().isEverything() ? null : vocabulary.compile(peer.pods());
    int equality = selector == null ? -1 : equality(selector);
    sets.begin();
    if (selector == null || equality < 0 || matching.length < 16) {
      for (int namespace : matching) {
        pods(namespace, selector);
      }
      return sets.end();
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
        sets.append(c);
      }
    }
    return sets.end();
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

  private int block(Peer.IpBlock block) {
    return sets.union(ofBlock(block, true), ofBlock(block, false));
  }

  /** The classes that a block of a NetworkPolicy means, of known or of unknown address. */
  int ofBlock(Peer.IpBlock block, boolean known) {
    sets.begin();
    if (behavior.has(PluginChoice.IP_BLOCK_MATCHES_PODS)
        || behavior.has(PluginChoice.IP_BLOCK_MATCHES_NODES)) {
      for (int c = 0; c < classes.size(); c++) {
        boolean asNode = classes.isOnHost(c) && !hostsMatch;
        PluginChoice choice =
            asNode ? PluginChoice.IP_BLOCK_MATCHES_NODES : PluginChoice.IP_BLOCK_MATCHES_PODS;
        if (behavior.has(choice) && holds(block, pod(c), known)) {
          sets.append(c);
        }
      }
    }
    return sets.end();
  }

  /** The classes that a block of a cluster policy means, of known or of unknown address. */
  int ofCluster(Peer.IpBlock block, boolean known) {
    sets.begin();
    for (int c = 0; c < classes.size(); c++) {
      if (holds(block, pod(c), known)) {
        sets.append(c);
      }
    }
    return sets.end();
  }

  /** The classes that the selectors of a cluster policy mean: never those on the host network. */
  int ofCluster(Peer.PodsInNamespaces peer) {
    int set = of(peer);
    return hostsMatch ? sets.minus(set, onHost()) : set;
  }

  private Pod pod(int podClass) {
    return snapshot.pods().get(classes.member(podClass, 0));
  }

  private boolean holds(Peer.IpBlock block, Pod pod, boolean known) {
    return pod.addresses().isEmpty() != known && Fleet.holds(block, pod, behavior);
  }

  /** The classes on the host network. */
  int onHost() {
    sets.begin();
    for (int namespace = 0; namespace < snapshot.namespaces().size(); namespace++) {
      sets.append(classes.hostStart(namespace), classes.end(namespace));
    }
    return sets.end();
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
              result.add(sets.of(entry.getValue()));
              result.add(entry.getKey());
            });
    withPort.put(set, portName, withPortResults.size());
    withPortResults.add(result.toArray());
    return withPortResults.get(withPortResults.size() - 1);
  }
}
