package dev.sallyport.runtime.emit;

import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.manifest.ProxyWorkload;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.ManifestParser;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.findings.CollectedFindings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code emit} makes as a chart: its values are the names of namespaces. */
class ChartTest {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\\{ required \"namespaces\\.([a-z0-9-]+) is not set\""
              + " \\(index \\.Values\\.namespaces \"\\1\"\\) \\| quote }}");

  @TempDir private Path folder;

  private final CollectedFindings findings = new CollectedFindings(new SeverityOptions());

  private SortedMap<String, String> emit(
      PolicyTarget target, ExtractionFormat format, Map<String, String> names, Path... inputs)
      throws Exception {
    EmissionOptions options =
        new EmissionOptions(target, NamespaceMap.of(names), format, Optional.empty());
    Emission emission = Emission.of(new BundleReader().read(List.of(inputs)), options, findings);
    assertThat(emission.isValid()).as(findings.results().toString()).isTrue();
    return emission.files();
  }

  /** What Helm makes of a template: only what these templates have in them. */
  private static String rendered(String template, Map<String, String> names) {
    return REFERENCE
        .matcher(template)
        .replaceAll(found -> "\"" + names.getOrDefault(found.group(1), found.group(1)) + "\"")
        .replace("{{ \"{{\" }}", "{{");
  }

  private static Object value(String path, String text) throws Exception {
    return ManifestParser.parse(text, Source.of(path)).value();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"KUBERNETES", "OPENSHIFT", "PROXY"},
      mode = EnumSource.Mode.EXCLUDE)
  void installed_with_real_names_it_says_what_emit_says_with_a_map(PolicyTarget target)
      throws Exception {
    Path inputs = Shop.all(folder);
    Map<String, String> names = Map.of("shop", "shop-staging");
    SortedMap<String, String> mapped = emit(target, ExtractionFormat.YAML, names, inputs);

    Map<String, Object> installed = new TreeMap<>();
    for (Map.Entry<String, String> file :
        emit(target, ExtractionFormat.HELM, Map.of(), inputs).entrySet()) {
      if (file.getKey().startsWith("templates/shop/")) {
        String text = rendered(file.getValue(), names);
        assertThat(text).doesNotContain("{{");
        installed.put(
            file.getKey().replace("templates/shop/", "shop-staging/"), value(file.getKey(), text));
      }
    }

    Map<String, Object> expected = new TreeMap<>();
    for (Map.Entry<String, String> file : mapped.entrySet()) {
      expected.put(file.getKey(), value(file.getKey(), file.getValue()));
    }
    assertThat(installed).isEqualTo(expected).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"KUBERNETES", "OPENSHIFT", "PROXY"},
      mode = EnumSource.Mode.EXCLUDE)
  void is_as_before(PolicyTarget target) throws Exception {
    for (Map.Entry<String, String> file :
        emit(target, ExtractionFormat.HELM, Map.of("shop", "shop-staging"), Shop.all(folder))
            .entrySet()) {
      Goldens.check("emit/" + target.text() + "-helm/" + file.getKey(), file.getValue());
    }
  }

  @Test
  void has_the_map_as_values_and_every_name_that_is_mentioned() throws Exception {
    assertThat(
            emit(
                    PolicyTarget.CILIUM,
                    ExtractionFormat.HELM,
                    Map.of("shop", "shop-staging"),
                    Shop.all(folder))
                .get("values.yaml"))
        .endsWith(
            """
            namespaces:
              "kube-system": "kube-system"
              "shop": "shop-staging"
            """);
  }

  @Test
  void does_not_run_what_a_developer_wrote_as_a_template() throws Exception {
    Statement evil =
        statement(
            Shop.ORDERS,
            "shop.OrdersApp",
            List.of(
                egress(
                    "shop.OrdersApp",
                    "{{ fail \"x\" }} {{{ .Values.secret }}",
                    List.of(),
                    Shop.STRIPE)),
            List.of());
    Path jar = jar(folder.resolve("evil.jar"), evil);

    String template =
        String.join("", emit(PolicyTarget.CILIUM, ExtractionFormat.HELM, Map.of(), jar).values());

    assertThat(template).contains("{{ \"{{\" }} fail \\\"x\\\" }}");
    assertThat(REFERENCE.matcher(template).replaceAll("").replace("{{ \"{{\" }}", ""))
        .doesNotContain("{{ fail", "{{ .Values.secret");
  }

  @Test
  void is_refused_where_the_firewall_would_come_last() {
    assertThatThrownBy(
            () ->
                new EmissionOptions(
                    PolicyTarget.OPENSHIFT,
                    NamespaceMap.NONE,
                    ExtractionFormat.HELM,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Helm installs an EgressFirewall after the NetworkPolicies");
  }

  @Test
  void is_refused_for_a_proxy_whose_lists_no_value_reaches() {
    assertThatThrownBy(
            () ->
                new EmissionOptions(
                    PolicyTarget.PROXY,
                    NamespaceMap.NONE,
                    ExtractionFormat.HELM,
                    Optional.of(ProxyWorkload.parse("egress/app=squid:3128"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the proxy's lists name namespaces, and the values of a chart can't reach into them;"
                + " choose yaml, list or kustomize, with --namespace-map");
  }
}
