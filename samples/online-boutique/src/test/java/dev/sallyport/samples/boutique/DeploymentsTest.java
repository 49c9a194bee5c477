package dev.sallyport.samples.boutique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.samples.evidence.Contract;
import dev.sallyport.samples.evidence.KubernetesFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contracts say of pods what the Deployments say. */
class DeploymentsTest {
  private static final List<Contract> CONTRACTS =
      Stream.of(
              AdServiceWorkload.class,
              CartServiceWorkload.class,
              CheckoutServiceWorkload.class,
              CurrencyServiceWorkload.class,
              EmailServiceWorkload.class,
              FrontendWorkload.class,
              LoadGeneratorWorkload.class,
              PaymentServiceWorkload.class,
              ProductCatalogServiceWorkload.class,
              RecommendationServiceWorkload.class,
              RedisCartWorkload.class,
              ShippingServiceWorkload.class)
          .map(Contract::of)
          .toList();

  private static List<Contract> deployed(Path folder) {
    return KubernetesFiles.read(folder).deployments().stream().map(Contract::of).toList();
  }

  @Test
  void ours_have_the_labels_and_ports_of_the_contracts() {
    assertThat(deployed(OnlineBoutique.OWN_DEPLOYMENTS))
        .containsExactlyInAnyOrderElementsOf(CONTRACTS);
  }

  @Test
  void the_real_ones_have_the_labels_and_ports_of_the_contracts() {
    assertThat(deployed(OnlineBoutique.realDeployments()))
        .containsExactlyInAnyOrderElementsOf(CONTRACTS);
  }

  @Test
  void the_entrance_keeps_the_addresses_of_customers() {
    assertThat(KubernetesFiles.read(OnlineBoutique.OWN_DEPLOYMENTS).services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.getSpec().getType()).isEqualTo("LoadBalancer");
              assertThat(service.getSpec().getExternalTrafficPolicy()).isEqualTo("Local");
            });
  }
}
