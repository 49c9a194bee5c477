package dev.sallyport.samples.boutique;

import static dev.sallyport.samples.evidence.Surroundings.KUBE_DNS;
import static dev.sallyport.samples.evidence.Surroundings.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.samples.evidence.Connection;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.ReadmeSection;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compiled manifests and the policies that come with the system, on its real Deployments. */
class ComparisonTest {
  private Connectivity ours;
  private Connectivity official;

  @BeforeEach
  void evaluate() {
    Path deployments = OnlineBoutique.realDeployments();
    ours = OnlineBoutique.connectivity(deployments, OnlineBoutique.MANIFESTS);
    official = OnlineBoutique.connectivity(deployments, OnlineBoutique.officialPolicies());
  }

  @Test
  void the_official_policies_leave_26_connections_open() {
    assertThat(official.without(KUBE_DNS, STRANGER)).hasSize(26);
  }

  @Test
  void of_which_ten_are_needed_by_nobody() {
    assertThat(official.without(KUBE_DNS, STRANGER))
        .filteredOn(open -> OnlineBoutique.CALLS.stream().noneMatch(call -> samePair(call, open)))
        .hasSize(10)
        .extracting(Connection::to)
        .containsOnly("frontend");
  }

  @Test
  void the_official_policies_leave_all_egress_open() {
    assertThat(official.toOutside())
        .hasSize(14)
        .allSatisfy(
            (name, outside) ->
                assertThat(outside)
                    .singleElement()
                    .satisfies(all -> assertThat(all.isEverybody()).isTrue())
                    .satisfies(all -> assertThat(all.on().isAll()).isTrue()));
  }

  @Test
  void the_readme_shows_it() {
    ReadmeSection section = new ReadmeSection(Path.of("README.md"), "comparison");
    String table =
        new ComparisonTable(
                ours,
                official,
                OnlineBoutique.SOURCES,
                OnlineBoutique.MANIFESTS,
                OnlineBoutique.officialPolicies())
            .print();
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      section.write(table);
    }
    assertThat(section.read()).isEqualTo(table);
  }

  private static boolean samePair(Connection one, Connection other) {
    return one.from().equals(other.from()) && one.to().equals(other.to());
  }
}
