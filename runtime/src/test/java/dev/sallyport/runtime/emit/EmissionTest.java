package dev.sallyport.runtime.emit;

import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.external;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.findings.CollectedFindings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmissionTest {
  private static final String[] WITH_NAMES = {
    "CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE", "OPENSHIFT", "PROXY"
  };

  @TempDir private Path folder;
  private Emissions emissions;
  private CollectedFindings findings;

  @BeforeEach
  void prepare() {
    emissions = new Emissions(folder);
    findings = emissions.findings;
  }

  private Emission emit(PolicyTarget target, Statement... statements) throws Exception {
    return emissions.emit(target, statements);
  }

  private Emission emit(EmissionOptions options, Path... inputs) throws Exception {
    return emissions.emit(options, inputs);
  }

  private List<String> codes() {
    return emissions.codes();
  }

  @Nested
  class WholeOutputs {
    @ParameterizedTest
    @EnumSource(names = {"CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE", "OPENSHIFT", "PROXY"})
    void are_as_before(PolicyTarget target) throws Exception {
      Emission emission = emit(Shop.options(target), Shop.all(folder));
      assertThat(emission.isValid()).as(findings.results().toString()).isTrue();
      for (Map.Entry<String, String> file : emission.files().entrySet()) {
        Goldens.check("emit/" + target.text() + "/" + file.getKey(), file.getValue());
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE", "OPENSHIFT", "PROXY"})
    void are_the_same_bytes_each_time(PolicyTarget target) throws Exception {
      Path inputs = Shop.all(folder);
      SortedMap<String, String> once = emit(Shop.options(target), inputs).files();
      SortedMap<String, String> again =
          emit(Shop.options(target), folder.resolve("services.jar"), folder.resolve("shop.jar"))
              .files();
      assertThat(again).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(names = {"CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE", "OPENSHIFT", "PROXY"})
    void are_what_the_kind_allows(PolicyTarget target) throws Exception {
      emit(Shop.options(target), Shop.all(folder))
          .files()
          .forEach(
              (path, text) -> {
                if (path.endsWith(".yaml") && !path.equals("kustomization.yaml")) {
                  assertThat(CrdSchema.problems(text)).as(path).isEmpty();
                }
              });
    }

    @Test
    void come_with_the_firewall_first() throws Exception {
      EmissionOptions options =
          new EmissionOptions(
              PolicyTarget.OPENSHIFT, NamespaceMap.NONE, ExtractionFormat.YAML, Optional.empty());
      String stream = emit(options, Shop.all(folder)).stream();
      assertThat(stream.indexOf("kind: EgressFirewall"))
          .isPositive()
          .isLessThan(stream.indexOf("kind: NetworkPolicy"));
    }
  }

  @Nested
  class WithoutHosts {
    private final Statement plain =
        statement(
            Shop.ORDERS,
            "shop.OrdersApp",
            List.of(ingress("shop.OrdersApp", Shop.FRONTEND)),
            List.of());

    @ParameterizedTest
    @EnumSource(PolicyTarget.class)
    void each_target_says_what_plain_kubernetes_says(PolicyTarget target) throws Exception {
      SortedMap<String, String> expected = emit(PolicyTarget.KUBERNETES, plain).files();
      SortedMap<String, String> files = emit(target, plain).files();
      files.keySet().removeIf(path -> path.startsWith("proxy/"));
      assertThat(files).isEqualTo(expected).containsKey("shop/orders.yaml");
      assertThat(findings.results()).isEmpty();
    }
  }

  @Nested
  class BesideThePlainPolicy {
    @ParameterizedTest
    @EnumSource(names = {"CILIUM", "GKE", "CALICO_ENTERPRISE"})
    void nothing_of_it_changes(PolicyTarget target) throws Exception {
      Statement hostless =
          statement(
              Shop.ORDERS,
              "shop.OrdersApp",
              List.of(ingress("shop.OrdersApp", Shop.FRONTEND)),
              List.of());
      String expected = emit(PolicyTarget.KUBERNETES, hostless).files().get("shop/orders.yaml");
      assertThat(emit(target, Shop.orders()).files().get("shop/orders.yaml")).isEqualTo(expected);
    }
  }

  @Nested
  class Refusals {
    private final Statement wildcard =
        statement(
            Shop.ORDERS,
            "shop.OrdersApp",
            List.of(egress("shop.OrdersApp", external("Storage", "*.storage.example.com", 443))),
            List.of());
    private final Statement quic =
        statement(
            Shop.ORDERS,
            "shop.OrdersApp",
            List.of(
                egress("shop.OrdersApp", external("Quic", "quic.example.com", Protocol.UDP, 443))),
            List.of());

    @Test
    void kubernetes_has_no_names_and_lists_the_ways_out() throws Exception {
      Emission emission = emit(PolicyTarget.KUBERNETES, Shop.orders());
      assertThat(emission.isValid()).isFalse();
      assertThat(findings.results())
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.text())
                    .startsWith("[SP047] a NetworkPolicy can't express the host")
                    .contains("api.stripe.com", "cidrs", "cilium, eks, gke, calico-enterprise")
                    .contains("proxy", "Internet.class");
                assertThat(result.location().path()).contains("some.jar");
              });
    }

    @ParameterizedTest
    @EnumSource(names = {"GKE", "OPENSHIFT"})
    void one_label_is_not_one_or_more(PolicyTarget target) throws Exception {
      assertThat(emit(target, wildcard).isValid()).isFalse();
      assertThat(findings.results().get(0).text())
          .contains("[SP047] target \"" + target.text() + "\" can't express")
          .contains("*.storage.example.com", "exactly one", "choose the target cilium, eks");
    }

    @ParameterizedTest
    @EnumSource(names = {"CILIUM", "EKS", "CALICO_ENTERPRISE", "PROXY"})
    void others_know_one_or_more(PolicyTarget target) throws Exception {
      SortedMap<String, String> files = emit(target, wildcard).files();
      assertThat(String.join("", files.values())).contains("storage");
      files.forEach(
          (path, text) -> {
            if (path.startsWith("shop/")) {
              assertThat(CrdSchema.problems(text)).as(path).isEmpty();
            }
          });
    }

    @Test
    void cilium_says_one_or_more_labels_with_two_stars() throws Exception {
      assertThat(emit(PolicyTarget.CILIUM, wildcard).files().get("shop/orders.hosts.yaml"))
          .contains("- matchPattern: \"**.storage.example.com\"");
    }

    @Test
    void a_proxy_carries_tcp_only() throws Exception {
      assertThat(emit(PolicyTarget.PROXY, quic).isValid()).isFalse();
      assertThat(findings.results().get(0).text()).contains("no UDP ports");
    }

    @Test
    void ranges_are_refused_where_names_have_single_ports() throws Exception {
      Statement range =
          statement(
              Shop.ORDERS,
              "shop.OrdersApp",
              List.of(egress("shop.OrdersApp", "", List.of("400-500"), Shop.STRIPE)),
              List.of());
      assertThat(emit(PolicyTarget.GKE, range).isValid()).isFalse();
      assertThat(emit(PolicyTarget.OPENSHIFT, range).isValid()).isFalse();
      assertThat(codes()).containsExactly("SP047", "SP047");
      assertThat(emit(PolicyTarget.CILIUM, range).files().get("shop/orders.hosts.yaml"))
          .contains("- port: \"400\"\n        endPort: 500\n        protocol: TCP\n");
    }

    @Test
    void nobody_knows_where_a_connection_from_a_name_comes_from() throws Exception {
      Statement from =
          statement(
              Shop.ORDERS,
              "shop.OrdersApp",
              List.of(ingress("shop.OrdersApp", Shop.STRIPE)),
              List.of());
      for (PolicyTarget target : PolicyTarget.values()) {
        assertThat(emit(target, from).isValid()).as(target.text()).isFalse();
      }
      assertThat(codes()).containsOnly("SP047");
    }

    @Test
    void a_rule_is_written_whole_or_not_at_all() throws Exception {
      Statement mixed =
          statement(
              Shop.ORDERS,
              "shop.OrdersApp",
              List.of(
                  egress(
                      "shop.OrdersApp",
                      Shop.STRIPE,
                      external("Storage", "*.storage.example.com", 443))),
              List.of());
      Emission emission = emit(PolicyTarget.GKE, mixed);
      assertThat(emission.isValid()).isFalse();
      assertThatThrownBy(emission::files).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_manifest_without_record_might_lose_its_hosts() throws Exception {
      Path manifest =
          new TestJar()
              .text(
                  "META-INF/sallyport/manifests/shop/old.yaml",
                  "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: old\n"
                      + "  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes:\n  - Egress\n")
              .write(folder.resolve("old.jar"));
      assertThatThrownBy(() -> emit(Shop.options(PolicyTarget.CILIUM), manifest))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("no contract record beside this manifest");
    }
  }

  @Nested
  class Namespaces {
    @Test
    void get_other_names_in_every_kind() throws Exception {
      for (String name : WITH_NAMES) {
        PolicyTarget target = PolicyTarget.valueOf(name);
        EmissionOptions standard = Shop.options(target);
        EmissionOptions options =
            new EmissionOptions(
                target,
                NamespaceMap.of(Map.of("shop", "shop-staging")),
                standard.format(),
                standard.proxy());
        SortedMap<String, String> files = emit(options, Shop.all(folder)).files();
        assertThat(files.keySet()).as(name).noneMatch(path -> path.startsWith("shop/"));
        assertThat(String.join("", files.values()))
            .doesNotContain("namespace: shop\n")
            .contains("namespace: shop-staging\n");
      }
    }

    @Test
    void are_renamed_where_only_the_objects_of_cilium_name_them() throws Exception {
      EmissionOptions options =
          new EmissionOptions(
              PolicyTarget.CILIUM,
              NamespaceMap.of(Map.of("kube-system", "dns-staging")),
              ExtractionFormat.YAML,
              Optional.empty());
      assertThat(emit(options, Shop.all(folder)).stream())
          .contains("\"k8s:io.kubernetes.pod.namespace\": dns-staging\n")
          .contains("kubernetes.io/metadata.name: dns-staging\n")
          .doesNotContain("kube-system");
    }

    @Test
    void that_nobody_mentions_are_refused() throws Exception {
      EmissionOptions options =
          new EmissionOptions(
              PolicyTarget.CILIUM,
              NamespaceMap.of(Map.of("shpo", "x")),
              ExtractionFormat.YAML,
              Optional.empty());
      assertThatThrownBy(() -> emit(options, Shop.all(folder)))
          .isInstanceOf(ExtractionException.class)
          .hasMessageContaining("shpo");
    }
  }

  @Test
  void a_second_speaker_has_an_object_of_its_own() throws Exception {
    Statement client =
        statement(
            Shop.ORDERS,
            "shop.StripeClient",
            false,
            List.of(egress("shop.StripeClient", Shop.STRIPE)),
            List.of());
    assertThat(emit(PolicyTarget.CALICO_ENTERPRISE, Shop.orders(), client).files())
        .containsKeys(
            "shop/default.orders.hosts.yaml", "shop/default.orders.shop.stripe-client.hosts.yaml");
  }
}
