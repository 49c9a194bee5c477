package dev.sallyport.runtime.cli;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.external;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.TestJar;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmitCommandTest {
  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(Object... args) {
    return console.run(Console.words(List.of("emit"), args));
  }

  private Path shop() throws Exception {
    return jar(
        folder.resolve("shop.jar"),
        statement(
            contract("Orders", "orders", 8080),
            "shop.OrdersApp",
            List.of(egress("shop.OrdersApp", external("Stripe", "api.stripe.com", 443))),
            List.of()),
        statement(
            contract("Mail", "mail", 2525),
            "shop.MailApp",
            List.of(egress("shop.MailApp", external("Relay", "smtp.example.com", 443))),
            List.of()));
  }

  private Path written() {
    return folder.resolve("policies");
  }

  @Test
  void writes_a_folder_and_warns_of_the_jvms_dns_cache() throws Exception {
    assertThat(run("--target", "cilium", shop(), "-o", written())).isEqualTo(ExitCode.CLEAN);
    assertThat(written().resolve("shop/orders.yaml")).exists();
    assertThat(written().resolve("shop/orders.hosts.yaml"))
        .content()
        .contains("kind: CiliumNetworkPolicy", "- matchName: api.stripe.com");
    assertThat(written().resolve("kustomization.yaml"))
        .content()
        .contains("- \"shop/orders.hosts.yaml\"");
    assertThat(err.toString()).contains("warning: [SP070]", "0 errors, 2 warnings");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void streams_to_kubectl() throws Exception {
    assertThat(run("--target", "gke", shop(), "-o", "-", "--severity", "SP070=off"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).startsWith("---\n").contains("kind: FQDNNetworkPolicy");
    assertThat(err.toString())
        .isEqualTo(
            "sallyport: FQDNNetworkPolicies need Dataplane V2 and --enable-fqdn-network-policy."
                + System.lineSeparator());
  }

  @Test
  void names_the_targets_where_there_is_no_such() throws Exception {
    assertThat(run("--target", "calico", shop(), "-o", written())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains(
            "\"calico\" is no target; the targets are kubernetes, cilium, eks, gke,"
                + " calico-enterprise, openshift, proxy");
    assertThat(written()).doesNotExist();
  }

  @Test
  void writes_nothing_where_something_cannot_be_said() throws Exception {
    assertThat(run("--target", "kubernetes", shop(), "-o", written())).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("error: [SP047]", "Ways out:", "2 errors");
    assertThat(written()).doesNotExist();
  }

  @Test
  void widens_only_what_was_accepted() throws Exception {
    assertThat(run("--target", "openshift", shop(), "-o", written())).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString())
        .contains("shop/mail can also reach api.stripe.com on TCP 443, declared by shop/orders")
        .contains("shop/orders can also reach smtp.example.com on TCP 443, declared by shop/mail")
        .contains("nothing was written", "--accept-widening");
    assertThat(written()).doesNotExist();

    assertThat(run("--target", "openshift", shop(), "-o", written(), "--accept-widening"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(written().resolve("shop/default.yaml")).content().contains("kind: EgressFirewall");
    assertThat(err.toString()).contains("Apply the EgressFirewalls before the NetworkPolicies");
  }

  @Test
  void leads_to_a_proxy() throws Exception {
    Object[] args = {"--target", "proxy", shop(), "-o", written(), "--accept-widening"};
    assertThat(run(args)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("needs to know the proxy");

    List<Object> more = new ArrayList<>(List.of(args));
    more.addAll(List.of("--proxy", "egress/app=squid:3128"));
    assertThat(run(more.toArray())).isEqualTo(ExitCode.CLEAN);
    assertThat(written().resolve("proxy/squid.conf"))
        .content()
        .contains("dstdomain -n api.stripe.com")
        .endsWith("http_access deny all\n");
    assertThat(written().resolve("proxy/allow-list.json")).exists();
  }

  @Test
  void refuses_options_that_do_not_go_together() throws Exception {
    Path shop = shop();
    Object[] chart = {
      "--target", "proxy", shop, "-o", written(), "--proxy", "e/a=b:1", "--format", "helm"
    };
    assertThat(run(chart)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("the values of a chart can't reach into them");
    assertThat(run("--target", "cilium", shop, "-o", written(), "--proxy", "egress/app=squid:1"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(run("--target", "proxy", shop, "-o", written(), "--proxy", "app=squid"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(run("--target", "proxy", shop, "-o", written(), "--proxy", "egress/app=squid:0"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(run("--target", "cilium", shop, "-o", "-", "--format", "kustomize"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(
            run(
                "--target",
                "proxy",
                shop,
                "-o",
                "-",
                "--proxy",
                "egress/app=squid:3128",
                "--accept-widening"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).isEmpty();
    assertThat(written()).doesNotExist();
  }

  @Test
  void says_why_there_is_nothing() throws Exception {
    Path empty = new TestJar().text("a", "a").write(folder.resolve("empty.jar"));
    assertThat(run("--target", "cilium", empty, "-o", written())).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("empty.jar: no META-INF/sallyport in it");
    assertThat(written()).doesNotExist();
  }

  private int other(String command, Object... args) {
    return console.run(Console.words(List.of(command), args));
  }

  @Test
  void commands_with_nothing_but_other_kinds_say_that_nothing_is_left() throws Exception {
    run("--target", "eks", shop(), "-o", written());
    err.getBuffer().setLength(0);
    assertThat(other("matrix", written())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("there is no Kubernetes object here")
        .containsPattern("Left aside, because they are not evaluated: .* ApplicationNetworkPolicy");
  }

  @Test
  void link_takes_hosts_for_granted() throws Exception {
    assertThat(other("link", shop())).as(err.toString() + out).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("Nothing is wrong.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cilium", "gke", "calico-enterprise", "openshift"})
  void other_commands_say_what_they_leave_aside(String target) throws Exception {
    run("--target", target, shop(), "-o", written(), "--accept-widening");
    err.getBuffer().setLength(0);
    assertThat(other("matrix", written())).as(err.toString()).isEqualTo(ExitCode.CLEAN);
    assertThat(err.toString())
        .containsPattern("(1 of .* was|2 of .* were) left aside: only NetworkPolicies are eval");
  }

  @Test
  void extract_takes_out_what_the_compiler_wrote_for_a_target() throws Exception {
    run("--target", "eks", shop(), "-o", written());
    Path compiled =
        new TestJar()
            .text(
                "META-INF/sallyport/manifests/shop/orders.hosts.yaml",
                Files.readString(written().resolve("shop/orders.hosts.yaml")))
            .write(folder.resolve("compiled.jar"));
    assertThat(other("extract", compiled, "-o", "-")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("kind: ApplicationNetworkPolicy");
    assertThat(other("extract", compiled, "-o", "-", "--namespace-map", "shop=x"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("can't be given other names", "sallyport emit");
  }

  @Test
  void shows_an_example_in_its_help() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("sallyport emit --target cilium target/genai.jar");
  }
}
