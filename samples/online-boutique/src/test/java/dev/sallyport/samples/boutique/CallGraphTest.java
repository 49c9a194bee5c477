package dev.sallyport.samples.boutique;

import static dev.sallyport.samples.evidence.Surroundings.KUBE_DNS;
import static dev.sallyport.samples.evidence.Surroundings.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.samples.evidence.Connection;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.KubernetesFiles;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the compiled manifests allow is what the services call, no more and no less. */
class CallGraphTest {

  @Nested
  class BesideOurDeployments extends Exactly {
    BesideOurDeployments() {
      super(OnlineBoutique.connectivity(OnlineBoutique.OWN_DEPLOYMENTS, OnlineBoutique.MANIFESTS));
    }
  }

  @Nested
  class BesideTheRealDeployments extends Exactly {
    BesideTheRealDeployments() {
      super(
          OnlineBoutique.connectivity(OnlineBoutique.realDeployments(), OnlineBoutique.MANIFESTS));
    }
  }

  abstract static class Exactly {
    private final Connectivity connectivity;

    Exactly(Connectivity connectivity) {
      this.connectivity = connectivity;
    }

    @Test
    void the_sixteen_calls_connect() {
      assertThat(connectivity.without(KUBE_DNS, STRANGER))
          .containsExactlyElementsOf(OnlineBoutique.CALLS)
          .hasSize(16);
    }

    @Test
    void every_pod_resolves_names() {
      ConnectionSet dns =
          ConnectionSet.of(Protocol.UDP, 53).union(ConnectionSet.of(Protocol.TCP, 53));
      assertThat(connectivity.to(KUBE_DNS))
          .filteredOn(connection -> !connection.from().equals(STRANGER))
          .hasSize(12)
          .allSatisfy(connection -> assertThat(connection.on()).isEqualTo(dns));
    }

    @Test
    void nobody_of_another_namespace_connects() {
      assertThat(connectivity.betweenPods())
          .filteredOn(c -> c.from().equals(STRANGER) || c.from().equals(KUBE_DNS))
          .extracting(Connection::to)
          .containsOnly(STRANGER, KUBE_DNS);
      assertThat(connectivity.to(STRANGER)).extracting(Connection::from).containsOnly(KUBE_DNS);
    }

    @Test
    void customers_reach_the_frontend_from_public_addresses() {
      assertThat(connectivity.fromOutside()).containsOnlyKeys("frontend", KUBE_DNS, STRANGER);
      assertThat(connectivity.fromOutside().get("frontend"))
          .singleElement()
          .satisfies(
              outside -> {
                assertThat(outside.on()).isEqualTo(ConnectionSet.of(Protocol.TCP, 8080));
                assertThat(outside.isPublic()).isTrue();
              });
    }

    @Test
    void nobody_calls_out_of_the_cluster() {
      assertThat(connectivity.toOutside()).containsOnlyKeys(KUBE_DNS, STRANGER);
    }
  }

  @Test
  void the_calls_are_those_that_the_real_deployments_are_configured_with() {
    KubernetesFiles real = KubernetesFiles.read(OnlineBoutique.realDeployments());
    Map<String, Integer> podPorts = new TreeMap<>();
    for (Service service : real.services()) {
      for (var port : service.getSpec().getPorts()) {
        podPorts.put(
            service.getMetadata().getName() + ":" + port.getPort(),
            port.getTargetPort().getIntVal());
      }
    }
    List<Connection> configured = new ArrayList<>();
    for (Deployment deployment : real.deployments()) {
      for (Container container : deployment.getSpec().getTemplate().getSpec().getContainers()) {
        for (EnvVar variable : container.getEnv()) {
          Integer podPort = podPorts.get(variable.getValue());
          if (podPort != null) {
            String callee = variable.getValue().replaceAll(":.*", "");
            configured.add(Connection.tcp(deployment.getMetadata().getName(), callee, podPort));
          }
        }
      }
    }
    assertThat(configured).containsExactlyInAnyOrderElementsOf(OnlineBoutique.CALLS);
  }
}
