package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodIndexTest {
  private static Pod pod(String namespace, String name) {
    return Pod.of(namespace, name, Map.of(), List.of());
  }

  @Test
  void finds_each_pod_by_namespace_and_name_and_no_other() {
    for (int size : new int[] {0, 1, 2, 3, 4, 15, 64, 400}) {
      List<Pod> pods = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        pods.add(pod("n" + i % 7, "p" + i));
      }
      PodIndex index = new PodIndex(pods);
      for (int i = 0; i < size; i++) {
        assertThat(index.find(pods.get(i))).isEqualTo(i);
        assertThat(index.find(pod("n" + i % 7, "p" + i))).as("another object").isEqualTo(i);
        assertThat(index.find(pod("n" + (i + 1) % 7, "p" + i))).isEqualTo(-1);
        assertThat(index.find(pod("n" + i % 7, "q" + i))).isEqualTo(-1);
      }
    }
  }

  /** Strings of one hash: "Aa" and "BB". */
  @Test
  void tells_apart_names_of_one_hash() {
    List<Pod> pods = List.of(pod("Aa", "Aa"), pod("BB", "Aa"), pod("Aa", "BB"));
    PodIndex index = new PodIndex(pods);
    for (int i = 0; i < pods.size(); i++) {
      assertThat(index.find(pod(pods.get(i).namespace(), pods.get(i).name()))).isEqualTo(i);
    }
    assertThat(index.find(pod("BB", "BB"))).isEqualTo(-1);
  }

  @Test
  void lists_the_members_of_classes_one_class_after_the_other() {
    List<Pod> pods = List.of(pod("a", "0"), pod("a", "1"), pod("a", "2"), pod("a", "3"));
    int[][] classes = {{2}, {1}, {0, 3}};
    Members members =
        new Members() {
          @Override
          public int count(int podClass) {
            return classes[podClass].length;
          }

          @Override
          public int member(int podClass, int index) {
            return classes[podClass][index];
          }
        };
    PodList some = new PodList(pods, members, new int[] {2, 0});
    assertThat(some).containsExactly(pods.get(0), pods.get(3), pods.get(2));
    assertThatThrownBy(() -> some.get(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Index 3 out of bounds for length 3");
    assertThatThrownBy(() -> some.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(new PodList(pods, members, new int[0])).isEmpty();
  }
}
