package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApplyCommandTest {
  private static final String NAMESPACES =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank}
      """;

  @TempDir private Path folder;
  private TestApiServer server;
  private final List<String> questions = new ArrayList<>();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void serve() throws Exception {
    server = new TestApiServer().with(NAMESPACES);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Runs the command where a person answers, or where there is nobody. */
  private int apply(Optional<Boolean> answer, String... args) {
    CommandLine commandLine =
        new CommandLine(
                new ApplyCommand(
                    question -> {
                      questions.add(question);
                      return answer;
                    }))
            .setExecutionExceptionHandler(
                (problem, line, arguments) -> {
                  assertThat(problem).isInstanceOf(CommandFailedException.class);
                  line.getErr().println("sallyport: " + problem.getMessage());
                  return ExitCode.FAILED;
                });
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", server.kubeconfig(folder).toString()));
    return commandLine.execute(all.toArray(String[]::new));
  }

  private int apply(String... args) {
    return apply(Optional.empty(), args);
  }

  private String jar(String namespace, String... names) throws Exception {
    TestJar jar = new TestJar().text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
    for (String name : names) {
      jar.text(TestManifests.path(namespace, name), TestManifests.policy(namespace, name));
    }
    return jar.write(folder.resolve(String.join("-", names) + ".jar")).toString();
  }

  private void deploy(String name) {
    server.with(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: NAME}}
            spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: NAME-1
          namespace: shop
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: NAME, controller: true}]
        spec:
          replicas: 2
          template:
            metadata: {labels: {app: NAME, hash: "1"}}
            spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: NAME-1-a
          namespace: shop
          labels: {app: NAME, hash: "1"}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME-1, controller: true}]
        spec: {containers: [{name: main, ports: [{containerPort: 8080}]}], futureField: {a: 1}}
        status: {phase: Running}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: NAME-1-b
          namespace: shop
          labels: {app: NAME, hash: "1"}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME-1, controller: true}]
        spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        status: {phase: Running}
        """
            .replace("NAME", name));
  }

  private String masked(StringWriter text) {
    return text.toString()
        .replace(server.url(), "https://SERVER")
        .replace(folder.toString(), "FOLDER");
  }

  @Nested
  class The_plan {
    @Test
    void is_printed_before_anything_is_done() throws Exception {
      deploy("frontend");
      deploy("orders");
      apply(jar("shop", "old", "same"), "--bundle", "shop", "--allow-isolation", "-y");
      server.applyAs(
          "sallyport",
          TestManifests.policy("shop", "orders")
              .replace(
                  "managed-by: sallyport", "managed-by: sallyport\n    sallyport.dev/bundle: shop")
              .replace("port: 8080", "port: 8081"));

      int code =
          apply(jar("shop", "new", "orders", "same"), "--bundle", "shop", "--prune", "--dry-run");

      assertThat(err.toString()).isEmpty();
      assertThat(code).isEqualTo(ExitCode.CLEAN);
      Goldens.check("apply/plan.text", masked(out));
      assertThat(server.policies()).containsExactly("shop/old", "shop/orders", "shop/same");
    }

    @Test
    void says_that_there_is_nothing_to_do() throws Exception {
      assertThat(apply(jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.CLEAN);
      int writes = writes();
      assertThat(apply(jar("shop", "orders"))).isEqualTo(ExitCode.CLEAN);

      assertThat(out.toString())
          .contains("  unchanged  shop/orders\n")
          .endsWith("\nThere is nothing to do.\n");
      assertThat(questions).isEmpty();
      assertThat(writes()).isEqualTo(writes);
    }

    @Test
    void puts_what_cannot_end_a_connection_first() throws Exception {
      deploy("a");
      assertThat(apply(jar("shop", "a", "b"), "--yes", "--allow-isolation"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString())
          .contains("done: create shop/b\ndone: create shop/a\n"); // nobody is b yet
    }

    @Test
    void goes_where_the_namespaces_are_mapped_to() throws Exception {
      assertThat(apply(jar("shop", "orders"), "--namespace-map", "shop=bank", "--yes"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(server.policies()).containsExactly("bank/orders");
    }

    @Test
    void stays_in_the_namespaces_that_are_named() throws Exception {
      assertThat(apply(jar("shop", "orders"), "-n", "bank", "--yes")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .isEqualTo(
              "sallyport: there are manifests for shop, which -n does not name; name all namespaces"
                  + " of the manifests, or none\n");
    }

    @Test
    void of_nothing_is_refused() throws Exception {
      assertThat(apply(new TestJar().text("a.txt", "a").write(folder.resolve("a.jar")).toString()))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(err.toString()).endsWith("sallyport: there is nothing to apply.\n");
      assertThat(server.requests()).isEmpty();
    }
  }

  private int writes() {
    return (int)
        server.requests().stream()
            .filter(r -> !r.startsWith("GET") && !r.contains("dryRun"))
            .count();
  }

  @Nested
  class Confirmations {
    @Test
    void are_needed_where_there_is_no_terminal() throws Exception {
      assertThat(apply(jar("shop", "orders"))).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .isEqualTo(
              "sallyport: nothing was done: there is no terminal to ask at; say --yes to go on.\n");
      assertThat(server.policies()).isEmpty();
    }

    @Test
    void name_the_cluster() throws Exception {
      assertThat(apply(Optional.of(true), jar("shop", "orders"))).isEqualTo(ExitCode.CLEAN);
      assertThat(questions).containsExactly("Do this to cluster test (" + server.url() + ")?");
      assertThat(server.policies()).containsExactly("shop/orders");
    }

    @Test
    void may_be_refused() throws Exception {
      assertThat(apply(Optional.of(false), jar("shop", "orders"))).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).isEqualTo("sallyport: nothing was done.\n");
      assertThat(server.policies()).isEmpty();
    }
  }

  @Nested
  class Hindrances {
    @Test
    void are_fields_of_other_managers() throws Exception {
      server.applyAs(
          "kubectl-client-side-apply",
          TestManifests.policy("shop", "orders").replace("port: 8080", "port: 9090"));

      assertThat(apply(jar("shop", "orders", "other"), "--yes")).isEqualTo(ExitCode.FINDINGS);
      Goldens.check("apply/conflict.text", masked(out));
      assertThat(server.policies()).containsExactly("shop/orders");

      assertThat(apply(jar("shop", "orders"), "--yes", "--force-conflicts"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(server.policy("shop/orders").toString()).contains("8080").doesNotContain("9090");
    }

    @Test
    void are_rules_that_others_added_to_a_policy_that_has_none() throws Exception {
      server.applyAs("ops", TestManifests.policy("shop", "default-deny"));
      String deny =
          new TestJar()
              .text(TestManifests.path("shop", "default-deny"), TestManifests.defaultDeny("shop"))
              .write(folder.resolve("deny.jar"))
              .toString();

      assertThat(apply(deny, "--yes")).isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString()).contains("shop/default-deny: .spec.ingress was set by \"ops\"\n");
      assertThat(apply(deny, "--yes", "--force-conflicts")).isEqualTo(ExitCode.CLEAN);
      assertThat(server.policy("shop/default-deny").toString()).doesNotContain("ingress=");
    }

    @Test
    void are_running_pods_that_were_not_isolated() throws Exception {
      deploy("orders");

      assertThat(apply(jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.FINDINGS);
      Goldens.check("apply/isolation.text", masked(out));
      assertThat(server.policies()).isEmpty();

      assertThat(apply(jar("shop", "orders"), "--yes", "--allow-isolation"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(server.policies()).containsExactly("shop/orders");
    }

    @Test
    void are_running_pods_that_would_no_longer_be_isolated() throws Exception {
      apply(jar("shop", "old", "orders"), "--bundle", "shop", "--yes");
      deploy("old");

      assertThat(apply(jar("shop", "orders"), "--bundle", "shop", "--prune", "--yes"))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString())
          .contains(
              "shop/old[Deployment]: 2 running pods would no longer be isolated for ingress and"
                  + " egress: everybody could connect\n"
                  + "    -> keep a policy that selects it, or say --allow-exposure\n");
      assertThat(server.policies()).contains("shop/old");
    }

    @Test
    void are_namespaces_that_are_not_there_and_what_the_server_refuses() throws Exception {
      server.failing(
          1,
          422,
          "admission webhook \"no-world\" denied the request: no",
          request -> request.startsWith("PATCH") && request.contains("/shop/"));
      String both =
          new TestJar()
              .text(TestManifests.path("shop", "a"), TestManifests.policy("shop", "a"))
              .text(TestManifests.path("gone", "a"), TestManifests.policy("gone", "a", "shop"))
              .write(folder.resolve("both.jar"))
              .toString();

      assertThat(apply(both, "--yes")).isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString())
          .contains(
              "  gone/a: could not apply networkpolicies gone/a (404): there is no namespace gone;"
                  + " create it first; the server says: namespaces \"gone\" not found\n")
          .contains("(422): admission webhook \"no-world\" denied the request: no");
    }

    @Test
    void are_policies_of_other_bundles() throws Exception {
      apply(jar("shop", "orders"), "--bundle", "theirs", "--yes");

      assertThat(apply(jar("shop", "orders"), "--bundle", "ours", "--yes"))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString()).contains("shop/orders: belongs to bundle theirs\n");
      assertThat(apply(jar("shop", "orders"), "--yes")).isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString()).contains("-> name the bundle with --bundle\n");
      assertThat(apply(jar("shop", "orders"), "--bundle", "ours", "--force-conflicts", "--yes"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString()).contains("goes from bundle theirs to bundle ours");
    }
  }

  @Nested
  class Pruning {
    @Test
    void deletes_only_what_this_bundle_owns_in_the_namespaces_of_its_manifests() throws Exception {
      apply(jar("shop", "keep", "gone"), "--bundle", "ours", "--yes");
      apply(jar("bank", "elsewhere"), "--bundle", "ours", "--yes");
      apply(jar("shop", "theirs"), "--bundle", "theirs", "--yes");
      apply(jar("shop", "nobodys"), "--yes");
      server.applyAs(
          "kubectl",
          TestManifests.policy("shop", "looks-like-ours")
              .replace(
                  "managed-by: sallyport", "managed-by: helm\n    sallyport.dev/bundle: ours"));

      assertThat(apply(jar("shop", "keep"), "--bundle", "ours", "--prune", "--yes"))
          .isEqualTo(ExitCode.CLEAN);

      assertThat(server.policies())
          .containsExactly(
              "bank/elsewhere", "shop/keep", "shop/looks-like-ours", "shop/nobodys", "shop/theirs");
      assertThat(out.toString())
          .contains("done: prune shop/gone\n")
          .contains("note: 1 policy of bundle ours that no manifest names stay in namespace bank");
    }

    @Test
    void reaches_further_if_told() throws Exception {
      apply(jar("bank", "elsewhere"), "--bundle", "ours", "--yes");
      apply(jar("shop", "keep"), "--bundle", "ours", "--yes");

      assertThat(
              apply(
                  jar("shop", "keep"),
                  "--bundle",
                  "ours",
                  "--prune",
                  "--yes",
                  "-n",
                  "shop",
                  "-n",
                  "bank"))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(server.policies()).containsExactly("shop/keep");
    }

    @Test
    void needs_the_name_of_the_bundle() throws Exception {
      assertThat(apply(jar("shop", "keep"), "--prune", "--yes")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .startsWith("--prune needs --bundle NAME, because policies of other bundles must stay.");
    }

    @Test
    void does_not_delete_what_was_changed_meanwhile() throws Exception {
      apply(jar("shop", "keep", "gone"), "--bundle", "ours", "--yes");
      server.beforeWrite(
          () ->
              server.applyAs(
                  "ops",
                  TestManifests.policy("shop", "gone")
                      .replace("metadata:", "metadata:")
                      .replace(
                          "    sallyport.dev/source", "    ops: \"1\"\n    sallyport.dev/source")));

      assertThat(apply(jar("shop", "keep"), "--bundle", "ours", "--prune", "--yes"))
          .isEqualTo(ExitCode.FAILED);
      assertThat(server.policies()).contains("shop/gone");
      assertThat(err.toString()).contains("it was changed meanwhile; run this again");
    }
  }

  @Nested
  class Failures_half_way {
    @Test
    void say_what_was_done_and_how_to_go_on() throws Exception {
      server.failing(
          99,
          403,
          "User \"ci\" cannot patch resource \"networkpolicies\"",
          request -> request.contains("/b?") && !request.contains("dryRun"));

      assertThat(apply(jar("shop", "a", "b", "c"), "--yes")).isEqualTo(ExitCode.FAILED);
      Goldens.check("apply/half-way.text", masked(err));
      assertThat(out.toString()).endsWith("\ndone: create shop/a\n");
      assertThat(server.policies()).containsExactly("shop/a");
    }

    @Test
    void are_mended_by_running_again() throws Exception {
      server.failing(1, 0, "", request -> request.contains("/b?") && !request.contains("dryRun"));
      apply(jar("shop", "a", "b", "c"), "--yes");

      assertThat(apply(jar("shop", "a", "b", "c"), "--yes")).isEqualTo(ExitCode.CLEAN);
      assertThat(server.policies()).containsExactly("shop/a", "shop/b", "shop/c");
    }

    @Test
    void are_also_policies_that_somebody_changes_at_the_same_time() throws Exception {
      apply(jar("shop", "orders"), "--yes");
      String wider = TestManifests.policy("shop", "orders").replace("egress: []", "egress: [{}]");
      server.beforeWrite(() -> server.applyAs("ops", wider));
      String none =
          new TestJar()
              .text(
                  TestManifests.path("shop", "orders"),
                  TestManifests.policy("shop", "orders")
                      .replace("port: 8080", "port: 8081")
                      .replace("egress: []\n", ""))
              .write(folder.resolve("none.jar"))
              .toString();

      assertThat(apply(none, "--yes")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("shop/orders failed: ");
    }
  }

  @Test
  void help_shows_examples() {
    CommandLine commandLine = Sallyport.commandLine();
    commandLine.setOut(new PrintWriter(out));
    assertThat(commandLine.execute("apply", "--help")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("sallyport apply target/orders.jar --dry-run");
  }
}
