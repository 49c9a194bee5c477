package dev.sallyport.processor;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates sources in which any annotation of the language may stand anywhere, with anything. */
final class BrokenSources {
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

  private static final List<String> EXTRAS =
      List.of(
          "",
          "module shop.broken { requires dev.sallyport; requires missing; exports nowhere; }",
          "@Namespace(\"shop\") package shop;",
          "@Namespace package shop;",
          "@Namespace(value = Missing.X, dns = Dns.MISSING) @EgressTo(Missing.class) package shop;",
          "@PartOf(Missing.class) @AllowsIngressFrom(Orders.class) package shop;",
          "@PartOf(Orders.class) @PartOf(Orders.class) @Loop package shop;");

  private BrokenSources() {}

  /** Sources that a parser takes, of which much makes no sense. */
  static Arbitrary<List<SourceFile>> parsable() {
    return sources(DECLARATIONS);
  }

  /** Sources that no parser takes. */
  static Arbitrary<List<SourceFile>> unparsable() {
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
            Arbitraries.integers().between(0, SourcesAround.EVERY))
        .as(SourcesAround::files);
  }

  private static Arbitrary<String> element() {
    return Arbitraries.oneOf(
        Arbitraries.of(TOKENS),
        Arbitraries.of(TOKENS).map(token -> "value = " + token),
        Combinators.combine(Arbitraries.of(ELEMENTS), Arbitraries.of(TEXTS))
            .as((name, text) -> name + " = " + text),
        Arbitraries.of(OTHERS));
  }
}
