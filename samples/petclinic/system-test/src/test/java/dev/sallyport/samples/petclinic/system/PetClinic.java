package dev.sallyport.samples.petclinic.system;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.KubernetesFiles;
import dev.sallyport.samples.evidence.Model;
import dev.sallyport.samples.evidence.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The modules together, and where their files are. */
final class PetClinic {
  /** The logical namespace of the contracts, into which the Deployments go. */
  static final String NAMESPACE = "petclinic";

  private static final List<String> MODULES =
      List.of(
          "contracts",
          "config-server",
          "discovery-server",
          "customers",
          "visits",
          "vets",
          "genai",
          "api-gateway",
          "admin-server");

  private PetClinic() {}

  static List<Path> modules() {
    return folders("");
  }

  static List<Path> manifests() {
    return folders("target/classes/META-INF/sallyport/manifests");
  }

  static List<Path> workloads() {
    return folders("target/classes/META-INF/sallyport/workloads");
  }

  static List<Path> classes() {
    return folders("target/classes");
  }

  static List<Path> deployments() {
    return folders("src/main/k8s");
  }

  private static List<Path> folders(String folder) {
    return MODULES.stream().map(module -> Path.of("..", module, folder)).toList();
  }

  /** What can connect, with the surroundings of the system. */
  static Connectivity connectivity() {
    List<Pod> pods = new ArrayList<>();
    for (var deployment : KubernetesFiles.read(deployments()).deployments()) {
      pods.add(Model.pod(deployment, NAMESPACE));
    }
    pods.add(Surroundings.kubeDns());
    pods.add(Surroundings.stranger(Map.of("app", "api-gateway")));
    List<Policy> policies =
        KubernetesFiles.read(manifests()).policies().stream()
            .map(policy -> Model.policy(policy, "default"))
            .toList();
    return Connectivity.of(Snapshot.of(List.of(), pods, policies));
  }
}
