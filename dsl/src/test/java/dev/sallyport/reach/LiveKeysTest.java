package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
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

  /** So many that some have the same hash. */
  @Test
  void find_each_of_many_classes() {
    for (int i = 0; i < 200_000; i++) {
      newClass(pod("shop-" + i % 50, Map.of("app", "web-" + i)));
    }
    for (int i = 0; i < 200_000; i++) {
      LiveClass found = keys.find(pod("shop-" + i % 50, Map.of("app", "web-" + i)));
      if (found != classes.get(i)) {
        assertThat(found).as("class %d", i).isSameAs(classes.get(i));
      }
    }
  }

  /** 97 is the number of a label's key, and of a letter. */
  @Test
  void tell_where_the_name_of_a_namespace_ends() {
    for (int i = 2; i < 98; i++) {
      vocabulary.compile(Selector.ofLabels(Map.of("key-" + i, "")));
    }
    LiveClass longer = newClass(pod("xya", Map.of()));
    assertThat(keys.find(pod("xy", Map.of("key-97", "")))).isNull();
    assertThat(keys.find(pod("xya", Map.of()))).isSameAs(longer);
  }

  /** The pieces of the address space have numbers, as ports and their names do. */
  @Test
  void tell_ports_from_addresses() {
    AddressAtoms atoms =
        AddressAtoms.of(
            List.of(
                new Peer.IpBlock(Cidr.parse("10.0.0.0/32"), List.of()),
                new Peer.IpBlock(Cidr.parse("10.0.0.2/32"), List.of()),
                new Peer.IpBlock(Cidr.parse("10.0.0.4/32"), List.of())));
    LiveKeys byAddress = new LiveKeys(vocabulary, atoms, classes);
    vocabulary.portName(Protocol.TCP, "other");
    int name = vocabulary.portName(Protocol.TCP, "http");
    for (int number = 1; number < 7; number++) {
      Pod port = pod("a", Map.of(), new ContainerPort("http", number, Protocol.TCP));
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          List<IpAddress> addresses =
              List.of(IpAddress.parse("10.0.0." + i), IpAddress.parse("10.0.0." + j));
          Pod addressed = new Pod("a", "p", Map.of(), List.of(), addresses, false, Phase.LIVE);
          assertThat(byAddress.key(addressed))
              .as("%d: %d", name, number)
              .isNotEqualTo(byAddress.key(port));
        }
      }
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
