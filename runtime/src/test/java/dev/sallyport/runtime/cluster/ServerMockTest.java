package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyListBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading from fabric8's mock, with objects of fabric8's model as its serializer writes them, over
 * TLS that nobody signed. Its CRUD mode knows no field managers, so applying is tested elsewhere.
 */
class ServerMockTest {
  @TempDir private Path folder;
  private final Logger logger = Logger.getLogger("io.fabric8.mockwebserver");
  private final KubernetesMockServer server = new KubernetesMockServer(true);

  @BeforeEach
  void start() {
    logger.setLevel(Level.WARNING);
    server.init();
  }

  @AfterEach
  void stop() {
    server.destroy();
  }

  private ClusterOptions options() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            current-context: mock
            contexts:
            - {name: mock, context: {cluster: mock, user: mock}}
            clusters:
            - {name: mock, cluster: {server: "%s", insecure-skip-tls-verify: true}}
            users:
            - {name: mock, user: {username: a, password: b}}
            """
                .formatted(server.url("/")));
    return new ClusterOptions(
        Optional.empty(), Optional.of(file), List.of(), ClusterOptions.STANDARD_TIMEOUT);
  }

  private static PodListBuilder pods(String... names) {
    PodListBuilder list = new PodListBuilder().withNewMetadata().endMetadata();
    for (String name : names) {
      list.addToItems(
          new PodBuilder()
              .withNewMetadata()
              .withName(name)
              .withNamespace("shop")
              .addToLabels("app", name)
              .endMetadata()
              .withNewSpec()
              .addNewContainer()
              .withName("main")
              .addNewPort()
              .withContainerPort(8080)
              .endPort()
              .endContainer()
              .endSpec()
              .build());
    }
    return list;
  }

  private void serve(String path, Object answer) {
    server.expect().get().withPath(path).andReturn(200, answer).always();
  }

  @Test
  void objects_are_read_page_by_page() throws Exception {
    serve(
        "/apis",
        new APIGroupListBuilder()
            .addNewGroup()
            .withName("networking.k8s.io")
            .addNewVersion("networking.k8s.io/v1", "v1")
            .endGroup()
            .build());
    serve(
        "/api/v1/namespaces?limit=500",
        new NamespaceListBuilder()
            .addNewItem()
            .withNewMetadata()
            .withName("shop")
            .addToLabels("team", "a")
            .endMetadata()
            .endItem()
            .build());
    serve(
        "/api/v1/pods?limit=500",
        pods("a", "b").editMetadata().withContinue("next").endMetadata().build());
    serve("/api/v1/pods?limit=500&continue=next", pods("c").build());
    serve(
        "/apis/networking.k8s.io/v1/networkpolicies?limit=500",
        new NetworkPolicyListBuilder()
            .addNewItem()
            .withNewMetadata()
            .withName("deny")
            .withNamespace("shop")
            .endMetadata()
            .withNewSpec()
            .withNewPodSelector()
            .endPodSelector()
            .withPolicyTypes("Ingress")
            .endSpec()
            .endItem()
            .build());

    try (Cluster cluster = Cluster.connect(options())) {
      KubernetesObjects read = cluster.read();

      assertThat(read.workloads()).extracting(FoundWorkload::name).containsExactly("a", "b", "c");
      assertThat(read.workloads().get(0).ports()).hasSize(1);
      assertThat(read.namespaces().get(0).labels()).containsEntry("team", "a");
      assertThat(read.policies()).extracting(p -> p.name()).containsExactly("deny");
      assertThat(cluster.policies()).extracting(LivePolicy::id).containsExactly("shop/deny");
    }
  }

  @Test
  void a_certificate_that_nobody_trusts_is_refused() throws Exception {
    Path file = options().kubeconfig().orElseThrow();
    Files.writeString(file, Files.readString(file).replace(", insecure-skip-tls-verify: true", ""));
    try (Cluster cluster = Cluster.connect(options(file))) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                  ClusterException.class, cluster::read))
          .hasMessageContaining("no trusted connection (")
          .hasMessageContaining("look at the certificates in the kubeconfig");
    }
  }

  private static ClusterOptions options(Path file) {
    return new ClusterOptions(
        Optional.empty(), Optional.of(file), List.of(), ClusterOptions.STANDARD_TIMEOUT);
  }
}
