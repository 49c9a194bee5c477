package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.link.TestContracts;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PreflightTest {

  /** A contract that leaves its namespace to the deployment. */
  private static Statement orders() {
    WorkloadDeclaration shop = TestContracts.contract("Orders", "orders", 8080);
    WorkloadDeclaration anywhere =
        new WorkloadDeclaration(
            shop.type(),
            shop.name(),
            shop.labels(),
            shop.selector(),
            shop.ports(),
            new Text("", shop.place()),
            null,
            shop.managed(),
            shop.place());
    return TestContracts.statement(anywhere, "shop.OrdersApplication", List.of(), List.of());
  }

  private static List<String> codes(String namespace) {
    KubernetesObjects deployed =
        new KubernetesObjects(
            List.of(),
            List.of(MemoryServer.deployment("staging", "orders", Map.of("app", "orders"))),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            List.of());
    return Preflight.findings(
            deployed, List.of(), List.of(orders()), List.of(), new SeverityOptions(), namespace)
        .results()
        .stream()
        .map(Report.Result::code)
        .toList();
  }

  @Test
  void looks_for_contracts_without_a_namespace_where_they_are_rolled_out() {
    assertThat(codes("default")).contains("SP062");
    assertThat(codes("staging")).doesNotContain("SP062");
  }
}
