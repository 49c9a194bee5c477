package dev.sallyport.runtime.cli;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.link.TestContracts;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCommandTest {
  private static final WorkloadDeclaration ORDERS = contract("Orders", "orders", 8080);
  private static final WorkloadDeclaration LEDGER = contract("Ledger", "ledger", 9000);
  private static final WorkloadDeclaration VERSIONED =
      contract("shop.Audit", "audit", "app=audit,version=v1", 9100, true);

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(Object... args) {
    return console.run(Console.words(List.of("link"), args));
  }

  private Path orders() throws Exception {
    return jar(
        folder.resolve("orders.jar"),
        statement(ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", LEDGER)), List.of()));
  }

  private Path ledger() throws Exception {
    return jar(
        folder.resolve("ledger.jar"),
        statement(LEDGER, "shop.LedgerApp", List.of(ingress("shop.LedgerApp", ORDERS)), List.of()));
  }

  /** Names its port for audit, which does not call; audit selects by a version. */
  private Path wrongLedger() throws Exception {
    return jar(
        folder.resolve("ledger.jar"),
        statement(
            LEDGER, "shop.LedgerApp", List.of(ingress("shop.LedgerApp", VERSIONED)), List.of()),
        statement(VERSIONED, "shop.AuditApp", List.of(egress("shop.AuditApp", LEDGER)), List.of()));
  }

  @Test
  void is_clean_where_both_ends_agree() throws Exception {
    assertThat(run(orders(), ledger())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("Nothing is wrong.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "tsv", "md", "sarif", "github"})
  void prints_findings_in_every_format(String format) throws Exception {
    assertThat(run(orders(), wrongLedger(), "-o", format)).isEqualTo(ExitCode.FINDINGS);
    Goldens.check(
        "link/shop." + format,
        out.toString()
            .replace(folder.toUri().getPath(), "/inputs/")
            .replace(folder.toString(), "/inputs"));
  }

  /** Orders suppress that the ledger does not let them in. */
  private Path suppressing() throws Exception {
    String record =
        TestContracts.record(
            statement(
                ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", LEDGER)), List.of()));
    String rule = "\"direction\": \"egress\",";
    assertThat(record).contains(rule);
    return new TestJar()
        .text(
            "META-INF/sallyport/workloads/shop.orders.json",
            record.replace(rule, rule + " \"suppressed\": [\"SP051\"],"))
        .write(folder.resolve("orders.jar"));
  }

  @Test
  void is_silent_about_what_the_sources_suppress() throws Exception {
    assertThat(run(suppressing(), wrongLedger())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("SP031").doesNotContain("SP051", "suppressed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "tsv", "md", "sarif", "github"})
  void shows_what_the_sources_suppress_where_asked(String format) throws Exception {
    assertThat(run(suppressing(), wrongLedger(), "--show-suppressed", "-o", format))
        .isEqualTo(ExitCode.CLEAN);
    Goldens.check(
        "link/suppressed." + format,
        out.toString()
            .replace(folder.toUri().getPath(), "/inputs/")
            .replace(folder.toString(), "/inputs"));
  }

  @Test
  void lowers_and_raises_severities() throws Exception {
    assertThat(run(orders(), wrongLedger(), "--severity", "SP051=warning"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("warning: [SP051]", "warning: [SP031]");
    assertThat(run(orders(), wrongLedger(), "--severity", "SP051=off,SP031=error"))
        .isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void refuses_severities_that_do_not_exist() throws Exception {
    assertThat(run(orders(), "--severity", "SP999=off")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("there is no finding SP999");
    assertThat(run(orders(), "--severity", "SP053=off")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("SP053 can't be lowered");
  }

  @Test
  void says_what_is_wrong_with_an_input() throws Exception {
    Path damaged =
        new TestJar()
            .text("META-INF/sallyport/workloads/shop.orders.json", "{\"schema\": 1}")
            .write(folder.resolve("damaged.jar"));
    assertThat(run(damaged)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("damaged.jar > META-INF/sallyport/workloads/shop.orders.json: line 1: schema");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void does_not_pass_an_input_without_records_for_clean() throws Exception {
    Path empty = new TestJar().text("a", "a").write(folder.resolve("empty.jar"));
    assertThat(run(empty)).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("empty.jar: no META-INF/sallyport in it");
  }

  @Test
  void names_the_file_in_a_folder_of_classes() throws Exception {
    Path file = folder.resolve("classes/META-INF/sallyport/workloads/shop.orders.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        TestContracts.record(
            statement(
                ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", LEDGER)), List.of())));
    assertThat(run(folder.resolve("classes"), "-o", "github")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .containsPattern("::error file=.*/classes/META-INF/.*/shop.orders.json,line=\\d+,title=");
  }
}
