package dev.sallyport.runtime.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/**
 * An API server for tests, over real HTTP: lists with pages, discovery, permissions, and for
 * NetworkPolicies server-side apply with conflicts, dry runs, validation and preconditions.
 * fabric8's mock does not know field managers.
 */
public final class TestApiServer implements AutoCloseable {
  static final String TOKEN = "token-of-tests";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POLICIES = "/apis/networking.k8s.io/v1";

  private final HttpServer server;
  private final Map<String, List<Map<String, Object>>> lists = new ConcurrentHashMap<>();
  private final Map<String, Stored> policies = new TreeMap<>();
  private final Map<String, Map<String, Object>> configMaps = new TreeMap<>();
  private final List<String> groups = new CopyOnWriteArrayList<>();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Runnable> beforeWrites = new CopyOnWriteArrayList<>();
  private int version = 100;
  private int mostItems = 500;
  private volatile long delay;

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

  /** A request that fails, some times. */
  private static final class Failure {
    private final Predicate<String> request;
    private final int code;
    private final Map<String, Object> status;
    private int left;

    Failure(Predicate<String> request, int code, Map<String, Object> status, int left) {
      this.request = request;
      this.code = code;
      this.status = status;
      this.left = left;
    }
  }

  public TestApiServer() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    for (ClusterKind kind : ClusterKind.values()) {
      if (!kind.group().equals(ClusterKind.CLUSTER_POLICIES)) {
        lists.put(kind.path(""), new CopyOnWriteArrayList<>());
        if (!kind.group().isEmpty() && !groups.contains(kind.apiVersion())) {
          groups.add(kind.apiVersion());
        }
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig for this server. */
  public Path kubeconfig(Path folder) {
    return kubeconfig(folder, TOKEN);
  }

  public Path kubeconfig(Path folder, String token) {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
        - name: test
          context: {cluster: test, user: tester, namespace: shop}
        clusters:
        - name: test
          cluster: {server: "%s"}
        users:
        - name: tester
          user: {token: "%s"}
        """
            .formatted(url(), token);
    try {
      return Files.writeString(folder.resolve("kubeconfig-" + token), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves objects of YAML text; NetworkPolicies as if {@code kubectl apply} had made them. */
  public TestApiServer with(String yaml) {
    for (Object each : new TestYaml(yaml).objects()) {
      Map<String, Object> object = TestFields.map(each);
      String kind = (String) object.get("kind");
      if (kind.equals("NetworkPolicy")) {
        apply(object, "kubectl", true, false);
      } else {
        ClusterKind known = known(kind);
        if (known == null) {
          continue; // a kind that Sallyport does not read
        }
        lists.computeIfAbsent(known.path(""), p -> new CopyOnWriteArrayList<>()).add(object);
        if (!known.group().isEmpty() && !groups.contains(known.apiVersion())) {
          groups.add(known.apiVersion());
        }
      }
    }
    return this;
  }

  private static ClusterKind known(String kind) {
    for (ClusterKind each : ClusterKind.values()) {
      if (each.kind().equals(kind)) {
        return each;
      }
    }
    return null;
  }

  /** Applies as somebody else. */
  public void applyAs(String manager, String yaml) {
    new TestYaml(yaml).objects().forEach(o -> apply(TestFields.map(o), manager, true, false));
  }

  public void delete(String namespace, String name) {
    policies.remove(namespace + "/" + name);
  }

  public TestApiServer serving(String groupVersion) {
    groups.add(groupVersion);
    return this;
  }

  public TestApiServer withPagesOf(int most) {
    mostItems = most;
    return this;
  }

  TestApiServer notServing(ClusterKind kind) {
    lists.remove(kind.path(""));
    return this;
  }

  /** Serves under another version what was served under one. */
  void move(String from, String to) {
    groups.remove(from.substring("/apis/".length()));
    for (String key : List.copyOf(lists.keySet())) {
      if (key.startsWith(from + "/")) {
        lists.put(to + key.substring(from.length()), lists.remove(key));
      }
    }
  }

  /** Fails requests like {@code PATCH /apis/...} that a test accepts. */
  public void failing(int times, int code, String message, Predicate<String> request) {
    failures.add(new Failure(request, code, status(code, "", message, List.of()), times));
  }

  /** Runs before each write that is not a dry run. */
  public void beforeWrite(Runnable action) {
    beforeWrites.add(action);
  }

  /** Lets a request wait. */
  void waiting(long millis) {
    delay = millis;
  }

  public List<String> requests() {
    return requests;
  }

  /** The names of the ConfigMaps that are there. */
  public List<String> configMaps() {
    return List.copyOf(configMaps.keySet());
  }

  /** The names of the policies that are there. */
  public List<String> policies() {
    return List.copyOf(policies.keySet());
  }

  /** A policy as JSON. */
  public Map<String, Object> policy(String id) {
    Stored stored = policies.get(id);
    return TestFields.object(stored.metadata(), stored.fields());
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    String request = method + " " + path + (query == null ? "" : "?" + query);
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (delay > 0) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Answer answer = null;
    for (Failure failure : failures) {
      if (answer == null && failure.left > 0 && failure.request.test(request)) {
        failure.left--;
        answer = new Answer(failure.code, failure.status);
      }
    }
    if (answer != null && answer.code() == 0) {
      exchange.close(); // as if the network broke
      return;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer = fail(401, "Unauthorized", "Unauthorized");
    }
    if (answer == null) {
      answer = answer(method, path, parameters(query), new String(body, StandardCharsets.UTF_8));
    }
    byte[] text = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.code(), text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private record Answer(int code, Map<String, Object> body) {}

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String each : query == null ? new String[0] : query.split("&", -1)) {
      int is = each.indexOf('=');
      parameters.put(
          each.substring(0, is), URLDecoder.decode(each.substring(is + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private Answer answer(String method, String path, Map<String, String> query, String body) {
    if (path.equals("/apis")) {
      return new Answer(200, discovery());
    }
    if (path.contains("/configmaps") || method.equals("POST") || method.equals("PUT")) {
      return whole(method, path, query, body);
    }
    if (path.startsWith(POLICIES + "/namespaces/") && path.split("/", -1).length == 8) {
      String[] parts = path.split("/", -1);
      return policy(method, parts[5], parts[7], query, body);
    }
    if (groups.contains(path.substring(Math.min(path.length(), "/apis/".length())))) {
      return new Answer(200, resources(path));
    }
    return list(path, query);
  }

  private Map<String, Object> discovery() {
    Map<String, List<Object>> byGroup = new TreeMap<>();
    for (String each : groups) {
      byGroup
          .computeIfAbsent(each.substring(0, each.indexOf('/')), g -> new ArrayList<>())
          .add(Map.of("groupVersion", each));
    }
    List<Object> all = new ArrayList<>();
    byGroup.forEach((name, versions) -> all.add(Map.of("name", name, "versions", versions)));
    return Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", all);
  }

  private Map<String, Object> resources(String path) {
    List<Object> resources = new ArrayList<>();
    lists.forEach(
        (key, objects) -> {
          if (key.startsWith(path + "/") && !objects.isEmpty()) {
            Object kind = objects.get(0).get("kind");
            resources.add(Map.of("name", key.substring(path.length() + 1), "kind", kind));
          }
        });
    return Map.of("kind", "APIResourceList", "resources", resources);
  }

  private Answer list(String path, Map<String, String> query) {
    String[] parts = path.split("/namespaces/", 2);
    String all = path;
    String namespace = "";
    if (parts.length == 2) {
      int slash = parts[1].indexOf('/');
      namespace = slash < 0 ? parts[1] : parts[1].substring(0, slash);
      all = slash < 0 ? parts[0] + "/namespaces" : parts[0] + parts[1].substring(slash);
      if (slash < 0) {
        return namespace(namespace);
      }
    }
    List<Map<String, Object>> objects = lists.get(all);
    if (objects == null) {
      return fail(404, "NotFound", "the server could not find the requested resource");
    }
    List<Object> matching = new ArrayList<>();
    for (Map<String, Object> each : all.endsWith("/networkpolicies") ? stored() : objects) {
      Object its = TestFields.map(each.get("metadata")).get("namespace");
      if (namespace.isEmpty() || namespace.equals(its)) {
        Map<String, Object> item = new LinkedHashMap<>(each);
        item.remove("kind");
        item.remove("apiVersion");
        matching.add(item);
      }
    }
    int from = Integer.parseInt(query.getOrDefault("continue", "0").replace("page/=+", ""));
    int most = Math.min(mostItems, Integer.parseInt(query.getOrDefault("limit", "500")));
    int to = Math.min(matching.size(), from + most);
    Map<String, Object> metadata = new TreeMap<>(Map.of("resourceVersion", "" + version));
    if (to < matching.size()) {
      metadata.put("continue", "page/=+" + to); // characters that must be escaped
    }
    return new Answer(
        200,
        Map.of("kind", listKind(all), "metadata", metadata, "items", matching.subList(from, to)));
  }

  private static String listKind(String path) {
    for (ClusterKind each : ClusterKind.values()) {
      if (each.path("").equals(path)) {
        return each.kind() + "List";
      }
    }
    return "List";
  }

  private Answer namespace(String name) {
    for (Map<String, Object> each : lists.get("/api/v1/namespaces")) {
      if (name.equals(TestFields.map(each.get("metadata")).get("name"))) {
        return new Answer(200, each);
      }
    }
    return fail(404, "NotFound", "namespaces \"" + name + "\" not found");
  }

  private List<Map<String, Object>> stored() {
    List<Map<String, Object>> all = new ArrayList<>();
    policies.keySet().forEach(id -> all.add(policy(id)));
    return all;
  }

  private Answer policy(
      String method, String namespace, String name, Map<String, String> query, String body) {
    String id = namespace + "/" + name;
    if (!query.containsKey("dryRun") && !method.equals("GET")) {
      beforeWrites.forEach(Runnable::run);
    }
    if (method.equals("PATCH")) {
      if (namespace(namespace).code() != 200) {
        return fail(404, "NotFound", "namespaces \"" + namespace + "\" not found");
      }
      Map<String, Object> object = TestFields.map(JSON.readValue(body, Map.class));
      var document =
          DocumentReader.read("body", body.getBytes(StandardCharsets.UTF_8)).documents().get(0);
      Answer refusal = refusal(name, PolicyTexts.problems(document));
      if (refusal != null) {
        return refusal;
      }
      return apply(
          object,
          query.get("fieldManager"),
          query.get("force").equals("true"),
          "All".equals(query.get("dryRun")));
    }
    Stored found = policies.get(id);
    if (found == null) {
      return fail(404, "NotFound", "networkpolicies.networking.k8s.io \"" + name + "\" not found");
    }
    if (method.equals("DELETE")) {
      Answer refusal = precondition(name, found, TestFields.map(JSON.readValue(body, Map.class)));
      if (refusal != null) {
        return refusal;
      }
      if (!found.metadata().containsKey("finalizers")) {
        policies.remove(id);
        return new Answer(200, Map.of("kind", "Status", "status", "Success"));
      }
      found.metadata().putIfAbsent("deletionTimestamp", "2026-11-01T00:00:00Z");
    }
    Map<String, Object> object = TestFields.object(found.metadata(), found.fields());
    TestFields.map(object.get("metadata")).put("managedFields", managedFields(found));
    return new Answer(200, object);
  }

  private static Answer precondition(String name, Stored found, Map<String, Object> options) {
    Map<String, Object> conditions = TestFields.map(options.get("preconditions"));
    for (String each : List.of("uid", "resourceVersion")) {
      Object wanted = conditions.get(each);
      Object is = found.metadata().get(each);
      if (wanted != null && !wanted.equals(is)) {
        String what = each.equals("uid") ? "UID" : "ResourceVersion";
        return fail(
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
  private static Answer refusal(String name, List<Problem> problems) {
    List<Object> causes = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (Problem problem : problems) {
      if (problem.message().startsWith("unknown field")) {
        // Found by the merge, before anything else, and not meant for people: it has no reason.
        return fail(
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
        : new Answer(
            422,
            status(
                422,
                "Invalid",
                "NetworkPolicy.networking.k8s.io \"" + name + "\" is invalid: " + said,
                causes));
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

  private Answer apply(Map<String, Object> object, String manager, boolean force, boolean dryRun) {
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
      return new Answer(
          409, status(409, "Conflict", said + (causes.size() == 1 ? "" : "s"), causes));
    }
    boolean changed = before == null || !before.equals(stored);
    stored.metadata().putAll(Map.of("name", given.get("name")));
    stored.metadata().putAll(Map.of("namespace", given.get("namespace")));
    for (String each : List.of("ownerReferences", "finalizers")) {
      if (given.containsKey(each)) {
        stored.metadata().put(each, given.get(each));
      }
    }
    stored.metadata().putIfAbsent("uid", "uid-" + (version + 1));
    stored.metadata().putIfAbsent("creationTimestamp", "2026-11-01T00:00:00Z");
    stored.metadata().putIfAbsent("resourceVersion", "" + (version + 1));
    if (changed && !dryRun) {
      version++;
      stored.metadata().put("resourceVersion", "" + version);
      policies.put(id, stored);
    }
    return new Answer(
        before == null ? 201 : 200, TestFields.object(stored.metadata(), stored.fields()));
  }

  /** A manager that conflicts, as the server names it. */
  private static String described(String manager) {
    return "conflict with \""
        + manager.replace(UPDATE, "")
        + "\""
        + (manager.endsWith(UPDATE) ? " using networking.k8s.io/v1" : "");
  }

  /** Objects as a whole: NetworkPolicies and ConfigMaps created, replaced, read and deleted. */
  private Answer whole(String method, String path, Map<String, String> query, String body) {
    boolean dryRun = "All".equals(query.get("dryRun"));
    String manager = query.getOrDefault("fieldManager", "unknown");
    Map<String, Object> given =
        body.isEmpty() ? Map.of() : TestFields.map(JSON.readValue(body, Map.class));
    String[] parts = path.split("/namespaces/", 2)[1].split("/", -1);
    boolean policy = parts[1].equals("networkpolicies");
    Map<String, Object> metadata = TestFields.map(given.get("metadata"));
    if (method.equals("POST") && namespace(parts[0]).code() != 200) {
      return namespace(parts[0]);
    }
    String id = parts[0] + "/" + (method.equals("POST") ? metadata.get("name") : parts[2]);
    Map<String, Object> found =
        !policy ? configMaps.get(id) : policies.containsKey(id) ? policy(id) : null;
    if (method.equals("POST") ? found != null : found == null) {
      String what = (policy ? "networkpolicies.networking.k8s.io \"" : "configmaps \"") + id + "\"";
      return method.equals("POST")
          ? fail(409, "AlreadyExists", what + " already exists")
          : fail(404, "NotFound", what + " not found");
    }
    if (method.equals("GET")) {
      return new Answer(200, found);
    }
    Object condition =
        (method.equals("DELETE") ? TestFields.map(given.get("preconditions")) : metadata)
            .get("resourceVersion");
    if (found != null
        && condition != null
        && !TestFields.map(found.get("metadata")).get("resourceVersion").equals(condition)) {
      return fail(
          409,
          "Conflict",
          "Operation cannot be fulfilled on "
              + id
              + ": the object has been modified; please apply your changes to the latest version"
              + " and try again");
    }
    if (method.equals("DELETE")) {
      configMaps.remove(id);
      return new Answer(200, Map.of("kind", "Status", "status", "Success"));
    }
    beforeWrites.forEach(Runnable::run);
    if (found != null && says(found).equals(says(given))) {
      return new Answer(200, found); // and no new version
    }
    version += dryRun ? 0 : 1;
    Map<String, Object> stamped = new LinkedHashMap<>(metadata);
    stamped.put(
        "uid", found == null ? "uid-" + version : TestFields.map(found.get("metadata")).get("uid"));
    stamped.put("resourceVersion", "" + version);
    Map<String, Object> stored = new LinkedHashMap<>(given);
    stored.put("metadata", stamped);
    if (policy) {
      if (!dryRun) {
        replace(id, stamped, TestFields.stored(TestFields.of(given)), manager + UPDATE);
      }
    } else {
      configMaps.put(id, stored);
    }
    return new Answer(method.equals("POST") ? 201 : 200, stored);
  }

  /** Whoever replaces a policy sets the fields that change, and nobody else does any more. */
  private void replace(
      String id, Map<String, Object> metadata, Map<String, Object> fields, String manager) {
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

  private static Answer fail(int code, String reason, String message) {
    return new Answer(code, status(code, reason, message, List.of()));
  }

  private static Map<String, Object> status(
      int code, String reason, String message, List<Object> causes) {
    return Map.of(
        "kind",
        "Status",
        "apiVersion",
        "v1",
        "status",
        "Failure",
        "message",
        message,
        "reason",
        reason,
        "details",
        Map.of("causes", causes),
        "code",
        code);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
