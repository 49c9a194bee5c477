package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.link.Link;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services that are compiled apart and put together at deploy time give the findings, word for
 * word, that one compilation of all of them gives.
 */
class LinkAgreementTest {

  private static final List<String> CONTRACTS =
      List.of(
          "@Namespace(\"shop\")\npackage shop;\nimport dev.sallyport.Namespace;\n",
          """
          package shop;
          @Workload(name = "orders", labels = "app=orders", ports = @Port(name = "http", number = 8080))
          public interface Orders {}
          """,
          """
          package shop;
          @Workload(name = "ledger", labels = "app=ledger", ports = @Port(name = "http", number = 9000))
          public interface Ledger {}
          """,
          """
          package shop;
          @Workload(name = "audit", labels = "app=audit", ports = @Port(name = "http", number = 9100))
          public interface Audit {}
          """);

  @TempDir private Path folder;

  private static List<SourceFile> sources(List<String> texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(
          text.startsWith("@Namespace")
              ? new SourceFile("shop/package-info.java", text, List.of())
              : SourceFile.of(text));
    }
    return files;
  }

  /** What one compilation says. */
  private List<String> together(String... apps) {
    TestCompiler.Outcome outcome =
        TestCompiler.JAVAC.compile(
            sources(Stream.concat(CONTRACTS.stream(), Stream.of(apps)).toList()),
            folder.resolve("together"),
            TestCompiler.processors());
    return outcome.messages().stream()
        .map(TestCompiler.Message::text)
        .filter(text -> text.startsWith("[SP"))
        .sorted()
        .toList();
  }

  /** What link says of the same classes, each compiled on its own against the contracts. */
  private List<String> apart(String... apps) throws Exception {
    Path contracts = folder.resolve("contracts");
    assertThat(
            TestCompiler.JAVAC
                .compile(sources(CONTRACTS), contracts, TestCompiler.processors())
                .messages())
        .isEmpty();
    List<Path> inputs = new ArrayList<>();
    for (int i = 0; i < apps.length; i++) {
      Path app = folder.resolve("app" + i);
      TestCompiler.Outcome outcome =
          TestCompiler.JAVAC.compile(
              sources(List.of(apps[i])),
              app,
              TestCompiler.processors(),
              "-classpath",
              contracts.resolve("classes")
                  + File.pathSeparator
                  + TestCompiler.home(dev.sallyport.Workload.class));
      assertThat(outcome.messages()).as("alone there is nothing to find").isEmpty();
      inputs.add(app.resolve("classes"));
    }
    CollectedFindings findings = new CollectedFindings(new SeverityOptions());
    Link.of(new RecordReader().read(inputs)).check(findings);
    return findings.results().stream().map(Report.Result::text).sorted().toList();
  }

  private static String app(String name, String contract, String... rules) {
    return "package shop;\n"
        + String.join("\n", rules)
        + "\nclass "
        + name
        + " implements "
        + contract
        + " {}\n";
  }

  private void assertSame(String code, String... apps) throws Exception {
    assertThat(apart(apps))
        .isEqualTo(together(apps))
        .anyMatch(text -> text.startsWith("[" + code + "]"));
  }

  @Test
  void on_a_connection_that_the_callee_does_not_allow() throws Exception {
    assertSame(
        "SP051",
        app("OrdersApp", "Orders", "@EgressTo(Ledger.class)"),
        app("LedgerApp", "Ledger", "@AllowsIngressFrom(Audit.class)"),
        app("AuditApp", "Audit", "@EgressTo(Ledger.class)"));
  }

  @Test
  void on_connections_by_labels_of_which_one_end_is_missing() throws Exception {
    assertSame(
        "SP051",
        app("OrdersApp", "Orders", "@EgressTo(pods = \"app=ledger\", ports = \"http\")"),
        app("LedgerApp", "Ledger", "@AllowsIngressFrom(Audit.class)"),
        app("AuditApp", "Audit", "@EgressTo(Ledger.class)"));
    assertSame(
        "SP052",
        app("OrdersApp", "Orders", "@EgressTo(Audit.class)"),
        app("LedgerApp", "Ledger", "@AllowsIngressFrom(pods = \"app=orders\")"),
        app("AuditApp", "Audit", "@AllowsIngressFrom(Orders.class)"));
  }

  @Test
  void on_what_the_sources_suppress() throws Exception {
    String[] apps = {
      app(
          "OrdersApp",
          "Orders",
          "@SuppressWarnings({\"unused\", \"sallyport:SP051\"})",
          "@EgressTo(Ledger.class)"),
      app("LedgerApp", "Ledger", "@AllowsIngressFrom(Audit.class)"),
      app("AuditApp", "Audit", "@EgressTo(Ledger.class)")
    };
    assertThat(apart(apps)).isEqualTo(together(apps)).isEmpty();
  }

  @Test
  void on_a_connection_that_the_caller_does_not_declare() throws Exception {
    assertSame(
        "SP052",
        app("OrdersApp", "Orders", "@EgressTo(Audit.class)"),
        app("LedgerApp", "Ledger", "@AllowsIngressFrom({Orders.class, Audit.class})"),
        app(
            "AuditApp",
            "Audit",
            "@EgressTo(Ledger.class)",
            "@AllowsIngressFrom(value = Orders.class, ports = \"http\")"));
  }

  @Test
  void on_two_classes_that_speak_as_one_workload() throws Exception {
    assertSame(
        "SP055",
        app("OrdersApp", "Orders", "@EgressTo(Ledger.class)"),
        app("OtherApp", "Orders", "@EgressTo(Ledger.class)"),
        app("LedgerApp", "Ledger", "@AllowsIngressFrom(Orders.class)"));
  }

  @Test
  void on_a_violated_invariant() throws Exception {
    assertSame(
        "SP053",
        app("OrdersApp", "Orders", "@EgressTo({Ledger.class, Audit.class})"),
        app(
            "LedgerApp",
            "Ledger",
            "@NeverReachableFrom(value = Orders.class, why = \"money\")",
            "@AllowsIngressFrom(Audit.class)"),
        "package shop;\n@PartOf(Ledger.class)\n@AllowsIngressFrom(Orders.class)\nclass Part {}\n",
        app("AuditApp", "Audit", "@EgressTo(Ledger.class)", "@AllowsIngressFrom(Orders.class)"));
  }

  @Test
  void on_nothing() throws Exception {
    String[] apps = {
      app("OrdersApp", "Orders", "@EgressTo(Ledger.class)"),
      app("LedgerApp", "Ledger", "@AllowsIngressFrom(Orders.class)")
    };
    assertThat(apart(apps)).isEqualTo(together(apps)).isEmpty();
  }
}
