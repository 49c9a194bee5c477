package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveKeysTest {
  private final Vocabulary vocabulary = new Vocabulary();
  private final List<LiveClass> classes = new ArrayList<>();

  LiveKeysTest() {
    vocabulary.compile(Selector.ofLabels(Map.of("app", "web", "tier", "front")));
  }

  private final LiveKeys keys = new LiveKeys(vocabulary, AddressAtoms.NONE, classes);

  @Test
  void find_the_class_of_pods_that_look_alike() {
    Pod web = pod("shop", Map.of("app", "web"));
    Pod cart = pod("shop", Map.of("app", "cart"));
    assertThat(keys.find(web)).isNull();
    LiveClass first = newClass(web);
    assertThat(keys.find(web)).isSameAs(first);
    assertThat(keys.find(cart)).isNull();
    LiveClass second = newClass(cart);
    assertThat(keys.find(web)).isSameAs(first);
    assertThat(keys.find(cart)).isSameAs(second);
  }

  @Test
  void find_each_of_many_classes() {
    for (int i = 0; i < 1_000; i++) {
      newClass(pod("shop-" + i % 50, Map.of("app", "web-" + i)));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(keys.find(pod("shop-" + i % 50, Map.of("app", "web-" + i))))
          .isSameAs(classes.get(i));
    }
  }

  @Test
  void does_not_look_at_names_addresses_and_labels_that_no_policy_can_see() {
    Pod web = pod("shop", Map.of("app", "web"));
    LiveClass webs = newClass(web);
    assertThat(keys.find(Pod.of("shop", "another", Map.of("app", "web", "hash", "1"), List.of())))
        .isSameAs(webs);
    assertThat(
            keys.find(
                new Pod(
                    "shop",
                    "p",
                    Map.of("app", "web"),
                    List.of(new ContainerPort("", 80, Protocol.TCP)),
                    List.of(IpAddress.parse("10.0.0.1")),
                    false,
                    Phase.LIVE)))
        .isSameAs(webs);
  }

  /** Each is of a class of its own, though many of their words put in a row are the same. */
  @Test
  void tells_apart_what_a_policy_can_tell_apart() {
    List<Pod> pods =
        List.of(
            pod("a", Map.of()),
            pod("ab", Map.of()),
            pod("abc", Map.of()),
            pod("a", Map.of("app", "")),
            pod("a", Map.of("app", "b")),
            pod("a", Map.of("tier", "b")),
            pod("a", Map.of("app", "b", "tier", "")),
            pod("a", Map.of("app", "", "tier", "b")),
            pod("a", Map.of("app", "ab")),
            pod("a", Map.of("app", "abc")),
            pod("a", Map.of(), new ContainerPort("http", 80, Protocol.TCP)),
            pod("a", Map.of(), new ContainerPort("http", 81, Protocol.TCP)),
            pod("a", Map.of(), new ContainerPort("http", 80, Protocol.UDP)),
            pod("a", Map.of(), new ContainerPort("web", 80, Protocol.TCP)),
            new Pod("a", "p", Map.of(), List.of(), List.of(), true, Phase.LIVE));
    for (int i = 0; i < pods.size(); i++) {
      assertThat(keys.find(pods.get(i))).as("%s", pods.get(i)).isNull();
      newClass(pods.get(i));
    }
  }

  @Test
  void does_not_care_about_the_order_of_ports() {
    ContainerPort http = new ContainerPort("http", 80, Protocol.TCP);
    ContainerPort admin = new ContainerPort("admin", 9, Protocol.TCP);
    LiveClass both = newClass(pod("a", Map.of(), http, admin));
    assertThat(keys.find(pod("a", Map.of(), admin, http))).isSameAs(both);
  }

  private LiveClass newClass(Pod pod) {
    LiveNamespace namespace = new LiveNamespace(0, Namespace.of(pod.namespace(), Map.of()));
    LiveClass podClass =
        new LiveClass(
            classes.size(),
            keys.key(pod),
            namespace,
            pod.hostNetwork(),
            Families.BOTH,
            true,
            new int[0],
            new int[0]);
    classes.add(podClass);
    keys.add(podClass);
    return podClass;
  }

  private static Pod pod(String namespace, Map<String, String> labels, ContainerPort... ports) {
    return Pod.of(namespace, "p", labels, List.of(ports));
  }
}
