package dev.sallyport.runtime.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies as texts, and what the reader makes of them. */
final class PolicySpecs {
  private PolicySpecs() {}

  static KubernetesObjects read(String text) {
    return new KubernetesReader("default")
        .add("p.yaml", text.getBytes(StandardCharsets.UTF_8))
        .objects();
  }

  static KubernetesObjects metadata(String metadata) {
    return read(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: " + metadata + "\n");
  }

  /** A policy with this spec, in YAML's flow style. */
  static KubernetesObjects spec(String spec) {
    return read(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
            + "metadata: {name: p, namespace: ns}\nspec: "
            + spec
            + "\n");
  }

  static Policy policy(String spec) {
    KubernetesObjects objects = spec(spec);
    assertThat(objects.problems()).isEmpty();
    return objects.policies().get(0);
  }

  static List<String> refused(KubernetesObjects objects) {
    assertThat(objects.policies()).isEmpty();
    return objects.problems().stream().map(p -> p.path() + ": " + p.message()).toList();
  }

  static String port(String port) {
    return "{ingress: [{ports: [" + port + "]}]}";
  }

  static String peer(String peer) {
    return "{ingress: [{from: [" + peer + "]}]}";
  }
}
