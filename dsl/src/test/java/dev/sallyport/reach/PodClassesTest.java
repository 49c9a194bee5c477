package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Pods are of one class exactly if no policy can tell them apart. */
class PodClassesTest {
  private final Vocabulary vocabulary = new Vocabulary();
  private final Vocabulary.Compiled web = vocabulary.compile(Selector.parse("app=web"));
  private final Vocabulary.Compiled tiers = vocabulary.compile(Selector.parse("tier in (x,y)"));
  private final int http = vocabulary.portName(Protocol.TCP, "http");
  private final int dns = vocabulary.portName(Protocol.UDP, "dns");

  private static Snapshot fleet(int size, int seed) {
    Random random = new Random(seed);
    List<Namespace> namespaces = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      namespaces.add(Namespace.of("n" + n, Map.of()));
    }
    List<Pod> pods = new ArrayList<>();
    for (int p = 0; p < size; p++) {
      Map<String, String> labels = new HashMap<>();
      labels.put("noise", "" + p);
      for (String key : List.of("app", "tier")) {
        if (random.nextBoolean()) {
          labels.put(key, List.of("web", "x", "y", "unmentioned").get(random.nextInt(4)));
        }
      }
      List<ContainerPort> ports = new ArrayList<>();
      for (int count = random.nextInt(4); count > 0; count--) {
        ports.add(
            random.nextInt(3) == 0
                ? new ContainerPort("dns", 53 + random.nextInt(2), Protocol.UDP)
                : new ContainerPort(
                    List.of("http", "", "unmentioned").get(random.nextInt(3)),
                    80 + random.nextInt(2),
                    Protocol.TCP));
      }
      List<IpAddress> addresses = new ArrayList<>();
      for (int count = random.nextInt(3); count > 0; count--) {
        addresses.add(IpAddress.parse(random.nextBoolean() ? "10.0.0.1" : "::1"));
      }
      pods.add(
          new Pod(
              "n" + (random.nextInt(4) == 0 ? random.nextInt(6) : p % 4),
              "p" + p,
              labels,
              ports,
              addresses,
              random.nextInt(5) == 0,
              random.nextInt(9) == 0 ? Phase.FINISHED : Phase.LIVE));
    }
    return Snapshot.of(namespaces, pods, List.of());
  }

  private static List<String> ports(Pod pod, Protocol protocol, String name) {
    return pod.ports().stream()
        .filter(port -> port.protocol() == protocol && port.name().equals(name))
        .map(port -> "" + port.number())
        .sorted()
        .toList();
  }

  /** All that a policy can see of a pod. */
  private static String seen(Pod pod, boolean families) {
    Map<String, String> labels = new TreeMap<>(pod.labels());
    labels.remove("noise");
    for (String key : List.of("app", "tier")) {
      List<String> mentioned = key.equals("app") ? List.of("web") : List.of("x", "y");
      labels.computeIfPresent(key, (k, value) -> mentioned.contains(value) ? value : "/");
    }
    TreeSet<Boolean> isIpv6 = new TreeSet<>();
    pod.addresses().forEach(address -> isIpv6.add(address.isIpv6()));
    return pod.namespace()
        + labels
        + ports(pod, Protocol.TCP, "http")
        + ports(pod, Protocol.UDP, "dns")
        + pod.hostNetwork()
        + (families ? isIpv6 : "");
  }

  private void holds(Snapshot snapshot, boolean families) {
    PodClasses classes =
        PodClasses.of(snapshot, vocabulary, families ? AddressAtoms.FAMILIES : AddressAtoms.NONE);
    Map<String, Integer> classOf = new HashMap<>();
    List<List<Integer>> members = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < snapshot.pods().size(); i++) {
      Pod pod = snapshot.pods().get(i);
      int c = classes.classOf(i);
      assertThat(c >= 0).isEqualTo(pod.isLive());
      if (c < 0) {
        continue;
      }
      members.get(c).add(i);
      Integer known = classOf.putIfAbsent(seen(pod, families), c);
      assertThat(known == null || known == c).as("alike: %s", pod).isTrue();
      if (known == null) {
        of(pod, c, classes, families);
      }
    }
    assertThat(classOf).as("told apart").hasSize(classes.size());
    for (int c = 0; c < classes.size(); c++) {
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < classes.count(c); i++) {
        found.add(classes.member(c, i));
      }
      assertThat(found).isEqualTo(members.get(c));
    }
    int next = 0;
    for (int n = 0; n < 6; n++) {
      assertThat(classes.start(n)).isEqualTo(next);
      for (; next < classes.end(n); next++) {
        assertThat(classes.namespaceOf(next)).isEqualTo(n);
        assertThat(classes.isOnHost(next)).isEqualTo(next >= classes.hostStart(n));
      }
    }
    assertThat(next).isEqualTo(classes.size());
  }

  private void of(Pod pod, int c, PodClasses classes, boolean families) {
    assertThat(snapshotName(classes.namespaceOf(c))).isEqualTo(pod.namespace());
    assertThat(classes.isOnHost(c)).isEqualTo(pod.hostNetwork());
    assertThat(classes.matches(web, c)).isEqualTo("web".equals(pod.labels().get("app")));
    String tier = pod.labels().getOrDefault("tier", "");
    assertThat(classes.matches(tiers, c)).isEqualTo(tier.equals("x") || tier.equals("y"));
    int value = classes.label(c, web.keys()[0]);
    String app = pod.labels().get("app");
    assertThat(value)
        .isEqualTo(app == null ? -1 : app.equals("web") ? web.values()[0][0] : Vocabulary.OTHER);
    assertThat(classes.label(c, 99)).isEqualTo(-1);
    IntList numbers = new IntList();
    classes.ports(c, http, numbers);
    assertThat(Arrays.stream(numbers.toArray()).mapToObj(n -> "" + n))
        .containsExactlyElementsOf(ports(pod, Protocol.TCP, "http"));
    numbers.clear();
    classes.ports(c, dns, numbers);
    assertThat(Arrays.stream(numbers.toArray()).mapToObj(n -> "" + n))
        .containsExactlyElementsOf(ports(pod, Protocol.UDP, "dns"));
    IntList atoms = new IntList();
    classes.atoms(c, atoms);
    TreeSet<Integer> expected = new TreeSet<>();
    pod.addresses().forEach(address -> expected.add(address.isIpv6() ? 1 : 0));
    if (families && expected.isEmpty()) {
      expected.add(AddressAtoms.UNKNOWN);
    }
    assertThat(Arrays.stream(atoms.toArray()).boxed())
        .containsExactlyElementsOf(families ? expected : new TreeSet<Integer>());
  }

  private static String snapshotName(int namespace) {
    return "n" + namespace;
  }

  @Test
  void of_few_pods() {
    for (int seed = 0; seed < 20; seed++) {
      holds(fleet(seed * 8, seed), seed % 2 == 0);
    }
  }

  /** From here on two threads number them. */
  @Test
  void of_many_pods() {
    holds(fleet(PodClasses.MANY, 1), true);
    holds(fleet(PodClasses.MANY + 1, 2), false);
  }

  /** The second half is numbered behind the first, as if it came after. */
  @Test
  void of_many_pods_have_the_numbers_that_one_thread_would_give() {
    Snapshot many = fleet(PodClasses.MANY, 3);
    PodClasses classes = PodClasses.of(many, vocabulary, AddressAtoms.FAMILIES);
    Snapshot fewer =
        Snapshot.of(many.namespaces(), many.pods().subList(0, PodClasses.MANY - 1), List.of());
    PodClasses ofFewer = PodClasses.of(fewer, vocabulary, AddressAtoms.FAMILIES);
    assertThat(ofFewer.size()).as("the last pod is like another").isEqualTo(classes.size());
    for (int i = 0; i < PodClasses.MANY - 1; i++) {
      assertThat(classes.classOf(i)).isEqualTo(ofFewer.classOf(i));
    }
  }

  @Test
  void without_mentioned_port_names_ports_do_not_count() {
    Vocabulary none = new Vocabulary();
    Pod one = Pod.of("n0", "a", Map.of(), List.of(new ContainerPort("http", 80, Protocol.TCP)));
    Pod other = Pod.of("n0", "b", Map.of(), List.of());
    Snapshot snapshot = Snapshot.of(List.of(), List.of(one, other), List.of());
    assertThat(PodClasses.of(snapshot, none, AddressAtoms.NONE).size()).isEqualTo(1);
    assertThat(PodClasses.of(snapshot, vocabulary, AddressAtoms.NONE).size()).isEqualTo(2);
  }
}
