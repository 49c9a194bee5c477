package dev.sallyport.samples.boutique;

import static dev.sallyport.samples.evidence.Connection.tcp;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.samples.evidence.Connection;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.KubernetesFiles;
import dev.sallyport.samples.evidence.Model;
import dev.sallyport.samples.evidence.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The system, and where its files are. */
final class OnlineBoutique {
  /** Where it is deployed; neither manifests nor Deployments say. */
  private static final String NAMESPACE = "boutique";

  static final Path SOURCES = Path.of("src/main/java");
  static final Path COMPILED = Path.of("target/classes/META-INF/sallyport");
  static final Path MANIFESTS = COMPILED.resolve("manifests");
  static final Path OWN_DEPLOYMENTS = Path.of("src/main/k8s");

  /** Every call that one service makes to another, on the port of the callee's pod. */
  static final List<Connection> CALLS =
      List.of(
          tcp("cartservice", "redis-cart", 6379),
          tcp("checkoutservice", "cartservice", 7070),
          tcp("checkoutservice", "currencyservice", 7000),
          tcp("checkoutservice", "emailservice", 8080),
          tcp("checkoutservice", "paymentservice", 50051),
          tcp("checkoutservice", "productcatalogservice", 3550),
          tcp("checkoutservice", "shippingservice", 50051),
          tcp("frontend", "adservice", 9555),
          tcp("frontend", "cartservice", 7070),
          tcp("frontend", "checkoutservice", 5050),
          tcp("frontend", "currencyservice", 7000),
          tcp("frontend", "productcatalogservice", 3550),
          tcp("frontend", "recommendationservice", 8080),
          tcp("frontend", "shippingservice", 50051),
          tcp("loadgenerator", "frontend", 8080),
          tcp("recommendationservice", "productcatalogservice", 3550));

  private OnlineBoutique() {}

  /** The system's own Deployments, as they are published. */
  static Path realDeployments() {
    return shared("manifests");
  }

  /** The policies that come with the system. */
  static Path officialPolicies() {
    return shared("network-policies");
  }

  private static Path shared(String folder) {
    Path path =
        Path.of(System.getProperty("sallyport.shared", "../../../shared"))
            .resolve("inputs/online-boutique")
            .resolve(folder);
    Assumptions.assumeTrue(
        Files.isDirectory(path), () -> "not there, nothing to compare with: " + path);
    return path;
  }

  /** What can connect where these pods run under these policies, with their surroundings. */
  static Connectivity connectivity(Path deployments, Path policies) {
    List<Pod> pods = new ArrayList<>();
    for (var deployment : KubernetesFiles.read(deployments).deployments()) {
      pods.add(Model.pod(deployment, NAMESPACE));
    }
    pods.add(Surroundings.kubeDns());
    pods.add(Surroundings.stranger(Map.of("app", "frontend")));
    List<Policy> applied =
        KubernetesFiles.read(policies).policies().stream()
            .map(policy -> Model.policy(policy, NAMESPACE))
            .toList();
    return Connectivity.of(Snapshot.of(List.of(), pods, applied));
  }
}
