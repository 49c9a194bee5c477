package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LivePodsTest {
  private final List<LiveClass> classes = new ArrayList<>();
  private final LivePods pods = new LivePods(classes);

  @Test
  void knows_the_class_of_each_pod_like_a_map_while_pods_come_and_go() {
    for (String namespace : List.of("shop", "bank")) {
      LiveNamespace home = new LiveNamespace(classes.size(), Namespace.of(namespace, Map.of()));
      for (int i = 0; i < 3; i++) {
        newClass(home);
      }
    }
    Map<String, LiveClass> expected = new HashMap<>();
    Random random = new Random(5);
    for (int step = 0; step < 20_000; step++) {
      LiveClass podClass = classes.get(random.nextInt(classes.size()));
      // Few names at first, so that the table is small and full of neighbours.
      Pod pod = pod(podClass, "pod-" + random.nextInt(step < 10_000 ? 12 : 600));
      LiveClass before = expected.remove(pod.id());
      if (before == null) {
        podClass.add(pod);
        pods.add(podClass, pod);
        expected.put(pod.id(), podClass);
      } else {
        before.remove(pod);
        pods.remove(before, pod);
      }
      Pod other = pod(podClass, "pod-" + random.nextInt(600));
      assertThat(pods.find(other.namespace(), other.name())).isSameAs(expected.get(other.id()));
      assertThat(pods.find(pod.namespace(), pod.name())).isSameAs(expected.get(pod.id()));
    }
    expected.forEach(
        (id, podClass) ->
            assertThat(
                    pods.find(id.substring(0, id.indexOf('/')), id.substring(id.indexOf('/') + 1)))
                .as(id)
                .isSameAs(podClass));
  }

  /** In Java "Aa" and "BB" have the same hash. */
  @Test
  void tells_names_with_the_same_hash_apart() {
    LiveClass first = newClass(new LiveNamespace(0, Namespace.of("shop", Map.of())));
    LiveClass second = newClass(new LiveNamespace(1, Namespace.of("bank", Map.of())));
    for (LiveClass podClass : classes) {
      Pod pod = pod(podClass, "Aa");
      podClass.add(pod);
      pods.add(podClass, pod);
    }
    assertThat(pods.find("shop", "Aa")).isSameAs(first);
    assertThat(pods.find("bank", "Aa")).isSameAs(second);
    assertThat(pods.find("shop", "BB")).isNull();
    Pod twin = pod(second, "BB");
    second.add(twin);
    pods.add(second, twin);
    pods.remove(second, pod(second, "Aa"));
    second.remove(pod(second, "Aa"));
    assertThat(pods.find("bank", "BB")).isSameAs(second);
    assertThat(pods.find("bank", "Aa")).isNull();
    assertThat(pods.find("shop", "Aa")).isSameAs(first);
  }

  private LiveClass newClass(LiveNamespace home) {
    LiveClass podClass =
        new LiveClass(
            classes.size(),
            new int[0],
            home,
            false,
            Families.BOTH,
            true,
            new int[] {},
            new int[] {});
    classes.add(podClass);
    return podClass;
  }

  private static Pod pod(LiveClass podClass, String name) {
    return Pod.of(podClass.namespace.namespace.name(), name, Map.of(), List.of());
  }
}
