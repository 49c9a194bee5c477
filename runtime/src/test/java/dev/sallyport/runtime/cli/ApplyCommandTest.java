package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.terminal.Ink;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApplyCommandTest {
  @RegisterExtension private final ApplyRuns runs = new ApplyRuns();

  ApplyCommandTest() throws IOException {}

  @Nested
  class The_plan {
    @Test
    void is_printed_before_anything_is_done() throws Exception {
      runs.deploy("frontend");
      runs.deploy("orders");
      runs.apply(runs.jar("shop", "old", "same"), "--bundle", "shop", "--allow-isolation", "-y");
      runs.server.applyAs(
          "sallyport",
          TestManifests.policy("shop", "orders")
              .replace(
                  "managed-by: sallyport", "managed-by: sallyport\n    sallyport.dev/bundle: shop")
              .replace("port: 8080", "port: 8081"));

      int code =
          runs.apply(
              runs.jar("shop", "new", "orders", "same"),
              "--bundle",
              "shop",
              "--prune",
              "--dry-run");

      assertThat(runs.err.toString()).isEmpty();
      assertThat(code).isEqualTo(ExitCode.CLEAN);
      Goldens.check("apply/plan.text", runs.masked(runs.out));
      assertThat(runs.server.policies()).containsExactly("shop/old", "shop/orders", "shop/same");
    }

    @Test
    void says_that_there_is_nothing_to_do() throws Exception {
      assertThat(runs.apply(runs.jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.CLEAN);
      int writes = runs.writes();
      assertThat(runs.apply(runs.jar("shop", "orders"))).isEqualTo(ExitCode.CLEAN);

      assertThat(runs.out.toString())
          .contains("  unchanged  shop/orders\n")
          .endsWith("\nThere is nothing to do.\n");
      assertThat(runs.questions).isEmpty();
      assertThat(runs.writes()).isEqualTo(writes);
    }

    @Test
    void puts_what_cannot_end_a_connection_first() throws Exception {
      runs.deploy("a");
      assertThat(runs.apply(runs.jar("shop", "a", "b"), "--yes", "--allow-isolation"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(runs.out.toString())
          .contains("done: create shop/b\ndone: create shop/a\n"); // nobody is b yet
    }

    @Test
    void goes_where_the_namespaces_are_mapped_to() throws Exception {
      assertThat(runs.apply(runs.jar("shop", "orders"), "--namespace-map", "shop=bank", "--yes"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(runs.server.policies()).containsExactly("bank/orders");
    }

    @Test
    void stays_in_the_namespaces_that_are_named() throws Exception {
      assertThat(runs.apply(runs.jar("shop", "orders"), "-n", "bank", "--yes"))
          .isEqualTo(ExitCode.FAILED);
      assertThat(runs.err.toString())
          .isEqualTo(
              "sallyport: there are manifests for shop, which -n does not name; name all namespaces"
                  + " of the manifests, or none\n");
    }

    @Test
    void of_nothing_is_refused() throws Exception {
      assertThat(
              runs.apply(
                  new TestJar().text("a.txt", "a").write(runs.folder.resolve("a.jar")).toString()))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(runs.err.toString()).endsWith("sallyport: there is nothing to apply.\n");
      assertThat(runs.server.requests()).isEmpty();
    }
  }

  @Nested
  class Confirmations {
    @Test
    void are_needed_where_there_is_no_terminal() throws Exception {
      assertThat(runs.apply(runs.jar("shop", "orders"))).isEqualTo(ExitCode.FAILED);
      assertThat(runs.err.toString())
          .isEqualTo(
              "sallyport: nothing was done: there is no terminal to ask at; say --yes to go on.\n");
      assertThat(runs.server.policies()).isEmpty();
    }

    @Test
    void name_the_cluster() throws Exception {
      assertThat(runs.apply(Ink.PLAIN, Optional.of(true), runs.jar("shop", "orders")))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(runs.questions)
          .containsExactly("Do this to cluster test (" + runs.server.url() + ")?");
      assertThat(runs.server.policies()).containsExactly("shop/orders");
    }

    @Test
    void may_be_refused() throws Exception {
      assertThat(runs.apply(Ink.PLAIN, Optional.of(false), runs.jar("shop", "orders")))
          .isEqualTo(ExitCode.FAILED);
      assertThat(runs.err.toString()).isEqualTo("sallyport: nothing was done.\n");
      assertThat(runs.server.policies()).isEmpty();
    }
  }

  @Nested
  class Failures_half_way {
    @Test
    void say_what_was_done_and_how_to_go_on() throws Exception {
      runs.server.failing(
          99,
          403,
          "User \"ci\" cannot patch resource \"networkpolicies\"",
          request -> request.contains("/b?") && !request.contains("dryRun"));

      assertThat(runs.apply(runs.jar("shop", "a", "b", "c"), "--yes")).isEqualTo(ExitCode.FAILED);
      Goldens.check("apply/half-way.text", runs.masked(runs.err));
      assertThat(runs.out.toString()).endsWith("\ndone: create shop/a\n");
      assertThat(runs.server.policies()).containsExactly("shop/a");
    }

    @Test
    void are_mended_by_running_again() throws Exception {
      runs.server.failing(
          1, 0, "", request -> request.contains("/b?") && !request.contains("dryRun"));
      runs.apply(runs.jar("shop", "a", "b", "c"), "--yes");

      assertThat(runs.apply(runs.jar("shop", "a", "b", "c"), "--yes")).isEqualTo(ExitCode.CLEAN);
      assertThat(runs.server.policies()).containsExactly("shop/a", "shop/b", "shop/c");
    }

    @Test
    void are_also_policies_that_somebody_changes_at_the_same_time() throws Exception {
      runs.apply(runs.jar("shop", "orders"), "--yes");
      String wider = TestManifests.policy("shop", "orders").replace("egress: []", "egress: [{}]");
      runs.server.beforeWrite(() -> runs.server.applyAs("ops", wider));
      String none =
          new TestJar()
              .text(
                  TestManifests.path("shop", "orders"),
                  TestManifests.policy("shop", "orders")
                      .replace("port: 8080", "port: 8081")
                      .replace("egress: []\n", ""))
              .write(runs.folder.resolve("none.jar"))
              .toString();

      assertThat(runs.apply(none, "--yes")).isEqualTo(ExitCode.FAILED);
      assertThat(runs.err.toString()).contains("shop/orders failed: ");
    }
  }

  @Test
  void help_shows_examples() {
    assertThat(runs.apply("--help")).isEqualTo(ExitCode.CLEAN);
    assertThat(runs.out.toString()).contains("sallyport apply target/orders.jar --dry-run");
  }
}
