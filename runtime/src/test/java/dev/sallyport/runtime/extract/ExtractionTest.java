package dev.sallyport.runtime.extract;

import static dev.sallyport.runtime.bundle.TestManifests.defaultDeny;
import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.TestJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ExtractionTest {
  @TempDir Path folder;

  private final Map<String, String> texts = new LinkedHashMap<>();

  ExtractionTest() {
    texts.put(path("shop", "default-deny"), defaultDeny("shop"));
    texts.put(path("shop", "orders"), policy("shop", "orders", "web"));
    texts.put(path("web", "frontend"), policy("web", "frontend", "web"));
  }

  private Bundle bundle() throws Exception {
    TestJar jar = new TestJar();
    texts.forEach(jar::text);
    return new BundleReader().read(List.of(jar.write(folder.resolve("in/app.jar"))));
  }

  private Extraction extract(ExtractionFormat format, Map<String, String> namespaces)
      throws Exception {
    return extract(format, namespaces, new ApplyOrder.Unsaid());
  }

  private Extraction extract(
      ExtractionFormat format, Map<String, String> namespaces, ApplyOrder order) throws Exception {
    return new Extraction(
        bundle(), new ExtractionOptions(format, NamespaceMap.of(namespaces), order));
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<Object> documents(String text) {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
    return documents;
  }

  @Nested
  class Formats {
    @Test
    void kustomize_keeps_the_manifests_byte_for_byte_and_lists_them() throws Exception {
      SortedMap<String, String> files = extract(ExtractionFormat.KUSTOMIZE, Map.of()).files();

      assertThat(files)
          .containsEntry("shop/orders.yaml", policy("shop", "orders", "web"))
          .containsEntry("web/frontend.yaml", policy("web", "frontend", "web"))
          .containsEntry("shop/default-deny.yaml", defaultDeny("shop"))
          .containsEntry(
              "kustomization.yaml",
              """
              apiVersion: kustomize.config.k8s.io/v1beta1
              kind: Kustomization
              resources:
              - "shop/default-deny.yaml"
              - "shop/orders.yaml"
              - "web/frontend.yaml"
              """)
          .hasSize(4);
    }

    @Test
    void yaml_has_the_manifests_alone() throws Exception {
      assertThat(extract(ExtractionFormat.YAML, Map.of()).files().keySet())
          .containsExactly("shop/default-deny.yaml", "shop/orders.yaml", "web/frontend.yaml");
    }

    @Test
    void a_stream_has_policies_of_workloads_before_those_of_namespaces() throws Exception {
      assertThat(extract(ExtractionFormat.YAML, Map.of()).stream())
          .isEqualTo(
              "---\n"
                  + policy("shop", "orders", "web")
                  + "---\n"
                  + policy("web", "frontend", "web")
                  + "---\n"
                  + defaultDeny("shop"));
    }

    @Test
    void a_stream_takes_manifests_that_begin_with_a_marker_or_lack_a_last_line_break()
        throws Exception {
      texts.replaceAll((path, text) -> "# head\n---\n" + text.stripTrailing());

      assertThat(documents(extract(ExtractionFormat.YAML, Map.of()).stream()))
          .containsExactly(
              yaml(policy("shop", "orders", "web")),
              yaml(policy("web", "frontend", "web")),
              yaml(defaultDeny("shop")));
    }

    @Test
    void a_list_has_all_manifests_with_their_comments() throws Exception {
      texts.replaceAll((path, text) -> "# head\n\n" + text);
      Extraction extraction = extract(ExtractionFormat.LIST, Map.of());

      assertThat(extraction.stream())
          .contains("    # head\n\n  - apiVersion: ")
          .contains("      # @AllowsIngressFrom(Frontend.class): orders come from shop\n");
      assertThat(yaml(extraction.stream()))
          .isEqualTo(
              Map.of(
                  "apiVersion", "v1",
                  "kind", "List",
                  "items",
                      List.of(
                          yaml(policy("shop", "orders", "web")),
                          yaml(policy("web", "frontend", "web")),
                          yaml(defaultDeny("shop")))));
      assertThat(extraction.files()).containsOnlyKeys("policies.yaml");
    }

    @Test
    void a_chart_has_its_namespaces_in_its_values() throws Exception {
      SortedMap<String, String> files =
          extract(ExtractionFormat.HELM, Map.of("shop", "shop-staging")).files();

      assertThat(files.keySet())
          .containsExactly(
              "Chart.yaml",
              "templates/namespaces.yaml",
              "templates/shop/default-deny.yaml",
              "templates/shop/orders.yaml",
              "templates/web/frontend.yaml",
              "values.yaml");
      assertThat(yaml(files.getOrDefault("values.yaml", "")))
          .isEqualTo(Map.of("namespaces", Map.of("shop", "shop-staging", "web", "web")));
      String template = files.getOrDefault("templates/shop/orders.yaml", "");
      assertThat(template)
          .contains(
              "  namespace: {{ required \"namespaces.shop is not set\""
                  + " (index .Values.namespaces \"shop\") | quote }}\n");
      String rendered =
          template.replaceAll("\\{\\{ required.*?index .Values.namespaces (\"[a-z]+\").*?}}", "$1");
      assertThat(yaml(rendered)).isEqualTo(yaml(policy("shop", "orders", "web")));
    }

    @Test
    void a_chart_does_not_take_text_of_a_manifest_for_a_template() throws Exception {
      texts.put(
          path("shop", "orders"),
          policy("shop", "orders", "web").replace("orders come from shop", "{{ fail \"x\" }} {{{"));

      assertThat(extract(ExtractionFormat.HELM, Map.of()).files().get("templates/shop/orders.yaml"))
          .contains("{{ \"{{\" }} fail \"x\" }} {{ \"{{\" }}{");
    }

    @Test
    void several_files_are_no_stream() throws Exception {
      assertThatThrownBy(() -> extract(ExtractionFormat.HELM, Map.of()).stream())
          .isInstanceOf(ExtractionException.class)
          .hasMessageContaining("name a folder");
    }

    @Test
    void nothing_to_extract_is_an_error() {
      Bundle empty = new Bundle(List.of(), List.of(), List.of(), List.of());

      assertThatThrownBy(() -> new Extraction(empty, ExtractionOptions.STANDARD))
          .isInstanceOf(ExtractionException.class)
          .hasMessage("there are no manifests to extract");
    }
  }

  @Nested
  class Namespaces {
    private String orders(Map<String, String> namespaces, String file) throws Exception {
      return extract(ExtractionFormat.YAML, namespaces).files().getOrDefault(file, "none");
    }

    @Test
    void change_in_metadata_and_in_selectors_and_nowhere_else() throws Exception {
      assertThat(orders(Map.of("web", "web-staging"), "shop/orders.yaml"))
          .isEqualTo(policy("shop", "orders", "web-staging"));
      assertThat(orders(Map.of("shop", "shop-staging"), "shop-staging/orders.yaml"))
          .isEqualTo(
              policy("shop", "orders", "web")
                  .replace("namespace: shop", "namespace: shop-staging"));
    }

    @Test
    void change_in_match_expressions() throws Exception {
      String labels = "        matchLabels:\n          kubernetes.io/metadata.name: web\n";
      String requirements =
          """
                  matchExpressions:
                  - key: kubernetes.io/metadata.name
                    operator: NotIn
                    values: [web, "shop", other]
                  - key: team
                    operator: In
                    values:
                    - web
          """;
      String policy = policy("shop", "orders", "web");
      assertThat(policy).contains(labels);
      String expressions = policy.replace(labels, requirements);
      texts.put(path("shop", "orders"), expressions);

      assertThat(orders(Map.of("web", "on", "shop", "s-1"), "s-1/orders.yaml"))
          .isEqualTo(
              expressions
                  .replace("values: [web, \"shop\", other]", "values: [\"on\", \"s-1\", other]")
                  .replace("namespace: shop", "namespace: s-1"));
    }

    @Test
    void may_change_places() throws Exception {
      SortedMap<String, String> files =
          extract(ExtractionFormat.YAML, Map.of("shop", "web", "web", "shop")).files();

      assertThat(files)
          .containsEntry(
              "shop/frontend.yaml",
              policy("web", "frontend", "shop").replace("namespace: web", "namespace: shop"))
          .containsEntry(
              "web/orders.yaml",
              policy("shop", "orders", "shop").replace("namespace: shop", "namespace: web"));
    }

    @Test
    void that_would_become_one_are_refused() {
      assertThatThrownBy(() -> extract(ExtractionFormat.YAML, Map.of("shop", "web")))
          .isInstanceOf(ExtractionException.class)
          .hasMessageContaining("\"shop\" and \"web\" would both become \"web\"");
    }

    @Test
    void that_nobody_mentions_are_refused() {
      assertThatThrownBy(() -> extract(ExtractionFormat.YAML, Map.of("shpo", "x")))
          .isInstanceOf(ExtractionException.class)
          .hasMessage(
              "the namespace map names \"shpo\", but no manifest mentions it; they mention shop,"
                  + " web");
    }

    @Test
    void that_yaml_may_not_take_for_a_string_are_refused() {
      texts.put(path("shop", "orders"), policy("shop", "orders", "12"));

      assertThatThrownBy(() -> extract(ExtractionFormat.YAML, Map.of("shop", "s")))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("orders.yaml: line 22: this name of a namespace must be a string");
    }

    @Test
    void of_other_kinds_are_refused() throws Exception {
      texts.put(
          path("shop", "stripe"),
          """
          apiVersion: cilium.io/v2
          kind: CiliumNetworkPolicy
          metadata:
            name: stripe
            namespace: shop
          """);

      assertThat(extract(ExtractionFormat.YAML, Map.of()).files()).hasSize(4);
      assertThatThrownBy(() -> extract(ExtractionFormat.YAML, Map.of("shop", "s")))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("a CiliumNetworkPolicy can't be given other names");
    }
  }

  @Nested
  class Order {
    @Test
    void for_argo_cd_is_an_annotation() throws Exception {
      SortedMap<String, String> files =
          extract(ExtractionFormat.YAML, Map.of(), new ApplyOrder.ArgoCd()).files();

      assertThat(files)
          .containsEntry(
              "shop/orders.yaml",
              policy("shop", "orders", "web")
                  .replace(
                      "  annotations:\n",
                      "  annotations:\n    argocd.argoproj.io/sync-wave: \"-2\"\n"))
          .containsEntry(
              "shop/default-deny.yaml",
              defaultDeny("shop")
                  .replace(
                      "metadata:\n",
                      "metadata:\n  annotations:\n    argocd.argoproj.io/sync-wave: \"-1\"\n"));
    }

    @Test
    void that_contradicts_the_manifest_is_refused() {
      texts.replaceAll(
          (path, text) ->
              text.replace(
                  "annotations:\n", "annotations:\n    argocd.argoproj.io/sync-wave: \"5\"\n"));

      assertThatThrownBy(
              () -> extract(ExtractionFormat.YAML, Map.of(), new ApplyOrder.ArgoCd()).files())
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("argocd.argoproj.io/sync-wave is already there");
    }

    @Test
    void for_flux_is_a_kustomization_that_depends_on_another() throws Exception {
      SortedMap<String, String> files =
          extract(
                  ExtractionFormat.KUSTOMIZE,
                  Map.of(),
                  new ApplyOrder.Flux("./policies", "GitRepository", "flux-system"))
              .files();

      assertThat(files.keySet())
          .containsExactly(
              "flux.yaml",
              "kustomization.yaml",
              "namespaces/kustomization.yaml",
              "namespaces/shop/default-deny.yaml",
              "workloads/kustomization.yaml",
              "workloads/shop/orders.yaml",
              "workloads/web/frontend.yaml");
      assertThat(files.get("kustomization.yaml")).endsWith("resources:\n- \"flux.yaml\"\n");
      assertThat(files.get("flux.yaml"))
          .isEqualTo(
              """
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization
              metadata:
                name: sallyport-workloads
                namespace: flux-system
              spec:
                interval: 10m
                path: "./policies/workloads"
                prune: true
                wait: true
                sourceRef:
                  kind: GitRepository
                  name: "flux-system"
              ---
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization
              metadata:
                name: sallyport-namespaces
                namespace: flux-system
              spec:
                dependsOn:
                - name: sallyport-workloads
                interval: 10m
                path: "./policies/namespaces"
                prune: true
                wait: true
                sourceRef:
                  kind: GitRepository
                  name: "flux-system"
              """);
    }

    @Test
    void for_flux_needs_kustomize() {
      ApplyOrder flux = new ApplyOrder.Flux("p", "GitRepository", "f");

      assertThatThrownBy(() -> extract(ExtractionFormat.HELM, Map.of(), flux))
          .isInstanceOf(ExtractionException.class)
          .hasMessageContaining("kustomize files only");
    }
  }
}
