package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveKeysTest {
  private final Vocabulary vocabulary = new Vocabulary();

  LiveKeysTest() {
    vocabulary.compile(Selector.ofLabels(Map.of("app", "web", "tier", "front")));
  }

  private final LiveKeys keys = new LiveKeys(vocabulary, AddressAtoms.NONE);

  @Test
  void numbers_what_is_new_from_0_on_and_finds_it_again() {
    Pod web = pod("shop", Map.of("app", "web"));
    Pod cart = pod("shop", Map.of("app", "cart"));
    assertThat(keys.find(web)).isEqualTo(-1);
    assertThat(keys.add(web)).isZero();
    assertThat(keys.find(cart)).isEqualTo(-1);
    assertThat(keys.add(cart)).isEqualTo(1);
    assertThat(keys.find(web)).isZero();
    assertThat(keys.add(web)).isZero();
    assertThat(keys.find(cart)).isEqualTo(1);
  }

  @Test
  void does_not_look_at_names_addresses_and_labels_that_no_policy_can_see() {
    Pod web = pod("shop", Map.of("app", "web"));
    keys.add(web);
    assertThat(keys.find(Pod.of("shop", "another", Map.of("app", "web", "hash", "1"), List.of())))
        .isZero();
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
        .isZero();
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
      assertThat(keys.find(pods.get(i))).as("%s", pods.get(i)).isEqualTo(-1);
      assertThat(keys.add(pods.get(i))).isEqualTo(i);
    }
  }

  @Test
  void does_not_care_about_the_order_of_ports() {
    ContainerPort http = new ContainerPort("http", 80, Protocol.TCP);
    ContainerPort admin = new ContainerPort("admin", 9, Protocol.TCP);
    keys.add(pod("a", Map.of(), http, admin));
    assertThat(keys.find(pod("a", Map.of(), admin, http))).isZero();
  }

  private static Pod pod(String namespace, Map<String, String> labels, ContainerPort... ports) {
    return Pod.of(namespace, "p", labels, List.of(ports));
  }
}
