package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.TestManifests;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Policies that no manifest names any more. */
class ApplyPruningTest {
  @RegisterExtension private final ApplyRuns runs = new ApplyRuns();

  ApplyPruningTest() throws IOException {}

  @Test
  void deletes_only_what_this_bundle_owns_in_the_namespaces_of_its_manifests() throws Exception {
    runs.apply(runs.jar("shop", "keep", "gone"), "--bundle", "ours", "--yes");
    runs.apply(runs.jar("bank", "elsewhere"), "--bundle", "ours", "--yes");
    runs.apply(runs.jar("shop", "theirs"), "--bundle", "theirs", "--yes");
    runs.apply(runs.jar("shop", "nobodys"), "--yes");
    runs.server.applyAs(
        "kubectl",
        TestManifests.policy("shop", "looks-like-ours")
            .replace("managed-by: sallyport", "managed-by: helm\n    sallyport.dev/bundle: ours"));

    assertThat(runs.apply(runs.jar("shop", "keep"), "--bundle", "ours", "--prune", "--yes"))
        .isEqualTo(ExitCode.CLEAN);

    assertThat(runs.server.policies())
        .containsExactly(
            "bank/elsewhere", "shop/keep", "shop/looks-like-ours", "shop/nobodys", "shop/theirs");
    assertThat(runs.out.toString())
        .contains("done: prune shop/gone\n")
        .contains("note: 1 policy of bundle ours that no manifest names stay in namespace bank");
  }

  @Test
  void reaches_further_if_told() throws Exception {
    runs.apply(runs.jar("bank", "elsewhere"), "--bundle", "ours", "--yes");
    runs.apply(runs.jar("shop", "keep"), "--bundle", "ours", "--yes");

    assertThat(
            runs.apply(
                runs.jar("shop", "keep"),
                "--bundle",
                "ours",
                "--prune",
                "--yes",
                "-n",
                "shop",
                "-n",
                "bank"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(runs.server.policies()).containsExactly("shop/keep");
  }

  @Test
  void needs_the_name_of_the_bundle() throws Exception {
    assertThat(runs.apply(runs.jar("shop", "keep"), "--prune", "--yes")).isEqualTo(ExitCode.FAILED);
    assertThat(runs.err.toString())
        .startsWith(
            "sallyport: --prune needs --bundle NAME, because policies of other bundles must stay.");
  }

  @Test
  void does_not_delete_what_was_changed_meanwhile() throws Exception {
    runs.apply(runs.jar("shop", "keep", "gone"), "--bundle", "ours", "--yes");
    runs.server.beforeWrite(
        () ->
            runs.server.applyAs(
                "ops",
                TestManifests.policy("shop", "gone")
                    .replace("metadata:", "metadata:")
                    .replace(
                        "    sallyport.dev/source", "    ops: \"1\"\n    sallyport.dev/source")));

    assertThat(runs.apply(runs.jar("shop", "keep"), "--bundle", "ours", "--prune", "--yes"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(runs.server.policies()).contains("shop/gone");
    assertThat(runs.err.toString()).contains("it was changed meanwhile; run this again");
  }
}
