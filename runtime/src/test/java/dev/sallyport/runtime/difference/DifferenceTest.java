package dev.sallyport.runtime.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.objects.KubernetesReader;
import dev.sallyport.runtime.objects.Snapshots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static Reachability state(int pods, String policy) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 1; i <= pods; i++) {
      yaml.append("---\napiVersion: v1\nkind: Pod\nmetadata: {name: p")
          .append(i)
          .append(", namespace: shop, labels: {app: p")
          .append(i)
          .append("}}\nspec: {containers: [{name: main}]}\n")
          .append(policy.replace("POD", "p" + i));
    }
    KubernetesReader reader = new KubernetesReader("shop");
    reader.add("shop.yaml", yaml.toString().getBytes(StandardCharsets.UTF_8));
    return Reachability.of(
        Snapshots.of(reader.objects(), PluginProfile.STRICT), PluginProfile.STRICT);
  }

  private static final String ISOLATED =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: of-POD, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: POD}}
        policyTypes: [Ingress]
      """;

  @Test
  void names_for_each_pair_the_policies_of_its_own_ends() {
    List<Difference.Edge> edges =
        Difference.between(state(3, ""), state(3, ISOLATED)).edges().stream()
            .filter(edge -> edge.from().startsWith("shop/") && edge.to().startsWith("shop/"))
            .toList();

    assertThat(edges).hasSize(6);
    for (Difference.Edge edge : edges) {
      String name = edge.to().substring("shop/".length(), edge.to().indexOf('['));
      assertThat(edge.causes())
          .hasSize(2)
          .allMatch(cause -> cause.startsWith("closed: Ingress of " + edge.to()))
          .anyMatch(cause -> cause.contains("now: policy shop/of-" + name + " selects it"));
      assertThat(edge.place()).startsWith("shop.yaml:");
    }
  }

  @Test
  void says_whose_causes_they_are_where_there_are_too_many_pairs_to_explain_each() {
    List<Difference.Edge> edges =
        Difference.between(state(102, ""), state(102, ISOLATED)).edges().stream()
            .filter(edge -> edge.from().startsWith("shop/") && edge.to().startsWith("shop/"))
            .toList();

    assertThat(edges).hasSize(102 * 101);
    List<Difference.Edge> others =
        edges.stream()
            .filter(e -> e.causes().stream().noneMatch(c -> c.contains("Ingress of " + e.to())))
            .toList();
    assertThat(others).isNotEmpty();
    assertThat(others)
        .flatExtracting(Difference.Edge::causes)
        .allMatch(cause -> cause.toString().matches("as shop/\\S+ -> shop/\\S+: .*"));
  }
}
