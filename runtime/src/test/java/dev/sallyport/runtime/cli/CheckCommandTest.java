package dev.sallyport.runtime.cli;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.Goldens;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  private static final WorkloadDeclaration ORDERS = contract("Orders", "orders", 8080);
  private static final WorkloadDeclaration LEDGER = contract("Ledger", "ledger", 9000);

  private static final String SOUND =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: orders, namespace: shop}
      spec:
        template:
          metadata: {labels: {app: orders, team: a}}
          spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: orders, namespace: shop}
      spec:
        selector: {app: orders}
        ports: [{port: 80, targetPort: http}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: orders, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: orders}}
        policyTypes: [Ingress, Egress]
        ingress:
          - from: [{podSelector: {matchLabels: {team: a}}}]
            ports: [{port: 8080}]
        egress:
          - to:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                podSelector: {matchLabels: {k8s-app: kube-dns}}
            ports: [{port: 53, protocol: UDP}]
      """;

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(Object... args) {
    return console.run(Console.words(List.of("check"), args));
  }

  private Path deployed(String text) throws IOException {
    return Files.writeString(folder.resolve("deployed.yaml"), text);
  }

  private Path orders() throws Exception {
    return jar(
        folder.resolve("orders.jar"),
        statement(ORDERS, "shop.OrdersApp", List.of(egress("shop.OrdersApp", LEDGER)), List.of()));
  }

  /** The only finding that changed text brings about in what was sound. */
  private String finding(String from, String to) throws Exception {
    assertThat(SOUND).contains(from);
    run(orders(), "--manifests", deployed(SOUND.replace(from, to)));
    return out.toString();
  }

  @Test
  void is_clean_where_everything_fits() throws Exception {
    assertThat(run(orders(), "--manifests", deployed(SOUND))).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("Nothing is wrong.\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void finds_a_contract_whose_labels_nobody_has() throws Exception {
    assertThat(finding("labels: {app: orders, team: a}", "labels: {app: order, team: a}"))
        .contains(
            "error: [SP062] the contract of workload \"orders\" selects app=orders in namespace"
                + " \"shop\", and no deployed pod has these labels; Deployment shop/orders has the"
                + " pod labels {app=order, team=a}: make the two agree");
  }

  @Test
  void finds_a_contract_that_is_not_deployed() throws Exception {
    Path ledger =
        jar(
            folder.resolve("ledger.jar"),
            statement(LEDGER, "shop.L", List.of(ingress("shop.L", ORDERS)), List.of()));
    assertThat(run(orders(), ledger, "--manifests", deployed(SOUND))).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("[SP062]", "selects app=ledger", "deploy it")
        .contains("1 error, 0");
  }

  @Test
  void finds_a_port_of_another_number() throws Exception {
    assertThat(finding("containerPort: 8080", "containerPort: 8081"))
        .contains(
            "error: [SP063] the contract of workload \"orders\" declares port http 8080/TCP, but the"
                + " container port of that name is http 8081/TCP");
  }

  @Test
  void finds_a_port_of_another_protocol() throws Exception {
    assertThat(finding("containerPort: 8080", "containerPort: 8080, protocol: UDP"))
        .contains("[SP063]", "the container port of that name is http 8080/UDP");
  }

  @Test
  void finds_a_port_of_another_name() throws Exception {
    assertThat(finding("{name: http, containerPort: 8080}", "{name: web, containerPort: 8080}"))
        .contains("[SP063]", "the container port has the name \"web\", and rules name it");
  }

  @Test
  void finds_a_port_that_is_not_there() throws Exception {
    assertThat(finding("{name: http, containerPort: 8080}", "{name: web, containerPort: 1}"))
        .contains("[SP063]", "the containers declare [web 1/TCP]");
  }

  @Test
  void finds_a_rule_that_gives_the_port_of_a_service() throws Exception {
    assertThat(finding("ports: [{port: 8080}]", "ports: [{port: 80}]"))
        .contains(
            "deployed.yaml:23: error: [SP064] this rule gives port 80, which is that of Service shop/orders;"
                + " policies see the port of the pods, and Deployment shop/orders listens on http");
  }

  @Test
  void finds_a_service_whose_port_name_its_pods_lack() throws Exception {
    assertThat(finding("targetPort: http", "targetPort: web"))
        .contains(
            "[SP064] it sends port 80 to the port named \"web\", which Deployment shop/orders"
                + " does not have for TCP; it has [http 8080/TCP]");
  }

  @Test
  void finds_a_policy_that_selects_nothing_and_what_it_leaves_open() throws Exception {
    assertThat(
            finding(
                "podSelector: {matchLabels: {app: orders}}",
                "podSelector: {matchLabels: {app: odrers}}"))
        .contains("error: [SP065] policy shop/orders selects app=odrers, and no pod in namespace")
        .contains("warning: [SP067] no policy isolates it for Ingress: everybody may connect to it")
        .contains("warning: [SP067] no policy isolates it for Egress: it may connect to everybody");
  }

  @Test
  void finds_a_peer_that_matches_nothing() throws Exception {
    assertThat(finding("matchLabels: {team: a}", "matchLabels: {team: b}"))
        .contains("error: [SP066] a rule for Ingress names pods team=b, and no deployed pod");
  }

  @Test
  void takes_pods_of_an_operator_for_granted() throws Exception {
    Path deployed = deployed(SOUND.replace("matchLabels: {team: a}", "matchLabels: {team: b}"));
    assertThat(run(orders(), "--manifests", deployed, "--pods", "shop/operated:team=b,x=y"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("Nothing is wrong.\n");
    assertThat(run(orders(), "--manifests", deployed, "--pods", "other/operated:team=b"))
        .isEqualTo(ExitCode.FINDINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "shop/x", "shop/x:team", "shop/x:team=a b", "Shop/x:team=a"})
  void refuses_pods_that_mean_nothing(String pods) throws Exception {
    assertThat(run(orders(), "--manifests", deployed(SOUND), "--pods", pods))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("--pods");
  }

  @Test
  void finds_pods_of_the_node_network() throws Exception {
    assertThat(finding("spec: {containers: [", "spec: {hostNetwork: true, containers: ["))
        .contains("warning: [SP068] its pods use their node's network");
  }

  @Test
  void finds_jobs_that_no_rule_can_name() throws Exception {
    String job =
        """
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly, namespace: shop}
        spec:
          schedule: "@daily"
          jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}
        """;
    assertThat(run(orders(), "--manifests", deployed(SOUND + job))).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("warning: [SP069] its pod template has no labels");
  }

  @Test
  void refuses_a_jar_whose_record_is_none() throws Exception {
    Path jar =
        dev.sallyport.runtime.bundle.TestManifests.jar("shop", "orders")
            .write(folder.resolve("x.jar"));
    // Its record is no record: the jar is refused as a whole, and nothing passes for clean.
    assertThat(run(jar, "--manifests", deployed(SOUND))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("schema is missing");
  }

  @Test
  void takes_the_policies_of_an_input_for_deployed() throws Exception {
    Path jar =
        new dev.sallyport.runtime.bundle.TestJar()
            .text(
                "META-INF/sallyport/manifests/shop/orders.yaml",
                dev.sallyport.runtime.bundle.TestManifests.policy("shop", "orders"))
            .write(folder.resolve("policy.jar"));
    Path deployment = deployed(SOUND.substring(0, SOUND.indexOf("---")));
    assertThat(run("--manifests", deployment)).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("[SP067]");
    out.getBuffer().setLength(0);
    assertThat(run(jar, "--manifests", deployment)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .doesNotContain("[SP067]")
        .contains("policy.jar > META-INF/sallyport/manifests/shop/orders.yaml:")
        .contains("[SP066] a rule for Ingress names pods app=frontend in namespaces");
  }

  @Test
  void says_what_it_could_not_read() throws Exception {
    Path deployed =
        deployed(
            SOUND.replace("podSelector: {matchLabels: {app", "podSelctor: {matchLabels: {app"));
    assertThat(run(orders(), "--manifests", deployed)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("did you mean \"podSelector\"", "checked without");
  }

  @Test
  void checks_manifests_alone() throws Exception {
    assertThat(run("--manifests", deployed(SOUND))).isEqualTo(ExitCode.CLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "tsv", "md", "sarif", "github"})
  void prints_findings_in_every_format(String format) throws Exception {
    Path deployed =
        deployed(
            SOUND
                .replace("ports: [{port: 8080}]", "ports: [{port: 80}]")
                .replace("containerPort: 8080", "containerPort: 8081")
                .replace("policyTypes: [Ingress, Egress]", "policyTypes: [Ingress]"));
    assertThat(run(orders(), "--manifests", deployed, "-o", format)).isEqualTo(ExitCode.FINDINGS);
    Goldens.check(
        "check/shop." + format,
        out.toString()
            .replace(folder.toUri().getPath(), "/inputs/")
            .replace(folder.toString(), "/inputs"));
  }
}
