package dev.sallyport.processor.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One thing wrong in a manifest that was right.
 *
 * @param kind what was done, and to which field
 * @param path where
 * @param manifest the manifest as it was
 * @param value what stands at the path instead
 */
record Corruption(String kind, String path, Object manifest, Object value) {
  private static final Object GONE = new Object();
  private static final String LONG = "a".repeat(64);
  private static final String TOO_LONG = "é".repeat(131_072);

  /** What can be done to a field whose path matches. */
  private record Damage(String name, Pattern path, UnaryOperator<Object> change) {}

  private static final List<Damage> DAMAGES = new ArrayList<>();

  static {
    replace("apiVersion", "networking.k8s.io/v1beta1", "extensions/v1beta1", 1, GONE);
    replace("kind", "networkPolicy", "NetworkPolicies", GONE);
    replace("metadata\\.name", "", "Shop", "a..b", "-a", "a-", "a_b", "a/b", ".a", 1, GONE);
    replace("metadata\\.name", "a".repeat(254));
    replace("metadata\\.namespace", "", "Shop", "a.b", "-a", "a-", LONG, 1);
    String labels = "metadata\\.labels|.*\\.matchLabels";
    for (String key :
        List.of("", "a b", "-a", "a_", "/a", "a/", "a/b/c", "a..b/c", LONG, LONG + "/b-")) {
      add("key '" + key + "' in " + labels, labels + "|metadata\\.annotations", key, "v");
    }
    for (Object value : new Object[] {"a b", "-a", "a.", "ä", LONG, 1, true, 1.5}) {
      add("value '" + value + "' in " + labels, labels, "key", value);
    }
    add("upper case before the slash in " + labels, labels, "A.b/c", "v");
    add("annotation 1", "metadata\\.annotations", "key", 1);
    add("annotation true", "metadata\\.annotations", "key", true);
    add("annotation too long", "metadata\\.annotations", "key", TOO_LONG);
    String fields =
        "|metadata|spec|.*[sS]elector|.*\\.matchExpressions\\[\\d+]|.*gress\\[\\d+]"
            + "|.*\\.(from|to|ports)\\[\\d+]|.*\\.ipBlock";
    for (String field : List.of("form", "status", "Spec", "port ")) {
      add("unknown field '" + field + "'", fields, field, "v");
    }
    replace("spec\\.policyTypes\\[\\d+]", "ingress", "EGRESS", "Both", "", 1);
    change(
        "third entry of policyTypes",
        "spec\\.policyTypes",
        old -> List.of("Ingress", "Egress", "Egress"));
    String expression = ".*\\.matchExpressions\\[\\d+]";
    replace(expression + "\\.key", "", "a b", "/a", "a/b/c", LONG, 1, GONE);
    replace(expression + "\\.operator", "in", "notIn", "Gt", "Lt", "", "=", 1, GONE);
    replace(expression + "\\.values", List.of(), GONE, "a");
    replace(expression + "\\.values\\[\\d+]", "a b", "-a", LONG, 1, true);
    changeMap(
        "values beside Exists or DoesNotExist",
        expression,
        requirement -> requirement.get("values") == null,
        requirement -> requirement.put("values", List.of("a")));
    String rule = "spec\\.(ingress|egress)\\[\\d+]";
    replace(rule, "all", List.of(), 1);
    replace(rule + "\\.(from|to|ports)", "all", Map.of("a", "b"), 1);
    String port = rule + "\\.ports\\[\\d+]";
    replace(port + "\\.protocol", "tcp", "ICMP", "ANY", "", 6);
    replace(port + "\\.port", 0, -1, 65_536, 1L << 40, 1.5, true);
    replace(port + "\\.port", "", "80", "HTTP", "a--b", "-a", "a-", "a_b", "a".repeat(16));
    replace(port + "\\.endPort", 0, -1, 65_536, "90", 1.5);
    changeMap(
        "endPort below port",
        port,
        entry -> entry.get("port") instanceof Integer first && first > 1,
        entry -> entry.put("endPort", (Integer) entry.get("port") - 1));
    changeMap(
        "endPort beside a name",
        port,
        entry -> entry.get("port") instanceof String,
        entry -> entry.put("endPort", 65_535));
    changeMap(
        "endPort without port",
        port,
        entry -> true,
        entry -> {
          entry.remove("port");
          entry.put("endPort", 80);
        });
    String peer = rule + "\\.(from|to)\\[\\d+]";
    replace(peer, Map.of(), "all", List.of());
    changeMap(
        "ipBlock beside a selector",
        peer,
        entry -> !entry.containsKey("ipBlock"),
        entry -> entry.put("ipBlock", Map.of("cidr", "10.0.0.0/8")));
    changeMap(
        "podSelector beside ipBlock",
        peer,
        entry -> entry.containsKey("ipBlock"),
        entry -> entry.put("podSelector", Map.of()));
    changeMap(
        "namespaceSelector beside ipBlock",
        peer,
        entry -> entry.containsKey("ipBlock"),
        entry -> entry.put("namespaceSelector", Map.of()));
    for (String field : List.of("\\.ipBlock\\.cidr", "\\.ipBlock\\.except\\[\\d+]")) {
      replace(
          peer + field,
          "",
          " ",
          "all",
          "10.0.0.1",
          "10.0.0.1/8",
          "10.0.0.0/33",
          "10.0.0.0/08",
          "010.0.0.0/8",
          "10.0.0/8",
          "10.0.0.0.0/8",
          "256.0.0.0/8",
          "10.0.0.0/",
          "10.0.0.0/8/8",
          "10.0.0.0/-1",
          "::/129",
          "1::2::3/64",
          "fe80::1%eth0/128",
          "::ffff:10.0.0.0/104",
          "::ffff:a00:0/104",
          "2001:db8::1/32",
          "example.com/8",
          " 10.0.0.0/8",
          10,
          true);
    }
    replace(peer + "\\.ipBlock\\.cidr", GONE);
    changeMap(
        "except that is the block itself",
        peer + "\\.ipBlock",
        block -> true,
        block -> block.put("except", List.of(String.valueOf(block.get("cidr")))));
    changeMap(
        "except of the other family",
        peer + "\\.ipBlock",
        block -> true,
        block ->
            block.put(
                "except",
                List.of(
                    String.valueOf(block.get("cidr")).contains(":")
                        ? "192.0.2.1/32"
                        : "2001:db8::1/128")));
    changeMap(
        "except outside",
        peer + "\\.ipBlock",
        block -> !String.valueOf(block.get("cidr")).endsWith("/0"),
        block -> block.put("except", List.of(outside(String.valueOf(block.get("cidr"))))));
  }

  private static void change(String name, String path, UnaryOperator<Object> change) {
    DAMAGES.add(new Damage(name, Pattern.compile(path), change));
  }

  private static void replace(String path, Object... values) {
    for (Object value : values) {
      String shown = value == GONE ? "is gone" : "= " + value;
      change(path + " " + shown, path, old -> value);
    }
  }

  private static void add(String name, String path, String field, Object value) {
    changeMap(name, path, map -> true, map -> map.put(field, value));
  }

  private static void changeMap(
      String name,
      String path,
      Predicate<Map<String, Object>> applies,
      Consumer<Map<String, Object>> change) {
    change(
        name,
        path,
        old -> {
          if (!(old instanceof Map<?, ?> map)) {
            return old;
          }
          Map<String, Object> copy = new LinkedHashMap<>();
          map.forEach((key, value) -> copy.put((String) key, value));
          if (!applies.test(copy)) {
            return old;
          }
          change.accept(copy);
          return copy;
        });
  }

  /** The whole manifest, with the damage. */
  Object damaged() {
    return with(manifest, "", path, value);
  }

  /** A host address whose first bit is not that of the block. */
  private static String outside(String cidr) {
    if (cidr.contains(":")) {
      boolean upper = cidr.matches("[89a-fA-F][0-9a-fA-F]{3}:.*");
      return upper ? "2001:db8::1/128" : "fd00::1/128";
    }
    boolean upper = Integer.parseInt(cidr.substring(0, cidr.indexOf('.'))) >= 128;
    return upper ? "1.0.0.1/32" : "192.0.2.1/32";
  }

  /** Every single corruption of a manifest, in a fixed order. */
  static List<Corruption> of(Object tree) {
    List<Corruption> corruptions = new ArrayList<>();
    visit(tree, tree, "", corruptions);
    return corruptions;
  }

  /** The names of all kinds, sorted. */
  static List<String> kinds() {
    return DAMAGES.stream().map(Damage::name).distinct().sorted().toList();
  }

  private static void visit(Object root, Object at, String path, List<Corruption> corruptions) {
    for (Damage damage : DAMAGES) {
      if (damage.path().matcher(path).matches()) {
        Object changed = damage.change().apply(at);
        if (changed != at) {
          corruptions.add(new Corruption(damage.name(), path, root, changed));
        }
      }
    }
    if (at instanceof Map<?, ?> map) {
      map.forEach((key, value) -> visit(root, value, field(path, key), corruptions));
    } else if (at instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visit(root, list.get(i), path + "[" + i + "]", corruptions);
      }
    }
  }

  private static String field(String path, Object key) {
    return path.isEmpty() ? String.valueOf(key) : path + "." + key;
  }

  /** A copy of the tree that has another value at one path. */
  private static Object with(Object at, String path, String target, Object value) {
    if (path.equals(target)) {
      return value;
    }
    if (at instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, field) -> copy.put(key, with(field, field(path, key), target, value)));
      copy.values().remove(GONE);
      return copy;
    }
    if (at instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        copy.add(with(list.get(i), path + "[" + i + "]", target, value));
      }
      return copy;
    }
    return at;
  }

  @Override
  public String toString() {
    return path + ": " + kind;
  }
}
