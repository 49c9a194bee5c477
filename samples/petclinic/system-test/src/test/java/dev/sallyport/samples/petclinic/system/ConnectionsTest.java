package dev.sallyport.samples.petclinic.system;

import static dev.sallyport.samples.evidence.Connection.tcp;
import static dev.sallyport.samples.evidence.Surroundings.KUBE_DNS;
import static dev.sallyport.samples.evidence.Surroundings.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.samples.evidence.Connection;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.KubernetesFiles;
import dev.sallyport.samples.evidence.ReadmeSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All jars together allow what the system needs, no more and no less. */
class ConnectionsTest {
  private static final List<String> SCRAPED =
      List.of("api-gateway", "customers-service", "vets-service", "visits-service");
  private static final Map<String, Integer> APPLICATIONS =
      Map.of(
          "admin-server", 9090,
          "api-gateway", 8080,
          "customers-service", 8081,
          "genai-service", 8084,
          "vets-service", 8083,
          "visits-service", 8082);

  private final Connectivity connectivity = PetClinic.connectivity();

  private static List<Connection> calls() {
    List<Connection> calls = new ArrayList<>();
    for (String service :
        List.of("customers-service", "genai-service", "vets-service", "visits-service")) {
      calls.add(tcp("api-gateway", service, APPLICATIONS.get(service)));
    }
    calls.add(tcp("genai-service", "customers-service", 8081));
    calls.add(tcp("genai-service", "vets-service", 8083));
    calls.add(tcp("discovery-server", "config-server", 8888));
    APPLICATIONS.forEach(
        (application, port) -> {
          calls.add(tcp(application, "config-server", 8888));
          calls.add(tcp(application, "discovery-server", 8761));
          calls.add(tcp(application, "tracing-server", 9411));
          if (!application.equals("admin-server")) {
            calls.add(tcp("admin-server", application, port));
          }
          if (SCRAPED.contains(application)) {
            calls.add(tcp("prometheus-server", application, port));
          }
        });
    return calls;
  }

  @Test
  void every_call_connects_and_nothing_else() {
    assertThat(connectivity.without(KUBE_DNS, STRANGER))
        .containsExactlyInAnyOrderElementsOf(calls())
        .hasSize(34);
  }

  @Test
  void every_pod_with_a_policy_of_its_own_resolves_names() {
    ConnectionSet dns =
        ConnectionSet.of(Protocol.UDP, 53).union(ConnectionSet.of(Protocol.TCP, 53));
    assertThat(connectivity.to(KUBE_DNS))
        .filteredOn(connection -> !connection.from().equals(STRANGER))
        .hasSize(10)
        .allSatisfy(connection -> assertThat(connection.on()).isEqualTo(dns));
  }

  @Test
  void default_deny_holds_grafana() {
    assertThat(connectivity.betweenPods())
        .noneMatch(c -> c.from().equals("grafana-server") || c.to().equals("grafana-server"));
    assertThat(connectivity.fromOutside()).doesNotContainKey("grafana-server");
    assertThat(connectivity.toOutside()).doesNotContainKey("grafana-server");
  }

  @Test
  void nobody_of_another_namespace_connects() {
    assertThat(connectivity.betweenPods())
        .filteredOn(c -> c.from().equals(STRANGER) || c.from().equals(KUBE_DNS))
        .extracting(Connection::to)
        .containsOnly(STRANGER, KUBE_DNS);
    assertThat(connectivity.to(STRANGER)).extracting(Connection::from).containsOnly(KUBE_DNS);
  }

  @Test
  void browsers_reach_the_gateway_from_public_addresses() {
    assertThat(connectivity.fromOutside()).containsOnlyKeys("api-gateway", KUBE_DNS, STRANGER);
    assertPublic(connectivity.fromOutside().get("api-gateway"), 8080);
  }

  @Test
  void configuration_and_answers_come_from_public_addresses() {
    assertThat(connectivity.toOutside())
        .containsOnlyKeys("config-server", "genai-service", KUBE_DNS, STRANGER);
    assertPublic(connectivity.toOutside().get("config-server"), 443);
    assertPublic(connectivity.toOutside().get("genai-service"), 443);
  }

  private static void assertPublic(List<Connectivity.Outside> outside, int port) {
    assertThat(outside)
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.on()).isEqualTo(ConnectionSet.of(Protocol.TCP, port));
              assertThat(only.isPublic()).isTrue();
            });
  }

  @Test
  void every_policy_is_in_the_namespace_of_the_contracts() {
    assertThat(KubernetesFiles.read(PetClinic.manifests()).policies())
        .hasSize(13)
        .extracting(policy -> policy.getMetadata().getNamespace())
        .containsOnly(PetClinic.NAMESPACE);
  }

  @Test
  void the_readme_shows_it() {
    ReadmeSection section = new ReadmeSection(Path.of("../README.md"), "connections");
    String table = table();
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      section.write(table);
    }
    assertThat(section.read()).isEqualTo(table);
  }

  private String table() {
    Map<String, List<String>> callers = new TreeMap<>();
    for (Connection each : connectivity.without(KUBE_DNS, STRANGER)) {
      callers
          .computeIfAbsent("| " + each.to() + " | " + each.on() + " | ", to -> new ArrayList<>())
          .add(each.from());
    }
    int all = callers.values().stream().mapToInt(List::size).sum();
    return "| callee | on | from |\n|---|---|---|\n"
        + callers.entrySet().stream()
            .map(each -> each.getKey() + String.join(", ", each.getValue()) + " |\n")
            .collect(Collectors.joining())
        + "\n"
        + all
        + " connections between workloads. Besides these: name resolution; public addresses to "
        + String.join(", ", services(connectivity.fromOutside()))
        + "; "
        + String.join(" and ", services(connectivity.toOutside()))
        + " to public addresses.\n";
  }

  private static List<String> services(Map<String, List<Connectivity.Outside>> outside) {
    List<String> result = new ArrayList<>();
    outside.forEach(
        (name, addresses) -> {
          if (!name.equals(KUBE_DNS) && !name.equals(STRANGER)) {
            addresses.forEach(each -> result.add(name + " (" + each.on() + ")"));
          }
        });
    return result;
  }
}
