package dev.sallyport.fluent;

import static dev.sallyport.fluent.Declare.external;
import static dev.sallyport.fluent.Declare.namespace;
import static dev.sallyport.fluent.Declare.partOf;
import static dev.sallyport.fluent.Declare.rules;
import static dev.sallyport.fluent.Declare.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.check.Finding;
import dev.sallyport.check.FindingCode;
import dev.sallyport.manifest.EgressFirewallManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.PolicyTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostsTest {
  private final ExternalContract stripe = external("Stripe").host("api.stripe.com").port(443);
  private final NamespaceContract shop = namespace("shop").defaultDeny();
  private final WorkloadContract orders =
      workload("orders").in(shop).labels("app=orders").port("http", 8080);

  private static Finding only(PolicyTarget target, Declaration... declarations) {
    InvalidDeclarationsException thrown =
        catchThrowableOfType(
            InvalidDeclarationsException.class, () -> Policies.of(target, declarations));
    assertThat(thrown.findings()).hasSize(1);
    return thrown.findings().get(0);
  }

  private static List<String> kinds(Policies policies) {
    return policies.manifests().stream()
        .map(manifest -> YamlWriter.write(manifest))
        .map(yaml -> yaml.lines().filter(line -> line.startsWith("kind: ")).findFirst().orElse(""))
        .toList();
  }

  @Nested
  class Without_a_target {

    @Test
    void are_the_error_that_the_compiler_gives() {
      Finding finding = only(PolicyTarget.KUBERNETES, rules(orders).egressTo(stripe));

      assertThat(finding.code()).isEqualTo(FindingCode.HOST_NOT_EXPRESSIBLE);
      assertThat(finding.message())
          .isEqualTo(
              "a NetworkPolicy can't express the host \"api.stripe.com\". Ways out: give its"
                  + " addresses as cidrs in @External; choose another target,"
                  + " -Asallyport.target=cilium, eks, gke, calico-enterprise, openshift or proxy;"
                  + " declare an egress proxy as the peer; or declare Internet.class with ports and"
                  + " why");
      assertThat(finding.place().describe()).isEqualTo("egressTo(Stripe) of workload orders");
    }

    @Test
    void are_that_error_also_where_no_target_is_said() {
      assertThatThrownBy(() -> Policies.of(rules(orders).egressTo(stripe)))
          .isInstanceOf(InvalidDeclarationsException.class)
          .hasMessageContaining("[SP047]");
    }

    @Test
    void do_not_matter_where_the_addresses_are_known() {
      Policies policies = Policies.of(rules(orders).egressTo(stripe.cidrs("192.0.2.0/24")));

      assertThat(policies.withHosts()).allSatisfy(p -> assertThat(p.hosts()).isEmpty());
      assertThat(kinds(policies)).containsOnly("kind: NetworkPolicy");
    }
  }

  @Nested
  class With_a_target {

    @Test
    void stand_beside_the_policy_that_says_the_rest() {
      Policies policies =
          Policies.of(PolicyTarget.CILIUM, rules(orders).egressTo(stripe).why("card payments"));

      assertThat(policies.target()).isEqualTo(PolicyTarget.CILIUM);
      assertThat(policies.withHosts())
          .extracting(p -> p.policy().name(), p -> p.dns(), p -> p.hosts().size())
          .containsExactly(tuple("default-deny", Dns.NONE, 0), tuple("orders", Dns.CLUSTER, 1));
      HostEgress host = policies.withHosts().get(1).hosts().get(0);
      assertThat(host.host()).isEqualTo("api.stripe.com");
      assertThat(host.ports()).containsExactly(new PolicyPort.Range(Protocol.TCP, 443, 443));
      assertThat(host.origins())
          .containsExactly(new Origin("egressTo(Stripe) of workload orders", "card payments"));
      // The NetworkPolicy allows DNS and nothing else.
      assertThat(policies.all().get(1).egress()).hasSize(1);
    }

    @Test
    void become_the_objects_that_the_target_knows() {
      assertThat(kinds(Policies.of(PolicyTarget.CILIUM, rules(orders).egressTo(stripe))))
          .containsExactly(
              "kind: NetworkPolicy", "kind: NetworkPolicy", "kind: CiliumNetworkPolicy");
      assertThat(kinds(Policies.of(PolicyTarget.EKS, rules(orders).egressTo(stripe))))
          .containsExactly("kind: NetworkPolicy", "kind: ApplicationNetworkPolicy");
      assertThat(kinds(Policies.of(PolicyTarget.GKE, rules(orders).egressTo(stripe))))
          .containsExactly("kind: NetworkPolicy", "kind: NetworkPolicy", "kind: FQDNNetworkPolicy");
      assertThat(kinds(Policies.of(PolicyTarget.CALICO_ENTERPRISE, rules(orders).egressTo(stripe))))
          .containsExactly("kind: NetworkPolicy", "kind: NetworkPolicy", "kind: NetworkPolicy");
    }

    @Test
    void belong_to_the_part_that_declares_them() {
      Policies policies =
          Policies.of(
              PolicyTarget.CILIUM,
              rules(orders),
              partOf(orders, "shop.StripeClient").egressTo(stripe));

      assertThat(policies.withHosts())
          .filteredOn(p -> !p.hosts().isEmpty())
          .extracting(p -> p.policy().name())
          .containsExactly("orders.shop.stripe-client");
    }

    @ParameterizedTest
    @EnumSource(
        value = PolicyTarget.class,
        names = {"OPENSHIFT", "PROXY"})
    void that_opens_more_than_was_declared_need_somebody_to_accept_it(PolicyTarget target) {
      Policies policies = Policies.of(target, rules(orders).egressTo(stripe));

      assertThat(policies.withHosts().get(1).hosts()).hasSize(1);
      assertThatThrownBy(policies::manifests)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("opens more than policy \"orders\" declares");
    }

    @Test
    void make_the_firewall_of_a_namespace() {
      Policies policies = Policies.of(PolicyTarget.OPENSHIFT, rules(orders).egressTo(stripe));

      assertThat(YamlWriter.write(EgressFirewallManifest.of(policies.withHosts(), Map.of())))
          .contains("dnsName: api.stripe.com");
    }
  }

  @Nested
  class Refused {

    @Test
    void is_what_the_target_means_otherwise() {
      Finding finding = only(PolicyTarget.GKE, rules(orders).egressTo(stripe.host("*.stripe.com")));

      assertThat(finding.code()).isEqualTo(FindingCode.HOST_NOT_EXPRESSIBLE);
      assertThat(finding.message()).startsWith("target \"gke\" can't express \"*.stripe.com\": ");
    }

    @Test
    void are_names_without_resolution() {
      assertThat(
              only(PolicyTarget.CILIUM, rules(orders.in(shop.dns(Dns.NONE))).egressTo(stripe))
                  .code())
          .isEqualTo(FindingCode.HOST_WITHOUT_DNS);
    }

    @Test
    void are_connections_from_a_name() {
      assertThat(only(PolicyTarget.CILIUM, rules(orders).allowsIngressFrom(stripe)).code())
          .isEqualTo(FindingCode.HOST_NOT_EXPRESSIBLE);
    }
  }
}
