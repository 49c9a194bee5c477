package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.terminal.Ink;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code apply} prints, for people and for programs. */
class ApplyOutputTest {
  @RegisterExtension private final ApplyRuns runs = new ApplyRuns();

  ApplyOutputTest() throws IOException {}

  /** A cluster in which one policy is new, one as it is, one changes, and one is to go. */
  private void deployed() throws Exception {
    runs.deploy("frontend");
    runs.deploy("orders");
    runs.apply(runs.jar("shop", "old", "same"), "--bundle", "shop", "--allow-isolation", "-y");
    runs.server.applyAs(
        "sallyport",
        TestManifests.policy("shop", "orders")
            .replace(
                "managed-by: sallyport", "managed-by: sallyport\n    sallyport.dev/bundle: shop")
            .replace("port: 8080", "port: 8081"));
  }

  @Nested
  class Json {
    @Test
    void of_a_dry_run_has_the_plan_and_nothing_else_is_printed() throws Exception {
      deployed();

      assertThat(
              runs.apply(
                  runs.jar("shop", "new", "orders", "same"),
                  "--bundle",
                  "shop",
                  "--prune",
                  "--dry-run",
                  "-o",
                  "json"))
          .isEqualTo(ExitCode.CLEAN);
      Goldens.check("apply/plan.json", runs.masked(runs.out));
      assertThat(runs.err.toString()).isEmpty();
    }

    @Test
    void of_a_conflict_names_field_and_manager() throws Exception {
      runs.server.applyAs(
          "kubectl-client-side-apply",
          TestManifests.policy("shop", "orders").replace("port: 8080", "port: 9090"));

      assertThat(runs.apply(runs.jar("shop", "orders", "other"), "--yes", "-o", "json"))
          .isEqualTo(ExitCode.FINDINGS);
      Goldens.check("apply/conflict.json", runs.masked(runs.out));
      assertThat(runs.err.toString()).isEmpty();
    }

    @Test
    void of_a_run_stands_on_standard_output_and_the_plan_before_it_on_standard_error()
        throws Exception {
      assertThat(runs.apply(runs.jar("shop", "a", "b"), "--yes", "-o", "json"))
          .isEqualTo(ExitCode.CLEAN);

      Goldens.check("apply/done.json", runs.masked(runs.out));
      assertThat(runs.err.toString())
          .startsWith("cluster test (" + runs.server.url() + ")\n  create  ")
          .endsWith("\ndone: create shop/a\ndone: create shop/b\n");
    }

    @Test
    void of_a_failure_half_way_says_what_was_done() throws Exception {
      runs.server.failing(
          99,
          403,
          "User \"ci\" cannot patch resource \"networkpolicies\"",
          request -> request.contains("/b?") && !request.contains("dryRun"));

      assertThat(runs.apply(runs.jar("shop", "a", "b", "c"), "--yes", "-o", "json"))
          .isEqualTo(ExitCode.FAILED);
      Goldens.check("apply/half-way.json", runs.masked(runs.out));
      assertThat(runs.err.toString()).contains("\nsallyport: create shop/b failed: ");
    }

    @ParameterizedTest
    @CsvSource({"true, 0, done", "false, 2, not-confirmed", ", 2, not-confirmed"})
    void says_whether_somebody_agreed(@Nullable Boolean answer, int code, String end)
        throws Exception {
      String jar = runs.jar("shop", "a");

      assertThat(runs.apply(Ink.PLAIN, Optional.ofNullable(answer), jar, "-o", "json"))
          .isEqualTo(code);
      assertThat(runs.out.toString()).contains("\"end\": \"" + end + "\"");
      assertThat(runs.questions).hasSize(1);
    }

    @Test
    void says_that_there_was_nothing_to_do() throws Exception {
      runs.apply(runs.jar("shop", "a"), "--yes");

      assertThat(runs.apply(runs.jar("shop", "a"), "-o", "json")).isEqualTo(ExitCode.CLEAN);
      assertThat(runs.out.toString()).contains("\"end\": \"nothing-to-do\"");
      assertThat(runs.err.toString()).isEmpty();
    }
  }

  @Nested
  class Colours {
    @Test
    void change_no_word() throws Exception {
      deployed();
      String[] args = {
        runs.jar("shop", "new", "orders", "same"), "--bundle", "shop", "--prune", "--dry-run"
      };
      runs.apply(args);
      String plain = runs.out.toString();
      runs.apply(Ink.COLOURED, Optional.empty(), args);

      String coloured = runs.masked(runs.out);
      Goldens.check("colour/apply.ansi", coloured.replace("\u001b", "<ESC>"));
      assertThat(runs.out.toString().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void are_not_in_json() throws Exception {
      String jar = runs.jar("shop", "a");
      runs.apply(Ink.COLOURED, Optional.of(true), jar, "-o", "json");

      assertThat(runs.out.toString() + runs.err).doesNotContain("\u001b");
    }
  }

  @Nested
  class Control_characters {
    private static final String EVIL = "\u001b[2J\u202e";

    @Test
    void of_a_manager_do_not_reach_the_terminal() throws Exception {
      runs.server.applyAs(
          "ops" + EVIL, TestManifests.policy("shop", "orders").replace("port: 8080", "port: 9090"));

      assertThat(runs.apply(runs.jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.FINDINGS);
      assertThat(runs.out.toString())
          .contains("set by \"ops\\u001b[2J\\u202e\"")
          .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void of_the_server_do_not_reach_the_terminal() throws Exception {
      runs.server.failing(
          99, 403, "no" + EVIL, request -> request.contains("/a?") && !request.contains("dryRun"));

      assertThat(runs.apply(runs.jar("shop", "a"), "--yes")).isEqualTo(ExitCode.FAILED);
      assertThat(runs.err.toString())
          .contains("the server says: no\\u001b[2J\\u202e")
          .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void of_a_bundle_on_the_server_do_not_reach_the_terminal() throws Exception {
      runs.server.applyAs(
          "ops",
          TestManifests.policy("shop", "orders")
              .replace(
                  "managed-by: sallyport",
                  "managed-by: sallyport\n    sallyport.dev/bundle: \"their\\e[2Js\""));

      runs.apply(runs.jar("shop", "orders"), "--yes");
      assertThat(runs.out.toString() + runs.err)
          .contains("their\\u001b[2Js")
          .doesNotContain("\u001b");
    }
  }
}
