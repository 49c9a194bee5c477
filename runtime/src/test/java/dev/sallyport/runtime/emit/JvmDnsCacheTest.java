package dev.sallyport.runtime.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.findings.CollectedFindings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where names are used, somebody has to think of the cache of the JVM. */
class JvmDnsCacheTest {
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
  @EnumSource(names = {"CILIUM", "EKS", "GKE", "CALICO_ENTERPRISE", "OPENSHIFT"})
  void is_warned_of_where_pods_resolve_names(PolicyTarget target) throws Exception {
    assertThat(emit(target, Shop.orders(), Shop.FRONTEND_APP).isValid()).isTrue();
    assertThat(findings.results())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.text())
                    .startsWith("[SP070] workload \"orders\" connects to api.stripe.com by name")
                    .contains("networkaddress.cache.ttl"));
  }

  @Test
  void is_the_proxys_where_that_resolves() throws Exception {
    emit(PolicyTarget.PROXY, Shop.orders());
    assertThat(findings.results()).isEmpty();
  }
}
