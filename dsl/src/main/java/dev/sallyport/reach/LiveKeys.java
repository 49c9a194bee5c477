package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The classes of pods by all that policies can see of these: namespace, labels with a key that is
 * mentioned, named ports, pieces of address space, and whether they use the node's network.
 *
 * <p>The words stand in a class's key as characters. Numbers for them would have to be looked up
 * first, each in another place of the memory, and in a large fleet those waits are most of an
 * event's cost.
 */
final class LiveKeys {
  private final Vocabulary vocabulary;
  private final AddressAtoms atoms;
  private final List<LiveClass> classes;
  private final HashedNumbers numbers = new HashedNumbers();
  private final IntList key = new IntList();
  private final BiConsumer<String, String> label = this::add;

  LiveKeys(Vocabulary vocabulary, AddressAtoms atoms, List<LiveClass> classes) {
    this.vocabulary = vocabulary;
    this.atoms = atoms;
    this.classes = classes;
  }

  /** The class of a pod; null if there is none yet. */
  @Nullable LiveClass find(Pod pod) {
    read(pod);
    int number = numbers.find(hash(key.array(), key.size()), this::isOf);
    return number < 0 ? null : classes.get(number);
  }

  private boolean isOf(int number) {
    int[] its = classes.get(number).key;
    return Arrays.equals(its, 0, its.length, key.array(), 0, key.size());
  }

  /** The key of a pod's class. */
  int[] key(Pod pod) {
    read(pod);
    return key.toArray();
  }

  /** Takes note of a class with a key of its own. */
  void add(LiveClass podClass) {
    numbers.add(hash(podClass.key, podClass.key.length), podClass.id);
  }

  private static int hash(int[] key, int size) {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = (Integer.rotateLeft(hash, 5) ^ key[i]) * 0x9E3779B1;
    }
    return hash ^ hash >>> 15;
  }

  /** The first numbers say where the labels and the ports end, so that no two keys look alike. */
  private void read(Pod pod) {
    key.clear();
    key.add(pod.hostNetwork() ? 1 : 0);
    key.add(0);
    key.add(0);
    add(pod.namespace());
    pod.labels().forEach(label);
    key.set(1, key.size());
    addPorts(pod.ports());
    key.set(2, key.size());
    if (!atoms.isEmpty()) {
      addAtoms(pod.addresses());
    }
  }

  private void add(String name, String value) {
    int id = vocabulary.mentionedKey(name);
    if (id >= 0) {
      key.add(id);
      add(value);
    }
  }

  /** Adds a text: its length, then two characters an int. */
  private void add(String text) {
    int length = text.length();
    key.add(length);
    int i = 1;
    for (; i < length; i += 2) {
      key.add(text.charAt(i - 1) << 16 | text.charAt(i));
    }
    if (i == length) {
      key.add(text.charAt(i - 1));
    }
  }

  private void addPorts(List<ContainerPort> ports) {
    int from = key.size();
    for (int i = 0; i < ports.size(); i++) {
      ContainerPort port = ports.get(i);
      if (!port.name().isEmpty()) {
        key.add(vocabulary.portName(port.protocol(), port.name()));
        key.add(port.number());
      }
    }
    key.sortPairs(from);
  }

  /**
   * Adds the pieces of address space that hold some of the addresses, sorted, each once; none if no
   * address is known.
   */
  private void addAtoms(List<IpAddress> addresses) {
    if (addresses.size() == 1) {
      key.add(atoms.atom(addresses.get(0)));
      return;
    }
    addresses.stream().mapToInt(atoms::atom).sorted().distinct().forEach(key::add);
  }
}
