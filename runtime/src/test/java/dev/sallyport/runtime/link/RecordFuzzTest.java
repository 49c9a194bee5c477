package dev.sallyport.runtime.link;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.neverReachableFrom;
import static dev.sallyport.runtime.link.TestContracts.record;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.Mutation;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.ContractRecord;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.findings.Report;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Contract records with words, lines and bytes changed: they are refused with the declared
 * exception, or checked; the checks of hostile contracts end with findings, and with nothing else.
 */
class RecordFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final WorkloadDeclaration ORDERS = contract("Orders", "orders", 8080);
  private static final WorkloadDeclaration LEDGER = contract("Ledger", "ledger", 9000);
  private static final String ORDERS_RECORD =
      record(
          statement(
              ORDERS,
              "shop.OrdersApp",
              List.of(egress("shop.OrdersApp", LEDGER), ingress("shop.OrdersApp", LEDGER)),
              List.of(neverReachableFrom("shop.OrdersApp", LEDGER))));
  private static final String LEDGER_RECORD =
      record(
          statement(
              LEDGER, "shop.LedgerApp", List.of(ingress("shop.LedgerApp", ORDERS)), List.of()));

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofText();
  }

  @Property(tries = 1_500)
  void are_linked_or_refused(@ForAll("changes") List<Mutation> changes) {
    Records records =
        new Records(
            List.of(
                new ContractRecord(
                    "shop.orders.json",
                    Mutation.all(ORDERS_RECORD, changes),
                    List.of(Source.of("fuzz.jar").entry("orders"))),
                new ContractRecord(
                    "shop.ledger.json",
                    LEDGER_RECORD,
                    List.of(Source.of("fuzz.jar").entry("ledger")))),
            List.of(),
            List.of());
    long start = System.nanoTime();
    try {
      Report report = Link.of(records).report(new SeverityOptions());
      assertThat(report.results())
          .allSatisfy(result -> assertThat(result.location().file()).isEqualTo("fuzz.jar"));
    } catch (BundleException e) {
      assertThat(e.getMessage()).startsWith("fuzz.jar > ").doesNotContain("\n");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
  }
}
