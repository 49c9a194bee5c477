package dev.sallyport.runtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleLimits;
import dev.sallyport.runtime.objects.InvalidObjectException;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  private static final String ORDERS =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: orders
        namespace: shop
        annotations:
          sallyport.dev/source: shop.Orders
      spec:
        podSelector:
          matchLabels:
            app: orders
        policyTypes:
        - Ingress
        - Egress
        ingress:
        # @AllowsIngressFrom(Frontend.class) on shop.Orders
        - from:
          - podSelector:
              matchLabels:
                app: frontend
          ports:
          - port: http
            protocol: TCP
          - port: 8000
            endPort: 8999
      """;

  @TempDir private Path folder;

  private Path jar(String name, boolean withFolderEntries, String... entriesAndTexts)
      throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      if (withFolderEntries) {
        entries.putNextEntry(new JarEntry("META-INF/sallyport/manifests/"));
      }
      for (int i = 0; i < entriesAndTexts.length; i += 2) {
        entries.putNextEntry(new JarEntry(entriesAndTexts[i]));
        entries.write(entriesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Nested
  class A_jar {
    @Test
    void gives_its_policies_as_fabric8_objects() throws Exception {
      Path jar =
          jar(
              "orders.jar",
              false,
              "META-INF/sallyport/manifests/shop/orders.yaml",
              ORDERS,
              "META-INF/other.yaml",
              "a: b",
              "META-INF/sallyport/workloads/shop.orders.json",
              "{}");

      Manifests manifests = Manifests.of(jar);

      assertThat(manifests.problems()).isEmpty();
      assertThat(manifests.manifests()).hasSize(1);
      Manifest manifest = manifests.manifests().get(0);
      assertThat(manifest.source())
          .hasToString(jar + " > META-INF/sallyport/manifests/shop/orders.yaml");
      NetworkPolicy policy = manifest.policy();
      assertThat(policy.getMetadata().getName()).isEqualTo("orders");
      assertThat(policy.getMetadata().getAnnotations())
          .containsEntry("sallyport.dev/source", "shop.Orders");
      assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
      assertThat(policy.getSpec().getIngress().get(0).getPorts().get(0).getPort().getStrVal())
          .isEqualTo("http");
      assertThat(policy.getSpec().getIngress().get(0).getPorts().get(1).getEndPort())
          .isEqualTo(8999);
    }

    @Test
    void refuses_a_misspelled_field_and_keeps_the_rest() throws Exception {
      Path jar =
          jar(
              "two.jar",
              false,
              "META-INF/sallyport/manifests/shop/bad.yaml",
              ORDERS.replace("from:", "form:").replace("name: orders", "name: bad"),
              "META-INF/sallyport/manifests/shop/orders.yaml",
              ORDERS);

      Manifests manifests = Manifests.of(jar);

      assertThat(manifests.policies()).hasSize(1);
      assertThat(manifests.problems())
          .singleElement()
          .hasToString(
              jar
                  + " > META-INF/sallyport/manifests/shop/bad.yaml:17: NetworkPolicy shop/bad:"
                  + " spec.ingress[0].form: unknown field; did you mean \"from\"?");
    }

    @Test
    void has_nothing_but_policies_in_the_folder() throws Exception {
      Path jar =
          jar(
              "list.jar",
              false,
              "META-INF/sallyport/manifests/shop/list.yaml",
              "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems: []\n");

      assertThatThrownBy(() -> Manifests.of(jar))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("list.yaml: it is no policy that Sallyport writes");
    }

    @Test
    void has_manifests_only_where_they_belong() throws Exception {
      Path jar = jar("else.jar", false, "META-INF/sallyport/manifests/else/orders.yaml", ORDERS);

      assertThatThrownBy(() -> Manifests.of(jar))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("in the folder of \"else\" but is for namespace \"shop\"");
    }

    @Test
    void is_held_to_the_limits_of_every_input() throws Exception {
      Path jar =
          jar(
              "large.jar",
              false,
              "META-INF/sallyport/manifests/shop/orders.yaml",
              ORDERS + "# ".repeat(BundleLimits.STANDARD.manifestBytes()));

      assertThatThrownBy(() -> Manifests.of(jar))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("it is longer than 1048576 bytes");
    }

    @Test
    void that_is_none_is_refused() throws Exception {
      Path text = Files.writeString(folder.resolve("no.jar"), "no jar");
      assertThatThrownBy(() -> Manifests.of(text)).isInstanceOf(BundleException.class);
    }
  }

  @Nested
  class A_folder_of_classes {
    @Test
    void gives_its_policies_in_order() throws Exception {
      Path manifests = Files.createDirectories(folder.resolve("META-INF/sallyport/manifests/shop"));
      Files.writeString(manifests.resolve("b.yaml"), ORDERS.replace("name: orders", "name: b"));
      Files.writeString(manifests.resolve("a.yaml"), ORDERS.replace("name: orders", "name: a"));

      assertThat(Manifests.of(folder).policies())
          .extracting(policy -> policy.getMetadata().getName())
          .containsExactly("a", "b");
    }

    @Test
    void without_manifests_gives_nothing() throws Exception {
      assertThat(Manifests.of(folder).manifests()).isEmpty();
    }
  }

  @Nested
  class The_class_path {
    @Test
    void gives_the_policies_of_jars_and_folders() throws Exception {
      Path classes = folder.resolve("classes");
      Path manifests =
          Files.createDirectories(classes.resolve("META-INF/sallyport/manifests/shop"));
      Files.writeString(manifests.resolve("a.yaml"), ORDERS.replace("name: orders", "name: a"));
      String entry = "META-INF/sallyport/manifests/shop/%s.yaml";
      Path with =
          jar("with.jar", true, entry.formatted("b"), ORDERS.replace("name: orders", "name: b"));
      Path without =
          jar(
              "without.jar",
              false,
              entry.formatted("c"),
              ORDERS.replace("name: orders", "name: c"));
      URL[] urls = {classes.toUri().toURL(), with.toUri().toURL(), without.toUri().toURL()};

      try (URLClassLoader loader = new URLClassLoader(urls, null)) {
        assertThat(Manifests.ofClassPath(loader).policies())
            .extracting(policy -> policy.getMetadata().getName())
            .contains("a", "b", "c");
      }
    }
  }

  @Nested
  class A_fabric8_object {
    @Test
    void reads_as_the_policy_model_with_the_defaults_of_the_server() {
      NetworkPolicy policy =
          new NetworkPolicyBuilder()
              .withNewMetadata()
              .withName("orders")
              .endMetadata()
              .withNewSpec()
              .withNewPodSelector()
              .endPodSelector()
              .addNewEgress()
              .addNewTo()
              .withNewPodSelector()
              .endPodSelector()
              .endTo()
              .addNewPort()
              .endPort()
              .endEgress()
              .endSpec()
              .build();

      Policy read = FabricPolicies.toPolicy(policy, "test", "shop");

      assertThat(read.namespace()).isEqualTo("shop");
      assertThat(read.directions()).containsExactly(Direction.INGRESS, Direction.EGRESS);
      assertThat(read.egress().get(0).peers())
          .containsExactly(new Peer.Pods(dev.sallyport.policy.Selector.EVERYTHING));
      assertThat(read.egress().get(0).ports())
          .containsExactly(PolicyPort.Range.allOf(dev.sallyport.Protocol.TCP));
    }

    @Test
    void with_a_field_that_fabric8_keeps_aside_is_refused() {
      NetworkPolicy policy =
          new NetworkPolicyBuilder()
              .withNewMetadata()
              .withName("orders")
              .endMetadata()
              .withNewSpec()
              .addToAdditionalProperties("ingres", java.util.List.of())
              .endSpec()
              .build();

      assertThatThrownBy(() -> FabricPolicies.toPolicy(policy, "test", "shop"))
          .isInstanceOf(InvalidObjectException.class)
          .hasMessageContaining("spec.ingres: unknown field; did you mean \"ingress\"?");
    }
  }
}
