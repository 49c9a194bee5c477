package dev.sallyport.runtime.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of {@link TestApiServer} that send objects as a whole: NetworkPolicies created and
 * replaced, ConfigMaps also read and deleted.
 */
final class TestWholeObjects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Map<String, Object>> configMaps = new TreeMap<>();
  private final TestPolicies policies;
  private final AtomicInteger version;
  private final Function<String, TestAnswer> namespaces;
  private final Runnable beforeWrite;

  /**
   * Creates objects.
   *
   * @param version that of the last write to the server
   * @param namespaces the answer to who reads a namespace
   * @param beforeWrite runs before each write that is not a dry run
   */
  TestWholeObjects(
      TestPolicies policies,
      AtomicInteger version,
      Function<String, TestAnswer> namespaces,
      Runnable beforeWrite) {
    this.policies = policies;
    this.version = version;
    this.namespaces = namespaces;
    this.beforeWrite = beforeWrite;
  }

  List<String> configMaps() {
    return List.copyOf(configMaps.keySet());
  }

  /** Objects as a whole: NetworkPolicies and ConfigMaps created, replaced, read and deleted. */
  TestAnswer answer(String method, String path, Map<String, String> query, String body) {
    boolean dryRun = "All".equals(query.get("dryRun"));
    String manager = query.getOrDefault("fieldManager", "unknown");
    Map<String, Object> given =
        body.isEmpty() ? Map.of() : TestFields.map(JSON.readValue(body, Map.class));
    String[] parts = path.split("/namespaces/", 2)[1].split("/", -1);
    boolean policy = parts[1].equals("networkpolicies");
    Map<String, Object> metadata = TestFields.map(given.get("metadata"));
    if (method.equals("POST") && !namespaces.apply(parts[0]).isOk()) {
      return namespaces.apply(parts[0]);
    }
    String id = parts[0] + "/" + (method.equals("POST") ? metadata.get("name") : parts[2]);
    Map<String, Object> found =
        !policy ? configMaps.get(id) : policies.has(id) ? policies.get(id) : null;
    if (method.equals("POST") ? found != null : found == null) {
      String what = (policy ? "networkpolicies.networking.k8s.io \"" : "configmaps \"") + id + "\"";
      return method.equals("POST")
          ? TestAnswer.fail(409, "AlreadyExists", what + " already exists")
          : TestAnswer.fail(404, "NotFound", what + " not found");
    }
    if (method.equals("GET")) {
      return TestAnswer.ok(found);
    }
    Object condition =
        (method.equals("DELETE") ? TestFields.map(given.get("preconditions")) : metadata)
            .get("resourceVersion");
    if (found != null
        && condition != null
        && !TestFields.map(found.get("metadata")).get("resourceVersion").equals(condition)) {
      return TestAnswer.fail(
          409,
          "Conflict",
          "Operation cannot be fulfilled on "
              + id
              + ": the object has been modified; please apply your changes to the latest version"
              + " and try again");
    }
    if (method.equals("DELETE")) {
      configMaps.remove(id);
      return TestAnswer.success();
    }
    if (!dryRun) {
      beforeWrite.run();
    }
    if (found != null && says(found).equals(says(given))) {
      return TestAnswer.ok(found); // and no new version
    }
    if (!dryRun) {
      version.incrementAndGet();
    }
    Map<String, Object> stamped = new LinkedHashMap<>(metadata);
    stamped.put(
        "uid", found == null ? "uid-" + version : TestFields.map(found.get("metadata")).get("uid"));
    stamped.put("resourceVersion", version.toString());
    Map<String, Object> stored = new LinkedHashMap<>(given);
    stored.put("metadata", stamped);
    if (policy && !dryRun) {
      policies.replace(id, stamped, TestFields.stored(TestFields.of(given)), manager);
    } else if (!dryRun) {
      configMaps.put(id, stored);
    }
    return new TestAnswer(method.equals("POST") ? 201 : 200, stored);
  }

  /** What of an object its writers decide. */
  private static Map<String, Object> says(Map<String, Object> object) {
    Map<String, Object> says = new TreeMap<>(TestFields.stored(TestFields.of(object)));
    Map<String, Object> metadata = TestFields.map(object.get("metadata"));
    for (String each : List.of("ownerReferences", "finalizers")) {
      says.put(each, metadata.getOrDefault(each, List.of()));
    }
    says.put("data", object.getOrDefault("data", Map.of()));
    return says;
  }
}
