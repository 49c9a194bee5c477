package dev.sallyport.processor.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server checks when somebody creates a NetworkPolicy with strict field validation:
 * decoding, metadata, selectors, ports, peers, address blocks and policy types. Written from the
 * rules alone and sharing no line with the model, so that each proves the other.
 *
 * <p>Reads the tree that a YAML reader makes: maps, lists, strings, integers, booleans. Fields that
 * the API knows but Sallyport never writes (owner references, finalizers) count as unknown.
 *
 * <p>Source: Kubernetes API documentation for {@code NetworkPolicy} and {@code LabelSelector}; the
 * comments give the numbers of the rules in the project's digest of them.
 */
final class ApiServerRules {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final int MOST_ANNOTATION_BYTES = 262_144;

  private final List<String> problems = new ArrayList<>();

  private ApiServerRules() {}

  /** All problems, each as {@code path: what}; empty if the object would be accepted. */
  static List<String> check(Object tree) {
    ApiServerRules rules = new ApiServerRules();
    rules.object(tree);
    return rules.problems;
  }

  private void problem(String path, String what) {
    problems.add(path + ": " + what);
  }

  // Decoding.

  private Map<?, ?> fields(Object value, String path, String... known) { // 2
    if (!(value instanceof Map<?, ?> fields)) {
      problem(path, "not an object");
      return Map.of();
    }
    for (Object field : fields.keySet()) {
      if (!(field instanceof String) || !Set.of(known).contains(field)) {
        problem(path, "unknown field " + field);
      }
    }
    return fields;
  }

  private List<?> list(Map<?, ?> fields, String field, String path) {
    Object value = fields.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      problem(path + "." + field, "not a list");
      return List.of();
    }
    return list;
  }

  private Optional<String> string(Object value, String path) { // 3
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value != null) {
      problem(path, "not a string");
    }
    return Optional.empty();
  }

  private Map<?, ?> strings(Object value, String path) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      problem(path, "not an object");
      return Map.of();
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String) || !(entry.getValue() instanceof String)) {
        problem(path, "not a map of strings");
        return Map.of();
      }
    }
    return map;
  }

  // Object and metadata.

  private void object(Object tree) {
    Map<?, ?> root = fields(tree, "", "apiVersion", "kind", "metadata", "spec");
    if (!"networking.k8s.io/v1".equals(root.get("apiVersion"))) { // 1
      problem("apiVersion", "no such API");
    }
    if (!"NetworkPolicy".equals(root.get("kind"))) {
      problem("kind", "no such kind");
    }
    metadata(root.get("metadata"));
    if (root.get("spec") != null) { // 82
      spec(root.get("spec"));
    }
  }

  private void metadata(Object value) {
    Map<?, ?> metadata = fields(value, "metadata", "name", "namespace", "labels", "annotations");
    String name = string(metadata.get("name"), "metadata.name").orElse("");
    if (name.length() > 253 || !SUBDOMAIN.matcher(name).matches()) { // 6, 7
      problem("metadata.name", "not an RFC 1123 subdomain");
    }
    string(metadata.get("namespace"), "metadata.namespace")
        .filter(text -> text.length() > 63 || !DNS_LABEL.matcher(text).matches()) // 10
        .ifPresent(text -> problem("metadata.namespace", "not an RFC 1123 label"));
    labels(strings(metadata.get("labels"), "metadata.labels"), "metadata.labels"); // 12, 13
    long bytes = 0;
    Map<?, ?> annotations = strings(metadata.get("annotations"), "metadata.annotations");
    for (Map.Entry<?, ?> annotation : annotations.entrySet()) {
      String key = (String) annotation.getKey();
      labelKey(key.toLowerCase(Locale.ROOT), "metadata.annotations"); // 14
      bytes += key.getBytes(StandardCharsets.UTF_8).length;
      bytes += ((String) annotation.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MOST_ANNOTATION_BYTES) { // 15
      problem("metadata.annotations", "too long");
    }
  }

  // Label selectors.

  private void labels(Map<?, ?> labels, String path) {
    for (Map.Entry<?, ?> label : labels.entrySet()) {
      labelKey((String) label.getKey(), path);
      labelValue((String) label.getValue(), path);
    }
  }

  private void labelKey(String key, String path) { // 23 to 29
    String[] parts = key.split("/", -1);
    String name = parts[parts.length - 1];
    boolean prefixed = parts.length == 2;
    if (parts.length > 2
        || prefixed && (parts[0].length() > 253 || !SUBDOMAIN.matcher(parts[0]).matches())
        || name.length() > 63
        || !NAME.matcher(name).matches()) {
      problem(path, "bad label key " + key);
    }
  }

  private void labelValue(String value, String path) { // 30, 31
    if (value.length() > 63 || !value.isEmpty() && !NAME.matcher(value).matches()) {
      problem(path, "bad label value " + value);
    }
  }

  private void selector(Object value, String path) {
    Map<?, ?> selector = fields(value, path, "matchLabels", "matchExpressions");
    labels(strings(selector.get("matchLabels"), path + ".matchLabels"), path + ".matchLabels");
    int index = 0;
    for (Object expression : list(selector, "matchExpressions", path)) {
      requirement(expression, path + ".matchExpressions[" + index++ + "]");
    }
  }

  private void requirement(Object value, String path) {
    Map<?, ?> requirement = fields(value, path, "key", "operator", "values");
    labelKey(string(requirement.get("key"), path + ".key").orElse(""), path + ".key"); // 33
    List<?> values = list(requirement, "values", path);
    switch (string(requirement.get("operator"), path + ".operator").orElse("")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) { // 35
          problem(path + ".values", "required");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) { // 36
          problem(path + ".values", "forbidden");
        }
      }
      default -> problem(path + ".operator", "not an operator"); // 34
    }
    int index = 0;
    for (Object item : values) { // 37
      String at = path + ".values[" + index++ + "]";
      string(item, at).ifPresent(text -> labelValue(text, at));
    }
  }

  // Spec, rules, ports, peers.

  private void spec(Object value) {
    Map<?, ?> spec = fields(value, "spec", "podSelector", "policyTypes", "ingress", "egress");
    if (spec.get("podSelector") != null) { // 5
      selector(spec.get("podSelector"), "spec.podSelector");
    }
    List<?> types = list(spec, "policyTypes", "spec");
    if (types.size() > 2) { // 78
      problem("spec.policyTypes", "more than two");
    }
    for (Object type : types) { // 79
      if (!"Ingress".equals(type) && !"Egress".equals(type)) {
        problem("spec.policyTypes", "not supported");
      }
    }
    rules(spec, "ingress", "from");
    rules(spec, "egress", "to");
  }

  private void rules(Map<?, ?> spec, String direction, String peersField) {
    int index = 0;
    for (Object rule : list(spec, direction, "spec")) {
      String path = "spec." + direction + "[" + index++ + "]";
      Map<?, ?> fields = fields(rule, path, peersField, "ports");
      int peer = 0;
      for (Object entry : list(fields, peersField, path)) {
        peer(entry, path + "." + peersField + "[" + peer++ + "]");
      }
      int port = 0;
      for (Object entry : list(fields, "ports", path)) {
        port(entry, path + ".ports[" + port++ + "]");
      }
    }
  }

  private void port(Object value, String path) {
    Map<?, ?> fields = fields(value, path, "protocol", "port", "endPort");
    Object protocol = fields.get("protocol");
    if (protocol != null && !Set.of("TCP", "UDP", "SCTP").contains(protocol)) { // 41 to 43
      problem(path + ".protocol", "not supported");
    }
    Object port = fields.get("port");
    if (port instanceof String name) {
      portName(name, path + ".port");
    } else if (port != null) {
      portNumber(port, path + ".port");
    }
    Object end = fields.get("endPort");
    if (end != null) {
      portNumber(end, path + ".endPort"); // 54
      if (!(port instanceof Integer first)) { // 51, 52
        problem(path + ".endPort", "needs a numeric port");
      } else if (end instanceof Integer last && last < first) { // 53
        problem(path + ".endPort", "below port");
      }
    }
  }

  private void portNumber(Object value, String path) { // 4, 44
    if (!(value instanceof Integer number) || number < 1 || number > 65_535) {
      problem(path, "not a port number");
    }
  }

  private void portName(String name, String path) { // 45 to 50
    if (name.length() > 15
        || !name.matches("[a-z0-9-]+")
        || !name.matches(".*[a-z].*")
        || name.contains("--")
        || name.startsWith("-")
        || name.endsWith("-")) {
      problem(path, "not a port name");
    }
  }

  private void peer(Object value, String path) {
    Map<?, ?> peer = fields(value, path, "podSelector", "namespaceSelector", "ipBlock");
    Object pods = peer.get("podSelector");
    Object namespaces = peer.get("namespaceSelector");
    Object block = peer.get("ipBlock");
    if (pods != null) {
      selector(pods, path + ".podSelector");
    }
    if (namespaces != null) {
      selector(namespaces, path + ".namespaceSelector");
    }
    if (block != null) {
      ipBlock(block, path + ".ipBlock");
    }
    if (pods == null && namespaces == null && block == null) { // 61
      problem(path, "required");
    }
    if (block != null && (pods != null || namespaces != null)) { // 57
      problem(path, "ipBlock forbidden beside selectors");
    }
  }

  // Address blocks.

  private void ipBlock(Object value, String path) {
    Map<?, ?> fields = fields(value, path, "cidr", "except");
    Optional<ApiServerCidr> cidr = cidr(fields.get("cidr"), path + ".cidr");
    int index = 0;
    for (Object item : list(fields, "except", path)) {
      String at = path + ".except[" + index++ + "]";
      Optional<ApiServerCidr> except = cidr(item, at);
      if (cidr.isPresent() && except.isPresent()) {
        if (!except.get().isInside(cidr.get())) { // 73, 75
          problem(at, "outside");
        }
        if (except.get().prefix() <= cidr.get().prefix()) { // 74
          problem(at, "not strictly inside");
        }
      }
    }
  }

  private Optional<ApiServerCidr> cidr(Object value, String path) { // 63 to 67, 71, 72
    Optional<ApiServerCidr> block =
        value instanceof String text ? ApiServerCidr.parse(text) : Optional.empty();
    if (block.isEmpty()) {
      problem(path, "not a CIDR");
    }
    return block;
  }
}
