package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyManifestTest {
  private static final String TEXT =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: orders
        annotations:
          sallyport.dev/why: "quotes \\" and lines\\nand \\u2028"
      spec:
        podSelector: {}
        policyTypes: [Ingress]
        ingress:
        - ports:
          - port: 8080
      """;

  @Test
  void gets_the_namespace_that_it_does_not_give() {
    PolicyManifest manifest = PolicyManifest.parse("orders.yaml", TEXT, "shop");

    assertThat(manifest.id()).isEqualTo("shop/orders");
    assertThat(manifest.json()).contains("\"namespace\": \"shop\"");
  }

  @Test
  void means_the_same_as_json() {
    PolicyManifest manifest = PolicyManifest.parse("orders.yaml", TEXT, "shop");
    var read = DocumentReader.read("json", manifest.json().getBytes(StandardCharsets.UTF_8));

    assertThat(read.problems()).isEmpty();
    Policy again = PolicyTexts.policy(read.documents().get(0), "other");
    assertThat(again.ingress().get(0).ports())
        .isEqualTo(manifest.policy().ingress().get(0).ports());
    assertThat(again.namespace()).isEqualTo("shop");
    assertThat(
            Tree.text(
                read.documents().get(0).root(), "metadata", "annotations", "sallyport.dev/why"))
        .isEqualTo("quotes \" and lines\nand \u2028");
  }

  @Test
  void is_refused_as_the_server_would_refuse_it() {
    assertThatThrownBy(
            () -> PolicyManifest.parse("orders.yaml", TEXT.replace("ports:", "form:"), "shop"))
        .isInstanceOf(InvalidObjectException.class)
        .hasMessageContaining("orders.yaml:11")
        .hasMessageContaining("unknown field");
    assertThatThrownBy(() -> PolicyManifest.parse("both.yaml", TEXT + "---\n" + TEXT, "shop"))
        .hasMessageContaining("exactly one NetworkPolicy");
  }

  @Test
  void takes_labels_and_annotations_beside_its_own() {
    PolicyManifest manifest =
        PolicyManifest.parse("orders.yaml", TEXT, "shop")
            .withLabel("sallyport.dev/bundle", "shop")
            .withAnnotation("a", "b");

    assertThat(manifest.labels()).isEqualTo(Map.of("sallyport.dev/bundle", "shop"));
    assertThat(manifest.annotations()).containsKeys("a", "sallyport.dev/why");
  }

  @Test
  void is_made_of_a_policy_as_the_compiler_makes_it() {
    Policy deny = DefaultDeny.of("shop", new Origin("shop.package-info", ""));
    PolicyManifest manifest = PolicyManifest.of(deny, Map.of());

    assertThat(manifest.labels()).containsEntry("app.kubernetes.io/managed-by", "sallyport");
    assertThat(manifest.policy().directions()).isEqualTo(deny.directions());
    assertThat(manifest.withEmptyLists().json())
        .contains("\"ingress\": []")
        .contains("\"egress\": []");
  }
}
