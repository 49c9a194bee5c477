package dev.sallyport.reach;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the live pods by namespace and name.
 *
 * <p>One table for all namespaces, because a map in each is four more places of the memory to wait
 * for. It has no names: a pod is in a class if the class says so.
 */
final class LivePods {
  private static final long FREE = -1;

  private final List<LiveClass> classes;

  /** Open addressing: hash above, number of the class below. */
  private long[] table = new long[64];

  private int size;

  LivePods(List<LiveClass> classes) {
    this.classes = classes;
    Arrays.fill(table, FREE);
  }

  /** The class that holds a pod; null if none does. */
  @Nullable LiveClass find(String namespace, String name) {
    int hash = hash(namespace, name);
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != FREE; slot = slot + 1 & mask) {
      if (hash(table[slot]) == hash) {
        LiveClass podClass = classes.get((int) table[slot]);
        if (podClass.namespace.namespace.name().equals(namespace) && podClass.has(name)) {
          return podClass;
        }
      }
    }
    return null;
  }

  /** Takes note of a pod that its class got and that no class had. */
  void add(LiveClass podClass, Pod pod) {
    if (++size * 2 > table.length) {
      long[] old = table;
      table = new long[old.length * 2];
      Arrays.fill(table, FREE);
      for (long entry : old) {
        if (entry != FREE) {
          put(entry);
        }
      }
    }
    put((long) hash(pod.namespace(), pod.name()) << 32 | podClass.id);
  }

  private void put(long entry) {
    int mask = table.length - 1;
    int slot = hash(entry) & mask;
    while (table[slot] != FREE) {
      slot = slot + 1 & mask;
    }
    table[slot] = entry;
  }

  /** Forgets a pod of a class. */
  void remove(LiveClass podClass, Pod pod) {
    long entry = (long) hash(pod.namespace(), pod.name()) << 32 | podClass.id;
    int mask = table.length - 1;
    int gap = hash(entry) & mask;
    while (table[gap] != entry) {
      gap = gap + 1 & mask;
    }
    size--;
    // Entries after the gap that could not be found over it move into it.
    for (int slot = gap + 1 & mask; table[slot] != FREE; slot = slot + 1 & mask) {
      int home = hash(table[slot]) & mask;
      if ((slot - home & mask) >= (slot - gap & mask)) {
        table[gap] = table[slot];
        gap = slot;
      }
    }
    table[gap] = FREE;
  }

  private static int hash(String namespace, String name) {
    int hash = (namespace.hashCode() * 31 ^ name.hashCode()) * 0x9E3779B1;
    return hash ^ hash >>> 15;
  }

  private static int hash(long entry) {
    return (int) (entry >>> 32);
  }
}
