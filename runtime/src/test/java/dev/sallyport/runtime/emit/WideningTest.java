package dev.sallyport.runtime.emit;

import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.egressTo;
import static dev.sallyport.runtime.link.TestContracts.external;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.declaration.Statement;
import dev.sallyport.manifest.Widening;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.findings.CollectedFindings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a target opens beyond the declarations. */
class WideningTest {
  @TempDir private Path folder;
  private Emissions emissions;
  private CollectedFindings findings;

  @BeforeEach
  void prepare() {
    emissions = new Emissions(folder);
    findings = emissions.findings;
  }

  private Emission emit(PolicyTarget target, Statement... statements) throws Exception {
    return emissions.emit(target, statements);
  }

  @ParameterizedTest
  @EnumSource(names = {"CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE"})
  void are_none_where_the_target_knows_workloads(PolicyTarget target) throws Exception {
    assertThat(emit(target, Shop.orders(), Shop.mail()).widenings()).isEmpty();
  }

  @Test
  void of_a_firewall_are_the_same_ports_of_other_workloads() throws Exception {
    Statement genai =
        statement(
            Shop.MAIL,
            "shop.MailApp",
            List.of(
                egress("shop.MailApp", external("Bank", "bank.example.com", 443, 8443)),
                egressTo("shop.MailApp", "192.0.2.0/24", "443"),
                egressTo("shop.MailApp", "8.8.8.0/24", "443"),
                egressTo("shop.MailApp", "10.0.0.0/8", "443"),
                egressTo("shop.MailApp", "9.9.9.0/24", "53/UDP")),
            List.of());
    assertThat(emit(PolicyTarget.OPENSHIFT, Shop.orders(), genai).widenings())
        .extracting(Widening::toString)
        .containsExactly(
            "shop/mail can also reach api.stripe.com on TCP 443, declared by shop/orders",
            "shop/orders can also reach 8.8.8.0/24 on TCP 443, declared by shop/mail",
            "shop/orders can also reach bank.example.com on TCP 443, declared by shop/mail");
  }

  @Test
  void of_a_firewall_are_none_for_one_workload_alone() throws Exception {
    assertThat(
            emit(
                    PolicyTarget.OPENSHIFT,
                    Shop.orders(egressTo("shop.OrdersApp", "8.8.8.0/24", "443")),
                    Shop.FRONTEND_APP)
                .widenings())
        .isEmpty();
  }

  @Test
  void of_a_firewall_count_ports_that_it_can_only_say_as_all() throws Exception {
    assertThat(
            emit(
                    PolicyTarget.OPENSHIFT,
                    Shop.orders(egressTo("shop.OrdersApp", "8.8.8.0/24", "5000-6000")))
                .widenings())
        .extracting(Widening::toString)
        .containsExactly(
            "shop/orders can also reach 8.8.8.0/24 on TCP 443, declared by shop/orders");
  }

  @Test
  void of_a_proxy_are_all_hosts_of_others() throws Exception {
    assertThat(emit(PolicyTarget.PROXY, Shop.orders(), Shop.mail(), Shop.FRONTEND_APP).widenings())
        .extracting(Widening::toString)
        .containsExactly(
            "shop/mail can also reach api.stripe.com on TCP 443, declared by shop/orders",
            "shop/orders can also reach smtp.example.com on TCP 465, TCP 587, declared by"
                + " shop/mail");
  }
}
