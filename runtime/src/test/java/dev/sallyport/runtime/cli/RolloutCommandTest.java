package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import dev.sallyport.runtime.terminal.Ink;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command over real HTTP, on the tests' own API server. */
class RolloutCommandTest {
  private static final String DEPLOYED =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: default}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: coredns, namespace: kube-system}
      spec:
        template:
          metadata: {labels: {k8s-app: kube-dns}}
          spec: {containers: [{name: main, ports: [{containerPort: 53, protocol: UDP}]}]}
      ---
      """
          + deployment("frontend")
          + deployment("orders")
          + deployment("ledger")
          + """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: ledger, namespace: shop, labels: {owner: bank}}
      spec:
        podSelector: {matchLabels: {app: ledger}}
        policyTypes: [Ingress]
        ingress:
          - from: [{podSelector: {matchLabels: {app: orders}}}]
            ports: [{port: 9000}]
      """;

  private static final String DNS =
      """
          - to:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                podSelector: {matchLabels: {k8s-app: kube-dns}}
            ports: [{port: 53, protocol: UDP}, {port: 53}]
      """;

  @TempDir private Path folder;
  private TestApiServer server;
  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private static String deployment(String name) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: NAME}}
            spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        ---
        """
        .replace("NAME", name);
  }

  private static String policy(String name, String from, String to, String dns) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: NAME
          namespace: shop
          labels: {app.kubernetes.io/managed-by: sallyport}
        spec:
          podSelector: {matchLabels: {app: NAME}}
          policyTypes: [Ingress, Egress]
        """
            .replace("NAME", name)
        + (from.isEmpty()
            ? ""
            : "  ingress:\n    - from: [{podSelector: {matchLabels: {app: "
                + from
                + "}}}]\n      ports: [{port: 8080}]\n")
        + (to.isEmpty() && dns.isEmpty() ? "" : "  egress:\n")
        + dns.indent(0)
        + (to.isEmpty()
            ? ""
            : "    - to: [{podSelector: {matchLabels: {app: "
                + to
                + "}}}]\n      ports: [{port: "
                + (to.equals("ledger") ? 9000 : 8080)
                + "}]\n");
  }

  private Path jar(String dns) throws Exception {
    return new TestJar()
        .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
        .text(TestManifests.path("shop", "frontend"), policy("frontend", "", "orders", dns))
        .text(TestManifests.path("shop", "orders"), policy("orders", "frontend", "ledger", dns))
        .write(folder.resolve("shop.jar"));
  }

  @BeforeEach
  void serve() throws Exception {
    server = new TestApiServer().with(DEPLOYED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(Object... args) {
    return run(Ink.PLAIN, args);
  }

  private int run(Ink ink, Object... args) {
    Path kubeconfig = server.kubeconfig(folder);
    Object[] words = Console.words(List.of("rollout", "--kubeconfig", kubeconfig), args);
    return console.clear().run(Sallyport.commandLine(ink), words);
  }

  private String masked() {
    return out.toString().replace(folder.toString(), "FOLDER");
  }

  @Test
  void shows_what_it_would_do() throws Exception {
    assertThat(run(jar(DNS), "--plan")).isEqualTo(ExitCode.FINDINGS);
    Goldens.check("rollout/plan.text", masked());
    run(jar(DNS), "--plan", "-o", "json");
    Goldens.check("rollout/plan.json", masked());
    assertThat(server.policies()).containsExactly("shop/ledger");
    assertThat(server.requests()).noneMatch(r -> r.startsWith("P") || r.startsWith("DELETE"));
  }

  @Test
  void shows_it_in_colours_without_another_word() throws Exception {
    run(jar(DNS), "--plan");
    String plain = out.toString();
    run(Ink.COLOURED, jar(DNS), "--plan");

    Goldens.check("colour/rollout.ansi", masked().replace("\u001b", "<ESC>"));
    assertThat(out.toString().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void does_nothing_where_cuts_are_not_accepted() throws Exception {
    assertThat(run(jar(DNS), "--confirm-after", "0s", "--yes")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("lose connections that nobody accepted");
    assertThat(server.policies()).containsExactly("shop/ledger");
    assertThat(server.configMaps()).isEmpty();
  }

  @Test
  void ends_narrow_where_cuts_were_read_and_accepted() throws Exception {
    Path cuts = folder.resolve("cuts.json");
    assertThat(run(jar(DNS), "--plan", "--write-cuts", cuts)).isEqualTo(ExitCode.FINDINGS);
    Goldens.check("rollout/cuts.json", Files.readString(cuts));
    assertThat(run(jar(DNS), "--plan", "--accept-cuts", cuts)).isEqualTo(ExitCode.CLEAN);
    assertThat(
            run(
                jar(DNS),
                "--accept-cuts",
                cuts,
                "--yes",
                "--confirm-command",
                "test -n \"$SALLYPORT_WORKLOAD\""))
        .isEqualTo(ExitCode.CLEAN);
    Goldens.check("rollout/run.txt", masked().substring(masked().indexOf("begin rollout")));
    assertThat(server.policies()).containsExactly("shop/frontend", "shop/ledger", "shop/orders");
    assertThat(server.configMaps()).isEmpty();
    assertThat(run(jar(DNS), "--plan")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("nothing to do");
  }

  @Test
  void puts_parachutes_back_resumes_and_aborts() throws Exception {
    assertThat(run(jar(DNS), "--accept-all-cuts", "--yes", "--confirm-command", "exit 3"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("the command ended with 3", "shop/frontend was not confirmed");
    assertThat(server.policies()).contains("shop/sallyport-parachute-frontend-ingress");
    assertThat(server.configMaps()).containsExactly("default/sallyport-rollout");

    assertThat(run(jar(DNS), "--accept-all-cuts", "--yes", "--confirm-after", "0s"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("it is under way: resume or abort it first");

    assertThat(run("--status")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("next is step 5: narrow shop/frontend");

    assertThat(run("--abort")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).endsWith("Everything is as before.\n");
    assertThat(server.policies()).containsExactly("shop/ledger");
    assertThat(server.configMaps()).isEmpty();
    assertThat(run("--status")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("No rollout is under way.\n");
  }

  @Test
  void goes_on_after_the_server_failed() throws Exception {
    server.failing(1, 403, "no", r -> r.startsWith("POST") && r.contains("policies"));
    assertThat(run(jar(DNS), "--accept-all-cuts", "--yes", "--confirm-after", "0s"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("verb \"create\" on resource \"networkpolicies\"");
    assertThat(run("--resume", "--confirm-after", "0s")).isEqualTo(ExitCode.CLEAN);
    assertThat(server.policies()).containsExactly("shop/frontend", "shop/ledger", "shop/orders");
  }

  @Test
  void replaces_and_removes_a_policy_that_was_written_by_hand_and_brings_it_back()
      throws Exception {
    Object before = server.policy("shop/ledger").get("spec");
    Path jar =
        new TestJar()
            .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
            .text(TestManifests.path("shop", "books"), policy("ledger", "orders", "", DNS))
            .write(folder.resolve("ledger.jar"));
    assertThat(run(jar, "--accept-all-cuts", "--yes", "--confirm-command", "false"))
        .as(out + "" + err)
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(server.policy("shop/ledger").toString()).contains("owner=bank", "Egress");
    assertThat(run("--abort")).isEqualTo(ExitCode.CLEAN);
    assertThat(server.policy("shop/ledger").get("spec").toString())
        .doesNotContain("Egress")
        .contains("9000");
    assertThat(before.toString()).doesNotContain("Egress");
    assertThat(server.policy("shop/ledger").toString())
        .contains("owner=bank")
        .doesNotContain("managed-by");
  }

  @Test
  void does_nothing_where_workloads_would_lose_dns() throws Exception {
    assertThat(run(jar(""), "--accept-all-cuts", "--yes", "--confirm-after", "0s"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains(
            "Stopped: shop/frontend[Deployment], shop/orders[Deployment] could not resolve names"
                + " any more; allow egress to DNS, or accept that.");
    assertThat(server.policies()).containsExactly("shop/ledger");
    assertThat(run(jar(""), "--accept-all-cuts", "--without-dns", "--plan"))
        .isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void does_nothing_where_a_policy_selects_nobody() throws Exception {
    Path jar =
        new TestJar()
            .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
            .text(TestManifests.path("shop", "order"), policy("order", "", "", DNS))
            .write(folder.resolve("order.jar"));
    assertThat(run(jar, "--accept-all-cuts", "--yes", "--confirm-after", "0s"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("[SP065]", "Stopped: 1 error in the preflight");
    assertThat(run(jar, "--accept-all-cuts", "--plan", "--severity", "SP065=warning"))
        .isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void asks_before_it_begins() throws Exception {
    assertThat(run(jar(DNS), "--accept-all-cuts", "--confirm-after", "0s"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("there is no terminal to ask at; say --yes");
    assertThat(server.configMaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--confirm-after 1s",
        "a.jar --resume --confirm",
        "a.jar --yes",
        "a.jar --plan --abort",
        "a.jar --confirm --confirm-after 1s",
        "a.jar --confirm-after 1d",
        "a.jar --plan --accept-all-cuts --accept-cuts x",
        "a.jar --plan --remove ledger",
        "a.jar --plan -n a -n b"
      })
  void refuses_a_command_line_that_makes_no_sense(String line) {
    assertThat(run((Object[]) line.split(" "))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("sallyport: ")
        .endsWith("Try 'sallyport rollout --help'.\n");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void refuses_accepted_cuts_that_are_something_else() throws Exception {
    Path cuts = Files.writeString(folder.resolve("cuts.json"), "{\"schema\": \"x\"}");
    assertThat(run(jar(DNS), "--plan", "--accept-cuts", cuts)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("its schema is not \"sallyport.dev/accepted-cuts/v1\"");
  }
}
