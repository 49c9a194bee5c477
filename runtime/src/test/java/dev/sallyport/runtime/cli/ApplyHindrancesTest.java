package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands against a plan. */
class ApplyHindrancesTest {
  @RegisterExtension private final ApplyRuns runs = new ApplyRuns();

  ApplyHindrancesTest() throws IOException {}

  @Test
  void are_fields_of_other_managers() throws Exception {
    runs.server.applyAs(
        "kubectl-client-side-apply",
        TestManifests.policy("shop", "orders").replace("port: 8080", "port: 9090"));

    assertThat(runs.apply(runs.jar("shop", "orders", "other"), "--yes"))
        .isEqualTo(ExitCode.FINDINGS);
    Goldens.check("apply/conflict.text", runs.masked(runs.out));
    assertThat(runs.server.policies()).containsExactly("shop/orders");

    assertThat(runs.apply(runs.jar("shop", "orders"), "--yes", "--force-conflicts"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(runs.server.policy("shop/orders").toString())
        .contains("8080")
        .doesNotContain("9090");
  }

  @Test
  void are_rules_that_others_added_to_a_policy_that_has_none() throws Exception {
    runs.server.applyAs("ops", TestManifests.policy("shop", "default-deny"));
    String deny =
        new TestJar()
            .text(TestManifests.path("shop", "default-deny"), TestManifests.defaultDeny("shop"))
            .write(runs.folder.resolve("deny.jar"))
            .toString();

    assertThat(runs.apply(deny, "--yes")).isEqualTo(ExitCode.FINDINGS);
    assertThat(runs.out.toString())
        .contains("shop/default-deny: .spec.ingress was set by \"ops\"\n");
    assertThat(runs.apply(deny, "--yes", "--force-conflicts")).isEqualTo(ExitCode.CLEAN);
    assertThat(runs.server.policy("shop/default-deny").toString()).doesNotContain("ingress=");
  }

  @Test
  void are_running_pods_that_were_not_isolated() throws Exception {
    runs.deploy("orders");

    assertThat(runs.apply(runs.jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.FINDINGS);
    Goldens.check("apply/isolation.text", runs.masked(runs.out));
    assertThat(runs.server.policies()).isEmpty();

    assertThat(runs.apply(runs.jar("shop", "orders"), "--yes", "--allow-isolation"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(runs.server.policies()).containsExactly("shop/orders");
  }

  @Test
  void are_running_pods_that_would_no_longer_be_isolated() throws Exception {
    runs.apply(runs.jar("shop", "old", "orders"), "--bundle", "shop", "--yes");
    runs.deploy("old");

    assertThat(runs.apply(runs.jar("shop", "orders"), "--bundle", "shop", "--prune", "--yes"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(runs.out.toString())
        .contains(
            "shop/old[Deployment]: 2 running pods would no longer be isolated for ingress and"
                + " egress: everybody could connect\n"
                + "    -> keep a policy that selects it, or say --allow-exposure\n");
    assertThat(runs.server.policies()).contains("shop/old");
  }

  @Test
  void are_namespaces_that_are_not_there_and_what_the_server_refuses() throws Exception {
    runs.server.failing(
        1,
        422,
        "admission webhook \"no-world\" denied the request: no",
        request -> request.startsWith("PATCH") && request.contains("/shop/"));
    String both =
        new TestJar()
            .text(TestManifests.path("shop", "a"), TestManifests.policy("shop", "a"))
            .text(TestManifests.path("gone", "a"), TestManifests.policy("gone", "a", "shop"))
            .write(runs.folder.resolve("both.jar"))
            .toString();

    assertThat(runs.apply(both, "--yes")).isEqualTo(ExitCode.FINDINGS);
    assertThat(runs.out.toString())
        .contains(
            "  gone/a: could not apply networkpolicies gone/a (404): there is no namespace gone;"
                + " create it first; the server says: namespaces \"gone\" not found\n")
        .contains("(422): admission webhook \"no-world\" denied the request: no");
  }

  @Test
  void are_policies_of_other_bundles() throws Exception {
    runs.apply(runs.jar("shop", "orders"), "--bundle", "theirs", "--yes");

    assertThat(runs.apply(runs.jar("shop", "orders"), "--bundle", "ours", "--yes"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(runs.out.toString()).contains("shop/orders: belongs to bundle theirs\n");
    assertThat(runs.apply(runs.jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.FINDINGS);
    assertThat(runs.out.toString()).contains("-> name the bundle with --bundle\n");
    assertThat(
            runs.apply(
                runs.jar("shop", "orders"), "--bundle", "ours", "--force-conflicts", "--yes"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(runs.out.toString()).contains("goes from bundle theirs to bundle ours");
  }
}
