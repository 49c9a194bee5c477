package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The live pods of a snapshot by what policies can see of them: namespace, labels that some
 * selector mentions, port names that some policy mentions, host network, and the piece of address
 * space. Pods of one class get the same answers.
 *
 * <p>Classes are numbered so that those of a namespace follow one another, those on the host
 * network last. {@code O(pods × labels)}.
 */
final class PodClasses implements Members {
  private final int[] classOf;
  private final int[] keyOf;
  private final int[] namespaceStart;
  private final int[] hostStart;
  private final int[] memberStart;
  private final int[] members;
  private final IntTuples keys;
  private final int[] namespaceOf;

  /**
   * Layout of a key: namespace, host network, length of labels, of ports, then these, addresses.
   */
  private static final int HEADER = 4;

  /** From so many pods on, a second thread pays. */
  static final int MANY = 20_000;

  private PodClasses(
      int[] classOf,
      int[] keyOf,
      int[] namespaceOf,
      int[] namespaceStart,
      int[] hostStart,
      int[] memberStart,
      int[] members,
      IntTuples keys) {
    this.classOf = classOf;
    this.keyOf = keyOf;
    this.namespaceOf = namespaceOf;
    this.namespaceStart = namespaceStart;
    this.hostStart = hostStart;
    this.memberStart = memberStart;
    this.members = members;
    this.keys = keys;
  }

  static PodClasses of(Snapshot snapshot, Vocabulary vocabulary, AddressAtoms atoms) {
    Map<String, Integer> namespaces = new HashMap<>();
    for (Namespace namespace : snapshot.namespaces()) {
      namespaces.put(namespace.name(), namespaces.size());
    }
    List<Pod> pods = snapshot.pods();
    int[] keyOfPod = new int[pods.size()];
    if (pods.size() < MANY) {
      IntTuples keys = new IntTuples();
      keys(pods, 0, pods.size(), namespaces, vocabulary, atoms, keys, keyOfPod);
      return order(snapshot.namespaces().size(), keyOfPod, keys);
    }
    // Numbers the keys of the second half behind those of the first, as if it came after.
    int half = pods.size() / 2;
    CompletableFuture<IntTuples> first =
        CompletableFuture.supplyAsync(
            () -> {
              IntTuples keys = new IntTuples();
              keys(pods, 0, half, namespaces, vocabulary, atoms, keys, keyOfPod);
              return keys;
            });
    IntTuples second = new IntTuples();
    keys(pods, half, pods.size(), namespaces, vocabulary, atoms, second, keyOfPod);
    IntTuples keys = first.join();
    int[] numbers = new int[second.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = keys.intern(second.pool(), second.start(i), second.end(i));
    }
    for (int i = half; i < keyOfPod.length; i++) {
      keyOfPod[i] = keyOfPod[i] < 0 ? -1 : numbers[keyOfPod[i]];
    }
    return order(snapshot.namespaces().size(), keyOfPod, keys);
  }

  private static void keys(
      List<Pod> pods,
      int from,
      int to,
      Map<String, Integer> namespaces,
      Vocabulary vocabulary,
      AddressAtoms atoms,
      IntTuples keys,
      int[] keyOfPod) {
    IntList key = new IntList();
    Vocabulary.Projection projection = vocabulary.new Projection(key);
    String lastName = null;
    int lastNamespace = 0;
    for (int i = from; i < to; i++) {
      Pod pod = pods.get(i);
      if (!pod.isLive()) {
        keyOfPod[i] = -1;
        continue;
      }
      if (!pod.namespace().equals(lastName)) {
        lastName = pod.namespace();
        lastNamespace = Objects.requireNonNull(namespaces.get(lastName));
      }
      key(pod, lastNamespace, vocabulary, projection, atoms, key);
      keyOfPod[i] = keys.intern(key);
    }
  }

  private static void key(
      Pod pod,
      int namespace,
      Vocabulary vocabulary,
      Vocabulary.Projection projection,
      AddressAtoms atoms,
      IntList key) {
    key.clear();
    key.add(namespace);
    key.add(pod.hostNetwork() ? 1 : 0);
    key.add(0);
    key.add(0);
    projection.project(pod.labels());
    int labelsEnd = key.size();
    key.set(2, labelsEnd - HEADER);
    if (vocabulary.mentionsPortNames()) {
      for (ContainerPort port : pod.ports()) {
        int name =
            port.name().isEmpty() ? -1 : vocabulary.mentionedPortName(port.protocol(), port.name());
        if (name >= 0) {
          key.add(name);
          key.add(port.number());
        }
      }
      key.sortPairs(labelsEnd);
      key.set(3, key.size() - labelsEnd);
    }
    if (!atoms.isEmpty()) {
      List<IpAddress> addresses = pod.addresses();
      if (addresses.isEmpty()) {
        key.add(AddressAtoms.UNKNOWN);
      } else {
        int[] found = new int[addresses.size()];
        for (int i = 0; i < found.length; i++) {
          found[i] = atoms.atom(addresses.get(i));
        }
        Arrays.sort(found);
        for (int i = 0; i < found.length; i++) {
          if (i == 0 || found[i] != found[i - 1]) {
            key.add(found[i]);
          }
        }
      }
    }
  }

  /** Numbers keys by namespace and host network. */
  private static PodClasses order(int namespaces, int[] keyOfPod, IntTuples keys) {
    int size = keys.size();
    int[] count = new int[2 * namespaces + 1];
    for (int key = 0; key < size; key++) {
      count[2 * keys.item(key, 0) + keys.item(key, 1) + 1]++;
    }
    for (int i = 0; i < 2 * namespaces; i++) {
      count[i + 1] += count[i];
    }
    int[] namespaceStart = new int[namespaces + 1];
    int[] hostStart = new int[namespaces];
    for (int i = 0; i < namespaces; i++) {
      namespaceStart[i] = count[2 * i];
      hostStart[i] = count[2 * i + 1];
    }
    namespaceStart[namespaces] = size;
    int[] next = Arrays.copyOf(count, 2 * namespaces);
    int[] classOfKey = new int[size];
    int[] keyOf = new int[size];
    int[] namespaceOf = new int[size];
    for (int key = 0; key < size; key++) {
      int number = next[2 * keys.item(key, 0) + keys.item(key, 1)]++;
      classOfKey[key] = number;
      keyOf[number] = key;
      namespaceOf[number] = keys.item(key, 0);
    }
    int[] memberStart = new int[size + 1];
    int live = 0;
    for (int i = 0; i < keyOfPod.length; i++) {
      if (keyOfPod[i] >= 0) {
        keyOfPod[i] = classOfKey[keyOfPod[i]];
        memberStart[keyOfPod[i] + 1]++;
        live++;
      }
    }
    for (int i = 0; i < size; i++) {
      memberStart[i + 1] += memberStart[i];
    }
    int[] members = new int[live];
    int[] at = Arrays.copyOf(memberStart, size);
    for (int i = 0; i < keyOfPod.length; i++) {
      if (keyOfPod[i] >= 0) {
        members[at[keyOfPod[i]]++] = i;
      }
    }
    return new PodClasses(
        keyOfPod, keyOf, namespaceOf, namespaceStart, hostStart, memberStart, members, keys);
  }

  /** How many classes there are. */
  int size() {
    return keyOf.length;
  }

  /** The class of a pod, by its place in the snapshot; -1 for a finished one. */
  int classOf(int pod) {
    return classOf[pod];
  }

  int namespaceOf(int podClass) {
    return namespaceOf[podClass];
  }

  /** First class of a namespace. */
  int start(int namespace) {
    return namespaceStart[namespace];
  }

  /** First class of a namespace that is on the host network; its end if none is. */
  int hostStart(int namespace) {
    return hostStart[namespace];
  }

  /** End of the classes of a namespace, exclusive. */
  int end(int namespace) {
    return namespaceStart[namespace + 1];
  }

  boolean isOnHost(int podClass) {
    return keys.item(keyOf[podClass], 1) == 1;
  }

  /** How many pods a class has. */
  @Override
  public int count(int podClass) {
    return memberStart[podClass + 1] - memberStart[podClass];
  }

  /** A pod of a class, by its place in the snapshot. */
  @Override
  public int member(int podClass, int index) {
    return members[memberStart[podClass] + index];
  }

  boolean matches(Vocabulary.Compiled selector, int podClass) {
    int key = keyOf[podClass];
    int from = keys.start(key) + HEADER;
    return selector.matches(keys.pool(), from, from + keys.item(key, 2));
  }

  /** The value of a mentioned label key; -1 if absent. */
  int label(int podClass, int labelKey) {
    int key = keyOf[podClass];
    int from = keys.start(key) + HEADER;
    int[] pool = keys.pool();
    for (int i = from; i < from + pool[from - 2]; i += 2) {
      if (pool[i] == labelKey) {
        return pool[i + 1];
      }
    }
    return -1;
  }

  /** Appends the numbers of a class's ports of this name. */
  void ports(int podClass, int portName, IntList target) {
    int key = keyOf[podClass];
    int[] pool = keys.pool();
    int from = keys.start(key) + HEADER + keys.item(key, 2);
    for (int i = from; i < from + keys.item(key, 3); i += 2) {
      if (pool[i] == portName) {
        target.add(pool[i + 1]);
      }
    }
  }

  /** Appends the atoms of a class's addresses. */
  void atoms(int podClass, IntList target) {
    int key = keyOf[podClass];
    int from = keys.start(key) + HEADER + keys.item(key, 2) + keys.item(key, 3);
    for (int i = from; i < keys.end(key); i++) {
      target.add(keys.pool()[i]);
    }
  }
}
