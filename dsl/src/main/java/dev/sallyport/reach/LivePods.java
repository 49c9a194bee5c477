package dev.sallyport.reach;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the live pods by namespace and name.
 *
 * <p>One table for all namespaces, because a map in each is four more places of the memory to wait
 * for. It has no names: a pod is in a class if the class says so.
 */
final class LivePods {
  private final List<LiveClass> classes;
  private final HashedNumbers numbers = new HashedNumbers();

  LivePods(List<LiveClass> classes) {
    this.classes = classes;
  }

  /** The class that holds a pod; null if none does. */
  @Nullable LiveClass find(String namespace, String name) {
    int number =
        numbers.find(
            hash(namespace, name),
            id -> {
              LiveClass podClass = classes.get(id);
              return podClass.namespace.namespace.name().equals(namespace) && podClass.has(name);
            });
    return number < 0 ? null : classes.get(number);
  }

  /** Takes note of a pod that its class got and that no class had. */
  void add(LiveClass podClass, Pod pod) {
    numbers.add(hash(pod.namespace(), pod.name()), podClass.id);
  }

  /** Forgets a pod of a class. */
  void remove(LiveClass podClass, Pod pod) {
    numbers.remove(hash(pod.namespace(), pod.name()), podClass.id);
  }

  private static int hash(String namespace, String name) {
    int hash = (namespace.hashCode() * 31 ^ name.hashCode()) * 0x9E3779B1;
    return hash ^ hash >>> 15;
  }
}
