package dev.sallyport.runtime.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger version = new AtomicInteger(100);
  private final TestPolicies policies = new TestPolicies(version);
  private final TestWholeObjects whole =
      new TestWholeObjects(policies, version, this::namespace, this::beforeWrite);
  private final List<String> groups = new CopyOnWriteArrayList<>();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Runnable> beforeWrites = new CopyOnWriteArrayList<>();
  private int mostItems = 500;
  private volatile long delay;

  /** A request that fails, some times. */
  private static final class Failure {
    private final Predicate<String> request;
    private final TestAnswer answer;
    private int left;

    Failure(Predicate<String> request, TestAnswer answer, int left) {
      this.request = request;
      this.answer = answer;
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
        policies.apply(object, "kubectl", true, false);
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
    new TestYaml(yaml)
        .objects()
        .forEach(o -> policies.apply(TestFields.map(o), manager, true, false));
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
    failures.add(new Failure(request, TestAnswer.fail(code, "", message), times));
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
    return whole.configMaps();
  }

  /** The names of the policies that are there. */
  public List<String> policies() {
    return policies.ids();
  }

  /** A policy as JSON. */
  public Map<String, Object> policy(String id) {
    return policies.get(id);
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
    TestAnswer answer = null;
    for (Failure failure : failures) {
      if (answer == null && failure.left > 0 && failure.request.test(request)) {
        failure.left--;
        answer = failure.answer;
      }
    }
    if (answer != null && answer.code() == 0) {
      exchange.close(); // as if the network broke
      return;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer = TestAnswer.fail(401, "Unauthorized", "Unauthorized");
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

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String each : query == null ? new String[0] : query.split("&", -1)) {
      int is = each.indexOf('=');
      parameters.put(
          each.substring(0, is), URLDecoder.decode(each.substring(is + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private TestAnswer answer(String method, String path, Map<String, String> query, String body) {
    if (path.equals("/apis")) {
      return TestAnswer.ok(discovery());
    }
    if (path.contains("/configmaps") || method.equals("POST") || method.equals("PUT")) {
      return whole.answer(method, path, query, body);
    }
    if (path.startsWith(POLICIES + "/namespaces/") && path.split("/", -1).length == 8) {
      String[] parts = path.split("/", -1);
      return policy(method, parts[5], parts[7], query, body);
    }
    if (groups.contains(path.substring(Math.min(path.length(), "/apis/".length())))) {
      return TestAnswer.ok(resources(path));
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

  private TestAnswer list(String path, Map<String, String> query) {
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
      return TestAnswer.fail(404, "NotFound", "the server could not find the requested resource");
    }
    List<Object> matching = new ArrayList<>();
    for (Map<String, Object> each : all.endsWith("/networkpolicies") ? policies.all() : objects) {
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
    Map<String, Object> metadata = new TreeMap<>(Map.of("resourceVersion", version.toString()));
    if (to < matching.size()) {
      metadata.put("continue", "page/=+" + to); // characters that must be escaped
    }
    return TestAnswer.ok(
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

  private TestAnswer policy(
      String method, String namespace, String name, Map<String, String> query, String body) {
    if (!query.containsKey("dryRun") && !method.equals("GET")) {
      beforeWrite();
    }
    if (!method.equals("PATCH")) {
      return policies.one(method, namespace + "/" + name, body);
    }
    return namespace(namespace).isOk()
        ? policies.patch(name, query, body)
        : TestAnswer.fail(404, "NotFound", "namespaces \"" + namespace + "\" not found");
  }

  private void beforeWrite() {
    beforeWrites.forEach(Runnable::run);
  }

  private TestAnswer namespace(String name) {
    for (Map<String, Object> each : lists.get("/api/v1/namespaces")) {
      if (name.equals(TestFields.map(each.get("metadata")).get("name"))) {
        return TestAnswer.ok(each);
      }
    }
    return TestAnswer.fail(404, "NotFound", "namespaces \"" + name + "\" not found");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
