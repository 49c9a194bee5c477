package dev.sallyport.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates sources that a compiler takes, and of which the checks find much to say. */
final class WelltypedSources {
  private WelltypedSources() {}

  /** Sources in which values have the type of their element, so that they come to the checks. */
  static Arbitrary<List<SourceFile>> all() {
    Arbitrary<String> token =
        Arbitraries.frequency(
            Tuple.of(6, "Orders.class"),
            Tuple.of(2, "SameNamespace.class"),
            Tuple.of(2, "Internet.class"),
            Tuple.of(1, "KubeApi.class"),
            Tuple.of(1, "Stripe.class"),
            Tuple.of(1, "Generic.class"),
            Tuple.of(1, "Orders[][].class"),
            Tuple.of(1, "int.class"),
            Tuple.of(1, "void.class"),
            Tuple.of(1, "A.class"),
            Tuple.of(1, "Loop.class"),
            Tuple.of(1, "Missing.class"));
    Arbitrary<String> text =
        Arbitraries.frequencyOf(
                Tuple.of(
                    6,
                    Arbitraries.of(
                        "http",
                        "80",
                        "80/UDP",
                        "*",
                        "1-65535",
                        "a=b",
                        "app=orders",
                        "x in (a,b)",
                        "192.0.2.0/24",
                        "192.0.2.0/25",
                        "::/0",
                        "shop",
                        "orders")),
                Tuple.of(
                    3,
                    Arbitraries.strings()
                        .withChars("aA0-_./:=,!()*@ \t\"\\\u0000\u0085\u2028\u00e9\ud800")
                        .ofMaxLength(12)))
            .map(WelltypedSources::literal);
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            Tuple.of(20, text.list().ofMaxSize(3).map(all -> "{" + String.join(", ", all) + "}")),
            Tuple.of(1, Arbitraries.just("Missing.TEXT")));
    Arbitrary<String> tokens =
        token.list().ofMaxSize(3).map(all -> "{" + String.join(", ", all) + "}");
    Arbitrary<String> element =
        Arbitraries.oneOf(
            tokens.map(all -> "value = " + all),
            tokens.map(all -> "value = " + all),
            Combinators.combine(
                    Arbitraries.of("pods", "namespaces", "namespace", "cidr", "why"), text)
                .as((name, value) -> name + " = " + value),
            Combinators.combine(Arbitraries.of("ports", "except"), texts)
                .as((name, value) -> name + " = " + value));
    Arbitrary<String> rule =
        Combinators.combine(
                Arbitraries.of("AllowsIngressFrom", "EgressTo"), element.list().ofMaxSize(4))
            .as((name, elements) -> "@" + name + "(" + distinct(elements) + ")\n");
    Arbitrary<String> rules =
        rule.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join("", all));
    Arbitrary<String> single =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            tokens.map(all -> "@NeverReaches(" + all + ")\n"),
            tokens.map(all -> "@NeverReachableFrom(" + all + ")\n"),
            token.map(one -> "@PartOf(" + one + ")\n"),
            Combinators.combine(text, texts, text, Arbitraries.integers(), text)
                .as(
                    (name, labels, selector, port, portName) ->
                        "@Workload(name = %s, labels = %s, selector = %s, ports = @Port(name = %s,"
                                .formatted(name, labels, selector, portName)
                            + " number = "
                            + port
                            + "))\n"),
            Combinators.combine(text, texts)
                .as((host, cidrs) -> "@External(host = " + host + ", cidrs = " + cidrs + ")\n"));
    Arbitrary<String> type =
        Combinators.combine(
                single,
                rules,
                Arbitraries.of(
                    "class A%d implements Orders { %s void m() {} }",
                    "class A%d { @PartOf(Orders.class) static class I { %s void m() {} } }",
                    "record A%d(int x) implements Orders { %s A%1$d {} }",
                    "enum A%d implements Orders { ONE; %s void n() {} }",
                    "interface A%d extends Orders { %s void m(); }",
                    "@interface A%d { %s int value() default 1; }",
                    "class A%d { void m() { %s class Local implements Orders {} } }",
                    "class A%d<T extends Missing> implements Orders { %s <U> void m(U u) {} }",
                    "class A%d$B$ implements Orders { %s void m$() {} }"),
                rules)
            .as((one, above, declaration, inside) -> one + above + declaration + "\n//" + inside);
    return Combinators.combine(
            type.list().ofMinSize(1).ofMaxSize(2),
            Arbitraries.of(
                "",
                "",
                "@Namespace(\"shop\") package shop;",
                "@Namespace(value = \"Shop\", dns = Dns.NONE) package shop;",
                "@Namespace(value = \"shop\", labels = \"a\", kubeApi = \"1\") package shop;",
                "@PartOf(Orders.class) package shop;"))
        .as((types, extra) -> SourcesAround.files(numbered(types), extra, SourcesAround.EVERY));
  }

  /** Gives each type its number, and puts its inner rules in. */
  private static List<String> numbered(List<String> types) {
    List<String> numbered = new ArrayList<>();
    for (String type : types) {
      int inner = type.lastIndexOf("\n//");
      numbered.add(
          type.substring(0, inner)
              .replace("%d", "" + numbered.size())
              .replace("%1$d", "" + numbered.size())
              .replace("%s", type.substring(inner + 3)));
    }
    return numbered;
  }

  /** Without an element that stands there already. */
  private static String distinct(List<String> elements) {
    Map<String, String> distinct = new LinkedHashMap<>();
    for (String element : elements) {
      distinct.put(element.substring(0, element.indexOf(' ')), element);
    }
    return String.join(", ", distinct.values());
  }

  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      literal.append(
          c == '"' || c == '\\'
              ? "\\" + c
              : c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : "" + c);
    }
    return literal.append('"').toString().replace("\\u0009", "\\t").replace("\\u000a", "\\n");
  }
}
