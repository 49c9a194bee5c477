package dev.sallyport.samples.petclinic.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.samples.evidence.Contract;
import dev.sallyport.samples.evidence.KubernetesFiles;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contracts say of pods what the Deployments say. */
class DeploymentsTest {

  @Test
  void have_the_labels_and_ports_of_the_contracts() {
    assertThat(
            KubernetesFiles.read(PetClinic.deployments()).deployments().stream().map(Contract::of))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    AdminServerWorkload.class,
                    ApiGatewayWorkload.class,
                    ConfigServerWorkload.class,
                    CustomersWorkload.class,
                    DiscoveryServerWorkload.class,
                    GenAiWorkload.class,
                    GrafanaWorkload.class,
                    PrometheusWorkload.class,
                    TracingWorkload.class,
                    VetsWorkload.class,
                    VisitsWorkload.class)
                .map(Contract::of)
                .toList());
  }

  @Test
  void the_entrance_keeps_the_addresses_of_browsers() {
    assertThat(KubernetesFiles.read(PetClinic.deployments()).services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.getSpec().getType()).isEqualTo("LoadBalancer");
              assertThat(service.getSpec().getExternalTrafficPolicy()).isEqualTo("Local");
            });
  }
}
