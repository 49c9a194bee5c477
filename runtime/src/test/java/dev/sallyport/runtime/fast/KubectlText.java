package dev.sallyport.runtime.fast;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lists of realistic pods as kubectl prints them, the same for the same seed: about 9 kB of JSON
 * for each pod, with annotations, one or two containers, probes, volumes, tolerations and a status.
 */
public final class KubectlText {
  private final Random random;
  private final int podsPerOwner;

  /**
   * Creates a generator.
   *
   * @param podsPerOwner how many pods follow one another that have the same owner
   */
  public KubectlText(long seed, int podsPerOwner) {
    this.random = new Random(seed);
    this.podsPerOwner = podsPerOwner;
  }

  /** A list as a tree of maps, lists and values, its fields sorted as kubectl sorts them. */
  public Map<String, Object> list(int pods) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      items.add(pod(i));
    }
    return map(
        "apiVersion", "v1", "items", items, "kind", "List", "metadata", map("resourceVersion", ""));
  }

  /** Writes a list of pods as JSON, item by item. */
  public void writeJson(int pods, Writer out) throws IOException {
    out.write("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n");
    for (int i = 0; i < pods; i++) {
      StringBuilder text = new StringBuilder("        ");
      KubectlPrinter.json(pod(i), 2, text);
      out.append(text).write(i + 1 < pods ? ",\n" : "\n");
    }
    out.write(
        "    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n"
            + "    }\n}\n");
  }

  /** Writes a list of pods as YAML, item by item. */
  public void writeYaml(int pods, Writer out) throws IOException {
    out.write("apiVersion: v1\nitems:\n");
    for (int i = 0; i < pods; i++) {
      StringBuilder text = new StringBuilder();
      KubectlPrinter.yaml(List.of(pod(i)), 0, text);
      out.append(text);
    }
    out.write("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
  }

  private Map<String, Object> pod(int i) {
    int owner = i / podsPerOwner;
    String app = "app-" + owner % 997;
    String namespace = "team-" + owner % 211;
    String hash = Integer.toHexString(0x10000000 + owner * 7919);
    String suffix = Integer.toString(100_000 + i, 36);
    Map<String, Object> annotations =
        map(
            "kubernetes.io/config.seen", "2026-11-22T10:00:00.000000000Z",
            "note", "{\"by\":\"ci\",\"path\":\"a\\\\b\"}\n",
            "prometheus.io/scrape", "true");
    Map<String, Object> labels =
        map(
            "app.kubernetes.io/name",
            app,
            "pod-template-hash",
            hash,
            "tier",
            owner % 3 == 0 ? "backend" : "frontend",
            "version",
            "v" + owner % 5);
    Map<String, Object> metadata =
        map(
            "annotations",
            annotations,
            "creationTimestamp",
            "2026-11-22T10:00:00Z",
            "generateName",
            app + "-" + hash + "-",
            "labels",
            labels,
            "name",
            app + "-" + hash + "-" + suffix,
            "namespace",
            namespace,
            "ownerReferences",
            List.of(
                map(
                    "apiVersion",
                    "apps/v1",
                    "blockOwnerDeletion",
                    true,
                    "controller",
                    true,
                    "kind",
                    "ReplicaSet",
                    "name",
                    app + "-" + hash,
                    "uid",
                    uid())),
            "resourceVersion",
            "" + (1_000_000 + i),
            "uid",
            uid());
    List<Object> containers = new ArrayList<>();
    containers.add(container("main", 8080, "http", owner));
    if (owner % 4 == 0) {
      containers.add(container("proxy", 15_001, "envoy", owner));
    }
    Map<String, Object> spec =
        map(
            "containers",
            containers,
            "dnsPolicy",
            "ClusterFirst",
            "enableServiceLinks",
            true,
            "nodeName",
            "node-" + random.nextInt(500),
            "preemptionPolicy",
            "PreemptLowerPriority",
            "priority",
            0,
            "restartPolicy",
            "Always",
            "schedulerName",
            "default-scheduler",
            "securityContext",
            map(),
            "serviceAccount",
            app,
            "serviceAccountName",
            app,
            "terminationGracePeriodSeconds",
            30,
            "tolerations",
            List.of(
                toleration("node.kubernetes.io/not-ready"),
                toleration("node.kubernetes.io/unreachable")),
            "volumes",
            List.of(volume("kube-api-access-" + suffix)));
    if (owner % 50 == 0) {
      spec.put("hostNetwork", true);
      spec = new java.util.TreeMap<>(spec);
    }
    String ip = "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    Map<String, Object> status =
        map(
            "conditions",
            List.of(
                condition("Initialized"),
                condition("Ready"),
                condition("ContainersReady"),
                condition("PodScheduled")),
            "containerStatuses",
            List.of(status("main")),
            "hostIP",
            "10.9.8.7",
            "phase",
            random.nextInt(20) == 0 ? "Succeeded" : "Running",
            "podIP",
            ip,
            "podIPs",
            List.of(map("ip", ip)),
            "qosClass",
            "Burstable",
            "startTime",
            "2026-11-22T10:00:00Z");
    return map(
        "apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec, "status", status);
  }

  private Map<String, Object> container(String name, int port, String portName, int owner) {
    Map<String, Object> probe =
        map(
            "failureThreshold",
            3,
            "httpGet",
            map("path", "/healthz", "port", "http", "scheme", "HTTP"),
            "periodSeconds",
            10,
            "successThreshold",
            1,
            "timeoutSeconds",
            1);
    return map(
        "args",
        List.of("--config=/etc/" + name + ".yaml", "--verbose"),
        "env",
        List.of(
            map("name", "DATABASE_URL", "value", "postgres://db:5432/" + owner + "?ssl=on"),
            map(
                "name",
                "POD_IP",
                "valueFrom",
                map("fieldRef", map("apiVersion", "v1", "fieldPath", "status.podIP")))),
        "image",
        "registry.example.com/team/" + name + ":1." + owner % 40,
        "imagePullPolicy",
        "IfNotPresent",
        "livenessProbe",
        probe,
        "name",
        name,
        "ports",
        List.of(map("containerPort", port, "name", portName, "protocol", "TCP")),
        "readinessProbe",
        probe,
        "resources",
        map(
            "limits",
            map("cpu", "500m", "memory", "512Mi"),
            "requests",
            map("cpu", "100m", "memory", "128Mi")),
        "terminationMessagePath",
        "/dev/termination-log",
        "terminationMessagePolicy",
        "File",
        "volumeMounts",
        List.of(
            map(
                "mountPath",
                "/var/run/secrets/kubernetes.io/serviceaccount",
                "name",
                "kube-api-access",
                "readOnly",
                true)));
  }

  private Map<String, Object> toleration(String key) {
    return map("effect", "NoExecute", "key", key, "operator", "Exists", "tolerationSeconds", 300);
  }

  private Map<String, Object> volume(String name) {
    return map(
        "name",
        name,
        "projected",
        map(
            "defaultMode",
            420,
            "sources",
            List.of(
                map("serviceAccountToken", map("expirationSeconds", 3607, "path", "token")),
                map(
                    "configMap",
                    map(
                        "items",
                        List.of(map("key", "ca.crt", "path", "ca.crt")),
                        "name",
                        "kube-root-ca.crt")))));
  }

  private Map<String, Object> condition(String type) {
    return map(
        "lastProbeTime",
        null,
        "lastTransitionTime",
        "2026-11-22T10:00:00Z",
        "status",
        "True",
        "type",
        type);
  }

  private Map<String, Object> status(String name) {
    return map(
        "containerID",
        "containerd://" + uid() + uid(),
        "image",
        "registry.example.com/team/" + name,
        "imageID",
        "sha256:" + uid() + uid(),
        "lastState",
        map(),
        "name",
        name,
        "ready",
        true,
        "restartCount",
        random.nextInt(3),
        "started",
        true,
        "state",
        map("running", map("startedAt", "2026-11-22T10:00:00Z")));
  }

  private String uid() {
    return Long.toHexString(random.nextLong()) + "-" + Integer.toHexString(random.nextInt());
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
