package dev.sallyport.runtime.bundle;

/** Manifests as the compiler writes them. */
public final class TestManifests {
  public static final String FOLDER = "META-INF/sallyport/";

  private TestManifests() {}

  public static String path(String namespace, String name) {
    return FOLDER + "manifests/" + namespace + "/" + name + ".yaml";
  }

  public static String policy(String namespace, String name) {
    return policy(namespace, name, namespace);
  }

  /** A policy with a comment and one peer in another namespace. */
  public static String policy(String namespace, String name, String peerNamespace) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: %s
          namespace: %s
          labels:
            app.kubernetes.io/managed-by: sallyport
          annotations:
            sallyport.dev/source: %s.Application
        spec:
          podSelector:
            matchLabels:
              app: %s
          policyTypes:
          - Ingress
          - Egress
          ingress:
          # @AllowsIngressFrom(Frontend.class): orders come from shop
          - from:
            - namespaceSelector:
                matchLabels:
                  kubernetes.io/metadata.name: %s
              podSelector:
                matchLabels:
                  app: frontend
            ports:
            - protocol: TCP
              port: 8080
          egress: []
        """
        .formatted(name, namespace, namespace, name, peerNamespace);
  }

  public static String defaultDeny(String namespace) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: default-deny
          namespace: %s
        spec:
          podSelector: {}
          policyTypes:
          - Ingress
          - Egress
        """
        .formatted(namespace);
  }

  /** A jar with one workload: its manifest and its contract record. */
  public static TestJar jar(String namespace, String name) {
    return new TestJar()
        .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
        .text(path(namespace, name), policy(namespace, name))
        .text(
            FOLDER + "workloads/" + namespace + "." + name + ".json", "{\"name\":\"" + name + "\"}")
        .text("shop/" + name + ".txt", "something else");
  }
}
