package dev.sallyport.runtime.link;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.neverReachableFrom;
import static dev.sallyport.runtime.link.TestContracts.record;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.check.Findings;
import dev.sallyport.check.LinkCheck;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.check.World;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.ContractRecord;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTest {
  private static final WorkloadDeclaration ORDERS = contract("Orders", "orders", 8080);
  private static final WorkloadDeclaration LEDGER = contract("Ledger", "ledger", 9000);
  private static final WorkloadDeclaration AUDIT = contract("Audit", "audit", 9100);

  private static final Statement ORDERS_CALLS_LEDGER =
      statement(ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", LEDGER)), List.of());
  private static final Statement LEDGER_ADMITS_ORDERS =
      statement(LEDGER, "shop.LedgerApp", List.of(ingress("shop.LedgerApp", ORDERS)), List.of());
  private static final Statement LEDGER_ADMITS_AUDIT =
      statement(LEDGER, "shop.LedgerApp", List.of(ingress("shop.LedgerApp", AUDIT)), List.of());
  private static final Statement AUDIT_CALLS_LEDGER =
      statement(AUDIT, "shop.AuditApp", List.of(egress("shop.AuditApp", LEDGER)), List.of());

  @TempDir private Path folder;

  private List<Report.Result> link(Path... inputs) throws BundleException {
    CollectedFindings findings = new CollectedFindings(new SeverityOptions());
    Link.of(new RecordReader().read(List.of(inputs))).check(findings);
    return new Report("link", "", findings.results()).results();
  }

  private Path[] jars(Statement... statements) throws Exception {
    List<Path> jars = new ArrayList<>();
    for (int i = 0; i < statements.length; i++) {
      jars.add(jar(folder.resolve(i + ".jar"), statements[i]));
    }
    return jars.toArray(Path[]::new);
  }

  private static List<String> texts(List<Report.Result> results) {
    return results.stream().map(Report.Result::text).sorted().toList();
  }

  /** What the compiler says of the same statements in one compilation. */
  private static List<String> compiled(Statement... statements) {
    List<WorkloadDeclaration> declared = new ArrayList<>();
    for (Statement statement : statements) {
      if (!declared.contains(statement.workload())) {
        declared.add(statement.workload());
      }
    }
    List<String> texts = new ArrayList<>();
    Findings findings =
        (code, place, message) -> {
          texts.add("[" + code.id() + "] " + message);
          return code.severity();
        };
    new LinkCheck(findings).check(new World(declared, List.of(), List.of(statements)));
    texts.sort(null);
    return texts;
  }

  @Nested
  class Records {
    @Test
    void give_back_the_statement_that_they_were_made_of() throws Exception {
      Statement statement =
          statement(
              LEDGER,
              "shop.LedgerApp",
              List.of(ingress("shop.LedgerApp", ORDERS, AUDIT)),
              List.of(neverReachableFrom("shop.LedgerApp", AUDIT)));
      Statement read =
          ContractRecords.statement(
              new ContractRecord("x", record(statement), List.of(Source.of("ledger.jar"))));
      assertThat(record(read)).isEqualTo(record(statement));
      assertThat(read.rules().get(0).peers())
          .extracting("source")
          .containsExactly(
              "@AllowsIngressFrom(Orders.class) on shop.LedgerApp",
              "@AllowsIngressFrom(Audit.class) on shop.LedgerApp");
      assertThat(read.rules().get(0).place().describe())
          .matches(
              "ledger.jar:\\d+: @AllowsIngressFrom\\(\\{Orders.class, Audit.class}\\) on"
                  + " shop.LedgerApp");
    }

    @Test
    void of_another_schema_are_refused() throws Exception {
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("workload/v1", "workload/v2"),
          "its schema is \"sallyport.dev/workload/v2\", and this version of Sallyport reads"
              + " \"sallyport.dev/workload/v1\" only");
    }

    @Test
    void with_a_value_of_another_type_are_refused() {
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("\"home\": true", "\"home\": \"true\""),
          "home is neither true nor false");
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("\"number\": 8080", "\"number\": \"8080\""),
          "ports[0].number is no whole number");
    }

    @Test
    void that_lack_a_field_are_refused() {
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("\"speaker\"", "\"speakr\""), "speaker is missing");
    }

    @Test
    void with_a_field_twice_are_refused() {
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("\"isolates\": true", "\"home\": true"),
          "home is given twice");
    }

    @Test
    void whose_policy_is_not_that_of_its_speaker_are_refused() {
      assertRefused(
          record(ORDERS_CALLS_LEDGER).replace("\"policy\": \"orders\"", "\"policy\": \"ledger\""),
          "policy does not fit");
    }

    @Test
    void that_are_no_object_are_refused() {
      assertRefused("[]", "it is no object");
      assertRefused("{", "it is not one JSON object");
    }

    @Test
    void with_fields_of_a_later_version_are_read() throws Exception {
      String later = record(ORDERS_CALLS_LEDGER).replaceFirst("\\{", "{\"later\": [1, {}],");
      assertThat(
              record(
                  ContractRecords.statement(
                      new ContractRecord("x", later, List.of(Source.of("a.jar"))))))
          .isEqualTo(record(ORDERS_CALLS_LEDGER));
    }

    @Test
    void of_one_class_in_two_versions_are_refused() throws Exception {
      Path[] jars = jars(LEDGER_ADMITS_ORDERS, LEDGER_ADMITS_AUDIT);
      assertThatThrownBy(() -> link(jars))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("both are of shop.LedgerApp")
          .hasMessageContaining("0.jar")
          .hasMessageContaining("1.jar");
    }

    private void assertRefused(String record, String message) {
      assertThatThrownBy(
              () ->
                  ContractRecords.statement(
                      new ContractRecord("x", record, List.of(Source.of("a.jar")))))
          .isInstanceOf(BundleException.class)
          .hasMessageStartingWith("a.jar: ")
          .hasMessageContaining(message);
    }
  }

  @Nested
  class The_same_text_as_the_compiler {
    @Test
    void tells_a_connection_that_the_callee_does_not_allow() throws Exception {
      Statement[] shop = {ORDERS_CALLS_LEDGER, LEDGER_ADMITS_AUDIT, AUDIT_CALLS_LEDGER};
      assertThat(texts(link(jars(shop))))
          .isEqualTo(compiled(shop))
          .singleElement()
          .asString()
          .startsWith("[SP051] workload \"orders\" declares egress to \"ledger\" on TCP 9000");
    }

    @Test
    void tells_a_connection_that_the_caller_does_not_declare() throws Exception {
      Statement quiet = statement(ORDERS, "shop.OrdersApp", List.of(egress("x", AUDIT)), List.of());
      Statement audit = statement(AUDIT, "shop.AuditApp", List.of(ingress("x", ORDERS)), List.of());
      Statement[] shop = {LEDGER_ADMITS_ORDERS, quiet, audit};
      assertThat(texts(link(jars(shop))))
          .isEqualTo(compiled(shop))
          .singleElement()
          .asString()
          .startsWith("[SP052]");
    }

    @Test
    void tells_two_contracts_of_one_workload() throws Exception {
      WorkloadDeclaration other = contract("other.Orders", "orders", "app=orders2", 8081, true);
      Statement second =
          statement(other, "other.App", List.of(ingress("other.App", LEDGER)), List.of());
      Statement ledger =
          statement(
              LEDGER,
              "shop.LedgerApp",
              List.of(ingress("shop.LedgerApp", ORDERS), egress("shop.LedgerApp", other)),
              List.of());
      assertThat(texts(link(jars(ORDERS_CALLS_LEDGER, second, ledger))))
          .contains(
              "[SP050] workload \"orders\" in namespace \"shop\" is declared by other.Orders too,"
                  + " and both policies would have one name; rename one of them");
      assertThat(texts(link(jars(ORDERS_CALLS_LEDGER, second, ledger))))
          .isEqualTo(compiled(ORDERS_CALLS_LEDGER, second, ledger))
          .isEqualTo(compiled(ledger, second, ORDERS_CALLS_LEDGER));
    }

    @Test
    void tells_two_classes_that_speak_as_one_workload() throws Exception {
      Statement second =
          statement(ORDERS, "shop.Another", List.of(egress("shop.Another", LEDGER)), List.of());
      Statement[] shop = {ORDERS_CALLS_LEDGER, second, LEDGER_ADMITS_ORDERS};
      Statement[] turned = {second, LEDGER_ADMITS_ORDERS, ORDERS_CALLS_LEDGER};
      assertThat(texts(link(jars(shop))))
          .isEqualTo(compiled(shop))
          .isEqualTo(compiled(turned))
          .anyMatch(text -> text.startsWith("[SP055] shop.OrdersApp and shop.Another both speak"));
    }

    @Test
    void tells_a_policy_that_selects_the_pods_of_another() throws Exception {
      WorkloadDeclaration canary =
          contract("shop.Canary", "canary", "app=orders,track=canary", 8080, true);
      Statement third = statement(canary, "shop.C", List.of(egress("shop.C", LEDGER)), List.of());
      Statement ledger =
          statement(
              LEDGER,
              "shop.LedgerApp",
              List.of(ingress("shop.LedgerApp", ORDERS, canary)),
              List.of());
      Statement[] shop = {ORDERS_CALLS_LEDGER, third, ledger};
      assertThat(texts(link(jars(shop))))
          .isEqualTo(compiled(shop))
          .singleElement()
          .asString()
          .startsWith("[SP033] the policy of workload \"orders\" selects app=orders");
    }

    @Test
    void tells_a_violated_invariant_with_the_rules_at_fault() throws Exception {
      Statement ledger =
          statement(
              LEDGER,
              "shop.LedgerApp",
              List.of(ingress("shop.LedgerApp", ORDERS, AUDIT)),
              List.of(neverReachableFrom("shop.LedgerApp", ORDERS)));
      Statement[] shop = {ORDERS_CALLS_LEDGER, AUDIT_CALLS_LEDGER, ledger};
      Statement[] turned = {ledger, AUDIT_CALLS_LEDGER, ORDERS_CALLS_LEDGER};
      assertThat(texts(link(jars(shop))))
          .isEqualTo(compiled(shop))
          .isEqualTo(compiled(turned))
          .singleElement()
          .asString()
          .startsWith("[SP053] @NeverReachableFrom(Orders.class) on shop.LedgerApp does not hold")
          .contains("egress: @EgressTo(Ledger.class) on shop.OrdersApp")
          .contains("@AllowsIngressFrom(Orders.class) on shop.LedgerApp");
    }
  }

  @Nested
  class Deploy_time {
    @Test
    void finds_nothing_where_both_ends_agree() throws Exception {
      assertThat(link(jars(ORDERS_CALLS_LEDGER, LEDGER_ADMITS_ORDERS))).isEmpty();
    }

    @Test
    void finds_a_contract_for_which_nobody_speaks() throws Exception {
      List<Report.Result> results = link(jars(ORDERS_CALLS_LEDGER));
      assertThat(texts(results))
          .singleElement()
          .asString()
          .startsWith("[SP060] no input speaks for workload \"ledger\" (shop.Ledger)");
      assertThat(results.get(0).location().source())
          .isEqualTo("@EgressTo(Ledger.class) on shop.OrdersApp");
      assertThat(results.get(0).location().within())
          .isEqualTo("META-INF/sallyport/workloads/shop.orders.json");
    }

    @Test
    void needs_nobody_to_speak_for_a_workload_that_is_not_managed() throws Exception {
      WorkloadDeclaration database = contract("shop.Db", "db", "app=db", 5432, false);
      assertThat(
              link(
                  jars(
                      statement(
                          ORDERS, "shop.OrdersApp", List.of(egress("x", database)), List.of()))))
          .isEmpty();
    }

    @Test
    void finds_invariants_that_nobody_could_check() throws Exception {
      Statement contractsOnly =
          statement(
              LEDGER, "shop.Ledger", List.of(), List.of(neverReachableFrom("shop.Ledger", AUDIT)));
      assertThat(texts(link(jars(contractsOnly))))
          .singleElement()
          .asString()
          .contains("SP060", "its invariants were not checked");
    }

    @Test
    void finds_jars_that_were_compiled_against_another_version_of_a_contract() throws Exception {
      WorkloadDeclaration older = contract("Ledger", "ledger", 9001);
      Statement stale =
          statement(ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", older)), List.of());
      assertThat(texts(link(jars(stale, LEDGER_ADMITS_ORDERS))))
          .anyMatch(
              text ->
                  text.startsWith(
                          "[SP061] this was compiled against another version of shop.Ledger")
                      && text.contains("ports \"http 9001/TCP\", there \"http 9000/TCP\""));
    }

    @Test
    void reads_the_same_record_twice_as_one() throws Exception {
      Path[] jars = jars(ORDERS_CALLS_LEDGER, LEDGER_ADMITS_ORDERS);
      Path copy = jar(folder.resolve("copy.jar"), ORDERS_CALLS_LEDGER);
      assertThat(link(jars[0], jars[1], copy)).isEmpty();
    }

    @Test
    void reads_jars_in_jars() throws Exception {
      Path inner = jar(folder.resolve("inner.jar"), LEDGER_ADMITS_ORDERS);
      Path fat =
          new TestJar()
              .stored("BOOT-INF/lib/inner.jar", java.nio.file.Files.readAllBytes(inner))
              .write(folder.resolve("fat.jar"));
      assertThat(link(fat))
          .singleElement()
          .extracting(result -> result.location().within())
          .isEqualTo("BOOT-INF/lib/inner.jar > META-INF/sallyport/workloads/shop.ledger.json");
    }
  }
}
