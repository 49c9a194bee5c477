package dev.sallyport.samples.petclinic.system;

import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.runtime.expect.NetworkPolicies;
import dev.sallyport.runtime.junit.SallyportTest;
import dev.sallyport.samples.petclinic.AdminServerWorkload;
import dev.sallyport.samples.petclinic.ApiGatewayWorkload;
import dev.sallyport.samples.petclinic.ConfigServerWorkload;
import dev.sallyport.samples.petclinic.CustomersWorkload;
import dev.sallyport.samples.petclinic.DiscoveryServerWorkload;
import dev.sallyport.samples.petclinic.GenAiWorkload;
import dev.sallyport.samples.petclinic.GrafanaWorkload;
import dev.sallyport.samples.petclinic.PrometheusWorkload;
import dev.sallyport.samples.petclinic.TracingWorkload;
import dev.sallyport.samples.petclinic.VetsWorkload;
import dev.sallyport.samples.petclinic.VisitsWorkload;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the policies of all modules do together: those on the class path, where every module is, for
 * the contracts and some of the Deployments.
 */
@SallyportTest(
    manifests = {
      "../contracts/src/main/k8s",
      "../customers/src/main/k8s",
      "../api-gateway/src/main/k8s"
    },
    namespace = "petclinic")
class PoliciesTest {

  @Nested
  class TheGateway {
    @Test
    void is_the_only_way_in_for_browsers(NetworkPolicies policies) {
      assertThat(policies).to(ApiGatewayWorkload.REF).isReachedFrom("Internet").onlyOnPorts("8080");
      assertThat(policies).to(CustomersWorkload.REF).isNotReachedFromOutside();
      assertThat(policies).to(VisitsWorkload.REF).isNotReachedFromOutside();
      assertThat(policies).to(GenAiWorkload.REF).isNotReachedFromOutside();
    }

    @Test
    void calls_four_services_and_what_every_application_needs(NetworkPolicies policies) {
      assertThat(policies)
          .from(ApiGatewayWorkload.REF)
          .reachesOnly(
              CustomersWorkload.REF,
              GenAiWorkload.REF,
              VetsWorkload.REF,
              VisitsWorkload.REF,
              ConfigServerWorkload.REF,
              DiscoveryServerWorkload.REF,
              TracingWorkload.REF)
          .reaches(VisitsWorkload.REF)
          .onlyOnPorts("8082");
    }
  }

  @Test
  void customers_are_asked_by_four(NetworkPolicies policies) {
    assertThat(policies)
        .to(CustomersWorkload.REF)
        .isReachedOnlyFrom(
            ApiGatewayWorkload.REF,
            GenAiWorkload.REF,
            AdminServerWorkload.REF,
            PrometheusWorkload.REF);
  }

  @Test
  void only_two_call_out(NetworkPolicies policies) {
    assertThat(policies).from(ConfigServerWorkload.REF).reachesOutside("Internet").onPort(443);
    assertThat(policies).from(GenAiWorkload.REF).reachesOutside("Internet").onPort(443);
    assertThat(policies).from(ConfigServerWorkload.REF).doesNotReach("169.254.169.254");
    assertThat(policies).from(VetsWorkload.REF).doesNotReachOutside();
    assertThat(policies).from(CustomersWorkload.REF).doesNotReachOutside();
  }

  @Test
  void default_deny_holds_grafana(NetworkPolicies policies) {
    assertThat(policies).from(GrafanaWorkload.REF).isIsolated().reachesNobody();
    assertThat(policies).to(GrafanaWorkload.REF).isReachedFromNobody();
  }

  @Test
  void nobody_of_the_namespace_is_left_open(NetworkPolicies policies) {
    assertThat(policies).from("petclinic/*").isIsolated();
  }

  @Test
  void a_call_that_nobody_declared_is_explained(NetworkPolicies policies) {
    assertThatThrownBy(
            () ->
                assertThat(policies)
                    .from(VetsWorkload.REF)
                    .reaches(CustomersWorkload.REF)
                    .onPort(8081))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "Expected petclinic/vets-service to reach petclinic/customers-service on any port, but"
                + " it does not.")
        .hasMessageContaining("declared by ")
        .hasMessageContaining("To allow it:");
  }
}
