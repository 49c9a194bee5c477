package dev.sallyport.samples.evidence;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The objects of some YAML files that matter to connections, read with Kubernetes' own model. A
 * field that the model does not know is refused.
 *
 * @param deployments the Deployments, in the order of the files
 * @param services the Services
 * @param policies the NetworkPolicies
 */
public record KubernetesFiles(
    List<Deployment> deployments, List<Service> services, List<NetworkPolicy> policies) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Reads every {@code .yaml} file below the folders, sorted by path. */
  public static KubernetesFiles read(List<Path> folders) {
    KubernetesFiles files =
        new KubernetesFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Path folder : folders) {
      for (Path file : yamlFiles(folder)) {
        files.add(file);
      }
    }
    return files;
  }

  /** Reads every {@code .yaml} file below a folder. */
  public static KubernetesFiles read(Path folder) {
    return read(List.of(folder));
  }

  /** The {@code .yaml} files below a folder, sorted. */
  public static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        switch (document.path("kind").asString("")) {
          case "Deployment" -> deployments.add(YAML.treeToValue(document, Deployment.class));
          case "Service" -> services.add(YAML.treeToValue(document, Service.class));
          case "NetworkPolicy" -> policies.add(YAML.treeToValue(document, NetworkPolicy.class));
          case "ServiceAccount" -> {}
          default -> throw new IllegalStateException(file + " holds an unexpected object");
        }
      }
    }
  }
}
