package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the sources are: what comes out are the compiler's errors and Sallyport's, never an
 * exception of the processor.
 */
class BrokenSourcesTest {
  private static final List<String> TOKENS =
      List.of(
          "Orders.class",
          "Missing.class",
          "int.class",
          "void.class",
          "Orders[].class",
          "Missing[].class",
          "java.util.Map.Entry.class",
          "Outer.Inner.class",
          "Outer.Missing.class",
          "Generic.class",
          "SameNamespace.class",
          "KubeApi.class",
          "Internet.class",
          "Stripe.class",
          "Loop.class",
          "A.class",
          "\"text\"",
          "1",
          "null",
          "Orders",
          "{}",
          "{Orders.class, Missing.class, 2}",
          "@Port(number = 1)");

  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"http\"",
          "\"80\"",
          "\"*\"",
          "\"app=orders\"",
          "\"a b\"",
          "\"\\uD800\"",
          "\"\\u0000\\n\\t\"",
          "\"192.0.2.0/24\"",
          "\"::/0\"",
          "\"ünïcode=✓\"",
          "Missing.TEXT",
          "Orders.LOOP",
          "CONSTANT",
          "1",
          "null",
          "\"a\" + 1 + 'c'",
          "\"a\" + Missing.X",
          "(String) null",
          "{\"a=b\", \"c\", 7}",
          "{}",
          "Orders.class",
          "Dns.NONE");

  private static final List<String> OTHERS =
      List.of(
          "ports = @Port",
          "ports = {@Port(number = 80), @Port(number = \"x\")}",
          "ports = @Port(number = 1 / 0)",
          "ports = @Port(number = 99999999999)",
          "ports = @Port(number = Integer.MIN_VALUE, protocol = Protocol.ICMP)",
          "ports = @Port(number = 1, protocol = null)",
          "ports = @Missing(number = 1)",
          "ports = 5",
          "managed = false",
          "managed = \"no\"",
          "managed = Missing.FLAG",
          "dns = Dns.NONE",
          "dns = Dns.MISSING",
          "dns = null",
          "unknown = 1",
          "value");

  /** What no parser takes: the processor may then not be called at all. */
  private static final List<String> UNPARSABLE =
      List.of(
          "class A { @Workload(name = \"unterminated) void m() {} }",
          "@EgressTo(value = class A implements Orders {}",
          "@EgressTo(= 1) class A implements Orders {}",
          "class `A B` implements Orders { %s void `m n`() {} }",
          "class A implements Orders { %s void m( }",
          "class { %s }",
          "%s",
          "sealed interface A permits { %s }");

  private static final List<String> ELEMENTS =
      List.of(
          "name",
          "labels",
          "selector",
          "namespace",
          "pods",
          "namespaces",
          "cidr",
          "except",
          "ports",
          "why",
          "host",
          "cidrs",
          "kubeApi");

  private static final List<String> ANNOTATIONS =
      List.of(
          "Workload",
          "External",
          "PartOf",
          "AllowsIngressFrom",
          "EgressTo",
          "AllowsIngressFrom.All",
          "EgressTo.All",
          "NeverReachableFrom",
          "NeverReaches",
          "Namespace",
          "Port",
          "Loop",
          "Composed",
          "Missing",
          "SuppressWarnings",
          "dev.sallyport.missing.Gone");

  private static final List<String> DECLARATIONS =
      List.of(
          "class A implements Orders { %s void m() {} }",
          "class A extends A { %s int f; }",
          "class A extends B {} %s class B extends A implements Orders {}",
          "interface A extends A, Orders { %s default void m() {} }",
          "record A(%s int x) implements Orders { %s A {} }",
          "enum A implements Orders { @Deprecated ONE { %s void m() {} }; %s void n() {} }",
          "class A<T extends Orders & Missing> implements Orders { %s <U> void m(U u) {} }",
          "class A implements Missing, Orders { %s class I { %s void m() {} } }",
          "class A { void m() { %s class Local implements Orders {} new Orders() {}; } }",
          "class A { Object o = new Orders() { %s void m() {} }; }",
          "@interface A { %s int value() default 1; }",
          "class A { %s A() {} %s static {} }",
          "class A$B$ implements Orders { %s void m$() {} }",
          "class Orders { %s void m() {} }",
          "sealed interface A permits Missing { %s void m(); }",
          "");

  private static final String[] WORLD = {
    """
    package shop;
    @Workload(name = "orders", labels = "app=orders", ports = @Port(name = "http", number = 80))
    public interface Orders { String LOOP = Orders.LOOP + "x"; }
    """,
    """
    package shop;
    @External(host = "api.stripe.com")
    interface Stripe {}
    """,
    """
    package shop;
    class Outer { @Workload(name = "inner", labels = "app=inner") private interface Inner {} }
    """,
    """
    package shop;
    @Workload(name = "generic", labels = "app=generic")
    interface Generic<T extends Generic<T>> {}
    """,
    """
    package shop;
    @Loop
    @Composed
    @EgressTo(Missing.class)
    @interface Loop {}
    """,
    """
    package shop;
    @Loop
    @AllowsIngressFrom(Orders.class)
    @AllowsIngressFrom(value = SameNamespace.class, ports = "1")
    @NeverReaches(Internet.class)
    @interface Composed {}
    """,
  };

  private static final List<String> EXTRAS =
      List.of(
          "",
          "module shop.broken { requires dev.sallyport; requires missing; exports nowhere; }",
          "@Namespace(\"shop\") package shop;",
          "@Namespace package shop;",
          "@Namespace(value = Missing.X, dns = Dns.MISSING) @EgressTo(Missing.class) package shop;",
          "@PartOf(Missing.class) @AllowsIngressFrom(Orders.class) package shop;",
          "@PartOf(Orders.class) @PartOf(Orders.class) @Loop package shop;");

  @Property(tries = 60, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor(@ForAll("parsable") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(compiler, sources);
    }
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor_with_what_cannot_be_parsed(
      @ForAll("unparsable") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(compiler, sources);
    }
  }

  /** Compilers call no processor when a value has a wrong type, so here all types are right. */
  @Property(tries = 80, shrinking = ShrinkingMode.OFF, seed = "20261122")
  void never_stop_the_processor_when_it_is_called(@ForAll("welltyped") List<SourceFile> sources) {
    for (TestCompiler compiler : TestCompiler.values()) {
      boolean found = check(compiler, sources);
      Statistics.label(compiler + " comes to findings")
          .collect(found)
          .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
    }
  }

  @Provide
  Arbitrary<List<SourceFile>> welltyped() {
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
            .map(BrokenSourcesTest::literal);
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
        .as((types, extra) -> files(numbered(types), extra, (1 << WORLD.length) - 1));
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

  @Provide
  Arbitrary<List<SourceFile>> parsable() {
    return sources(DECLARATIONS);
  }

  @Provide
  Arbitrary<List<SourceFile>> unparsable() {
    return sources(UNPARSABLE);
  }

  private static Arbitrary<List<SourceFile>> sources(List<String> declarations) {
    Arbitrary<String> annotation =
        Combinators.combine(Arbitraries.of(ANNOTATIONS), element().list().ofMaxSize(3))
            .as((name, elements) -> "@" + name + "(" + String.join(", ", elements) + ")");
    Arbitrary<String> annotations =
        annotation.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join("\n", all) + "\n");
    Arbitrary<String> type =
        Combinators.combine(annotations, Arbitraries.of(declarations), annotations)
            .as((above, declaration, inside) -> above + declaration.replace("%s", inside));
    return Combinators.combine(
            type.list().ofMaxSize(2),
            Arbitraries.of(EXTRAS),
            Arbitraries.integers().between(0, (1 << WORLD.length) - 1))
        .as(BrokenSourcesTest::files);
  }

  private static Arbitrary<String> element() {
    return Arbitraries.oneOf(
        Arbitraries.of(TOKENS),
        Arbitraries.of(TOKENS).map(token -> "value = " + token),
        Combinators.combine(Arbitraries.of(ELEMENTS), Arbitraries.of(TEXTS))
            .as((name, text) -> name + " = " + text),
        Arbitraries.of(OTHERS));
  }

  private static List<SourceFile> files(List<String> types, String extra, int world) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (int i = 0; i < WORLD.length; i++) {
      if ((world >> i & 1) == 1) {
        add(SourceFile.of(WORLD[i]), files);
      }
    }
    for (int i = 0; i < types.size(); i++) {
      add(SourceFile.named("T" + i, "package shop;\n" + types.get(i)), files);
    }
    if (extra.startsWith("module")) {
      add(SourceFile.named("module-info", extra), files);
    } else if (!extra.isEmpty()) {
      add(SourceFile.named("package-info", extra.replace("package", "\npackage")), files);
    }
    if (files.isEmpty()) {
      add(SourceFile.named("Empty", ""), files);
    }
    return new ArrayList<>(files.values());
  }

  private static void add(SourceFile file, Map<String, SourceFile> files) {
    files.put(file.path(), file);
  }

  /** Compiles, and checks that the processor came to its end; whether it found something. */
  private static boolean check(TestCompiler compiler, List<SourceFile> sources) {
    AtomicBoolean found = new AtomicBoolean();
    assertThatCode(() -> found.set(compile(compiler, sources)))
        .as(
            () ->
                compiler
                    + " on\n"
                    + String.join("\n", sources.stream().map(SourceFile::text).toList()))
        .doesNotThrowAnyException();
    return found.get();
  }

  private static boolean compile(TestCompiler compiler, List<SourceFile> sources)
      throws IOException {
    Path directory = Files.createTempDirectory("broken");
    try {
      boolean module = sources.stream().anyMatch(file -> file.path().contains("module-info"));
      Outcome outcome =
          compiler.compile(
              sources,
              directory,
              TestCompiler.processors(),
              module ? "--module-path" : "-classpath",
              TestCompiler.home(dev.sallyport.Workload.class));
      String all = outcome.output() + outcome.messages();
      assertThat(all)
          .doesNotContain("An annotation processor threw")
          .doesNotContain("dev.sallyport.processor.")
          .doesNotContain("\tat ")
          .doesNotContain("Internal compiler error");
      if (!outcome.success()) {
        assertThat(outcome.messages()).isNotEmpty();
      }
      return outcome.messages().stream().anyMatch(message -> message.text().startsWith("[SP"));
    } finally {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Example
  void nothing_at_all() {
    check(TestCompiler.JAVAC, List.of(SourceFile.named("Empty", "")));
    check(TestCompiler.ECJ, List.of(SourceFile.named("Empty", "")));
  }

  @Example
  void two_classes_of_one_name() {
    String orders = "package shop;\n@EgressTo(Missing.class) class Twice implements Orders {}";
    for (TestCompiler compiler : TestCompiler.values()) {
      check(
          compiler,
          List.of(
              SourceFile.of(WORLD[0]),
              SourceFile.named("One", orders),
              SourceFile.named("Two", orders)));
    }
  }

  @Example
  void a_module_that_requires_nothing() {
    for (TestCompiler compiler : TestCompiler.values()) {
      check(
          compiler,
          List.of(
              SourceFile.of(WORLD[0]), SourceFile.named("module-info", "module shop.alone {}")));
    }
  }
}
