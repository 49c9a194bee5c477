package dev.sallyport.runtime.extract;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two folders, and a Flux Kustomization for each, the second depending on the first. */
final class FluxFormat {
  private static final String WORKLOADS = "workloads";
  private static final String NAMESPACES = "namespaces";
  private static final String FLUX = "flux.yaml";

  private FluxFormat() {}

  static SortedMap<String, String> files(List<PlacedManifest> manifests, ApplyOrder.Flux flux) {
    SortedMap<String, String> files = new TreeMap<>();
    StringBuilder objects = new StringBuilder();
    for (String part : List.of(WORKLOADS, NAMESPACES)) {
      List<PlacedManifest> in =
          manifests.stream().filter(m -> m.namespaceWide() == part.equals(NAMESPACES)).toList();
      if (!in.isEmpty()) {
        KustomizeFormat.files(in).forEach((path, text) -> files.put(part + "/" + path, text));
        boolean second = !objects.isEmpty();
        objects.append(second ? "---\n" : "").append(kustomization(part, second, flux));
      }
    }
    files.put(FLUX, objects.toString());
    files.put(KustomizeFormat.FILE, KustomizeFormat.kustomization(List.of(FLUX)));
    return files;
  }

  private static String kustomization(String part, boolean second, ApplyOrder.Flux flux) {
    String path = flux.path().endsWith("/") ? flux.path() : flux.path() + "/";
    String dependency = second ? "  dependsOn:\n  - name: sallyport-" + WORKLOADS + "\n" : "";
    return """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: sallyport-%s
          namespace: flux-system
        spec:
        %s  interval: 10m
          path: "%s%s"
          prune: true
          wait: true
          sourceRef:
            kind: %s
            name: "%s"
        """
        .formatted(part, dependency, path, part, flux.sourceKind(), flux.sourceName());
  }
}
