package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * The NetworkPolicies of {@link TestApiServer}, with the managers of their fields: server-side
 * apply with conflicts, dry runs, validation and preconditions.
 */
final class TestPolicies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Behind a manager's name, where it replaced the object: another owner than who applied it. */
  private static final String UPDATE = " (Update)";

  /** A policy with its managers. */
  private record Stored(
      Map<String, Object> metadata,
      Map<String, Object> fields,
      Map<String, List<String>> managers) {
    Stored copy() {
      return new Stored(
          new LinkedHashMap<>(metadata), new TreeMap<>(fields), new TreeMap<>(managers));
    }
  }

  private final Map<String, Stored> policies = new TreeMap<>();
  private final AtomicInteger version;

  /** The version is that of the last write to the server. */
  TestPolicies(AtomicInteger version) {
    this.version = version;
  }

  List<String> ids() {
    return List.copyOf(policies.keySet());
  }

  List<Map<String, Object>> all() {
    return policies.keySet().stream().map(this::get).toList();
  }

  boolean has(String id) {
    return policies.containsKey(id);
  }

  /** A policy as JSON. */
  Map<String, Object> get(String id) {
    Stored stored = policies.get(id);
    return TestFields.object(stored.metadata(), stored.fields());
  }

  void remove(String id) {
    policies.remove(id);
  }

  /** A request that applies. */
  TestAnswer patch(String name, Map<String, String> query, String body) {
    var document =
        DocumentReader.read("body", body.getBytes(StandardCharsets.UTF_8)).documents().get(0);
    TestAnswer refusal = refusal(name, PolicyTexts.problems(document));
    return refusal != null
        ? refusal
        : apply(
            TestFields.map(JSON.readValue(body, Map.class)),
            query.get("fieldManager"),
            query.get("force").equals("true"),
            "All".equals(query.get("dryRun")));
  }

  /** A request that reads or deletes. */
  TestAnswer one(String method, String id, String body) {
    String name = id.substring(id.indexOf('/') + 1);
    Stored found = policies.get(id);
    if (found == null) {
      return TestAnswer.fail(
          404, "NotFound", "networkpolicies.networking.k8s.io \"" + name + "\" not found");
    }
    if (method.equals("DELETE")) {
      TestAnswer refusal =
          precondition(name, found, TestFields.map(JSON.readValue(body, Map.class)));
      if (refusal != null) {
        return refusal;
      }
      if (!found.metadata().containsKey("finalizers")) {
        policies.remove(id);
        return TestAnswer.success();
      }
      found.metadata().putIfAbsent("deletionTimestamp", "2026-11-01T00:00:00Z");
    }
    Map<String, Object> object = TestFields.object(found.metadata(), found.fields());
    TestFields.map(object.get("metadata")).put("managedFields", managedFields(found));
    return TestAnswer.ok(object);
  }

  private static TestAnswer precondition(String name, Stored found, Map<String, Object> options) {
    Map<String, Object> conditions = TestFields.map(options.get("preconditions"));
    for (String each : List.of("uid", "resourceVersion")) {
      Object wanted = conditions.get(each);
      Object is = found.metadata().get(each);
      if (wanted != null && !wanted.equals(is)) {
        String what = each.equals("uid") ? "UID" : "ResourceVersion";
        return TestAnswer.fail(
            409,
            "Conflict",
            "Operation cannot be fulfilled on NetworkPolicy.networking.k8s.io \""
                + name
                + "\": the "
                + what
                + " in the precondition ("
                + wanted
                + ") does not match the "
                + what
                + " in record ("
                + is
                + "). The object might have been modified");
      }
    }
    return null;
  }

  /** What an API server says of what it can't accept; null if there is nothing. */
  private static TestAnswer refusal(String name, List<Problem> problems) {
    List<Object> causes = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Problem problem : problems) {
      if (problem.message().startsWith("unknown field")) {
        // Found by the merge, before anything else, and not meant for people: it has no reason.
        return TestAnswer.fail(
            500,
            "",
            "failed to create typed patch object (/"
                + name
                + "; networking.k8s.io/v1, Kind=NetworkPolicy): ."
                + problem.path()
                + ": field not declared in schema");
      }
      String message = "Invalid value: " + problem.message();
      causes.add(
          Map.of("reason", "FieldValueInvalid", "field", problem.path(), "message", message));
      all.add(problem.path() + ": " + message);
    }
    String said = all.size() == 1 ? all.get(0) : all.toString();
    return problems.isEmpty()
        ? null
        : TestAnswer.fail(
            422,
            "Invalid",
            "NetworkPolicy.networking.k8s.io \"" + name + "\" is invalid: " + said,
            causes);
  }

  private static List<Object> managedFields(Stored stored) {
    List<Object> entries = new ArrayList<>();
    stored
        .managers()
        .forEach(
            (manager, fields) -> {
              boolean update = manager.endsWith(UPDATE);
              entries.add(
                  Map.of(
                      "manager",
                      manager.replace(UPDATE, ""),
                      "operation",
                      update ? "Update" : "Apply",
                      "apiVersion",
                      "networking.k8s.io/v1",
                      "fieldsType",
                      "FieldsV1",
                      "fieldsV1",
                      TestFields.managed(fields, update)));
            });
    return entries;
  }

  TestAnswer apply(Map<String, Object> object, String manager, boolean force, boolean dryRun) {
    Map<String, Object> given = TestFields.map(object.get("metadata"));
    String id = given.get("namespace") + "/" + given.get("name");
    Stored before = policies.get(id);
    Stored stored =
        before == null
            ? new Stored(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>())
            : before.copy();
    List<TestFields.Conflict> conflicts =
        TestFields.apply(stored.fields(), stored.managers(), TestFields.of(object), manager, force);
    if (!conflicts.isEmpty()) {
      List<Object> causes = new ArrayList<>();
      conflicts.forEach(
          conflict ->
              causes.add(
                  Map.of(
                      "reason",
                      "FieldManagerConflict",
                      "message",
                      described(conflict.manager()),
                      "field",
                      conflict.field())));
      String said = "Apply failed with " + causes.size() + " conflict";
      return TestAnswer.fail(409, "Conflict", said + (causes.size() == 1 ? "" : "s"), causes);
    }
    boolean changed = before == null || !before.equals(stored);
    stored.metadata().putAll(Map.of("name", given.get("name")));
    stored.metadata().putAll(Map.of("namespace", given.get("namespace")));
    for (String each : List.of("ownerReferences", "finalizers")) {
      if (given.containsKey(each)) {
        stored.metadata().put(each, given.get(each));
      }
    }
    stored.metadata().putIfAbsent("uid", "uid-" + (version.get() + 1));
    stored.metadata().putIfAbsent("creationTimestamp", "2026-11-01T00:00:00Z");
    stored.metadata().putIfAbsent("resourceVersion", "" + (version.get() + 1));
    if (changed && !dryRun) {
      stored.metadata().put("resourceVersion", "" + version.incrementAndGet());
      policies.put(id, stored);
    }
    return new TestAnswer(
        before == null ? 201 : 200, TestFields.object(stored.metadata(), stored.fields()));
  }

  /** A manager that conflicts, as the server names it. */
  private static String described(String manager) {
    return "conflict with \""
        + manager.replace(UPDATE, "")
        + "\""
        + (manager.endsWith(UPDATE) ? " using networking.k8s.io/v1" : "");
  }

  /** Whoever replaces a policy sets the fields that change, and nobody else does any more. */
  void replace(String id, Map<String, Object> metadata, Map<String, Object> fields, String user) {
    String manager = user + UPDATE;
    Stored found = policies.get(id);
    Map<String, List<String>> managers = new TreeMap<>();
    Map<String, Object> before = found == null ? Map.of() : found.fields();
    if (found != null) {
      found
          .managers()
          .forEach(
              (who, theirs) ->
                  managers.put(
                      who,
                      theirs.stream()
                          .filter(field -> Objects.equals(before.get(field), fields.get(field)))
                          .toList()));
    }
    List<String> set = new ArrayList<>(managers.getOrDefault(manager, List.of()));
    fields.forEach(
        (field, value) -> {
          if (!value.equals(before.get(field))) {
            set.add(field);
          }
        });
    managers.put(manager, set);
    managers.values().removeIf(List::isEmpty);
    policies.put(id, new Stored(metadata, fields, managers));
  }
}
