package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.HALF_OPEN_EGRESS;
import static dev.sallyport.check.FindingCode.HOST_NOT_EXPRESSIBLE;
import static dev.sallyport.check.FindingCode.INVARIANT_VIOLATED;
import static dev.sallyport.check.FindingCode.POLICY_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host names, with a target that can express them. */
class TargetTest {
  private static final String APP =
      """
      package shop;

      @EgressTo(value = Stripe.class, why = "card payments")
      class FrontendApp implements Frontend {}
      """;

  private static Compiled compiled(String target, String... sources) {
    return Compiled.withOptions(List.of("-Asallyport.target=" + target), sources);
  }

  @ParameterizedTest
  @CsvSource({
    "cilium, frontend.hosts, CiliumNetworkPolicy, - matchName: api.stripe.com",
    "gke, frontend.hosts, FQDNNetworkPolicy, - name: api.stripe.com",
    "calico-enterprise, default.frontend.hosts, NetworkPolicy, - api.stripe.com",
  })
  void names_stand_beside_the_plain_policy(String target, String file, String kind, String says) {
    Compiled compiled = compiled(target, Shop.FRONTEND, Shop.STRIPE, APP);
    compiled.andWrites(
        "manifests/_/frontend.yaml", "manifests/_/" + file + ".yaml", "workloads/_.frontend.json");
    assertThat(compiled.text("manifests/_/" + file + ".yaml"))
        .contains("kind: " + kind + "\n", says + "\n")
        .contains("# @EgressTo(Stripe.class) on shop.FrontendApp: card payments")
        .contains("sallyport.dev/why: ", "networkaddress.cache.ttl");
    String plain =
        Compiled.from(
                Shop.FRONTEND,
                """
                package shop;

                @PartOf(Frontend.class)
                class FrontendApp implements Frontend {}
                """)
            .text("manifests/_/frontend.yaml");
    assertThat(compiled.text("manifests/_/frontend.yaml")).isEqualTo(plain);
  }

  @Test
  @Shows(POLICY_NAME)
  void the_object_with_the_names_takes_no_file_of_another_policy() {
    compiled(
            "cilium",
            Shop.FRONTEND,
            Shop.STRIPE,
            APP,
            """
            package shop;

            @Workload(name = "frontend.hosts", labels = "app=hosts")
            @EgressTo(cidr = "192.0.2.0/24", ports = "443")
            «interface Hosts {}
            """)
        .error(
            POLICY_NAME,
            "this policy can't be written to META-INF/sallyport/manifests/_/frontend.hosts.yaml: "
                + "that is the file of policy \"frontend\", or of what belongs to it; rename one "
                + "of them")
        .andWrites(
            "manifests/_/frontend.yaml",
            "manifests/_/frontend.hosts.yaml",
            "workloads/_.frontend.json");
  }

  @Test
  @Shows(INVARIANT_VIOLATED)
  void nothing_is_proven_of_addresses_beside_a_name() {
    String unproven =
        "@NeverReaches({Internet.class, SameNamespace.class, Legacy.class}) on shop.FrontendApp "
            + "can't be proven of %s (audit): workload \"frontend\" reaches the host \"api.stripe.com\" by "
            + "name, whatever its addresses are; egress: @EgressTo(Stripe.class) on "
            + "shop.FrontendApp; declare the host by cidrs, or remove this invariant or that rule";
    compiled(
            "cilium",
            Shop.FRONTEND,
            Shop.STRIPE,
            """
            package shop;

            @External(cidrs = "198.51.100.0/24", ports = @Port(number = 5432))
            interface Legacy {}
            """,
            APP.replace(
                "class Front",
                "@NeverReaches(value = {Internet«.class, SameNamespace.class, Legacy«.class}, "
                    + "why = \"audit\")\nclass Front"))
        .error(INVARIANT_VIOLATED, unproven.formatted("Internet"))
        .error(INVARIANT_VIOLATED, unproven.formatted("Legacy"))
        .andWrites(
            "manifests/_/frontend.yaml",
            "manifests/_/frontend.hosts.yaml",
            "workloads/_.frontend.json");
  }

  @Test
  void eks_has_one_object_in_place_of_it() {
    Compiled compiled = compiled("eks", Shop.FRONTEND, Shop.STRIPE, APP);
    compiled.andWrites("manifests/_/frontend.hosts.yaml", "workloads/_.frontend.json");
    assertThat(compiled.text("manifests/_/frontend.hosts.yaml"))
        .contains("kind: ApplicationNetworkPolicy\n", "  - Ingress\n  - Egress\n")
        .contains("    - domainNames:\n      - api.stripe.com\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openshift", "proxy"})
  void what_takes_all_policies_stays_closed_and_says_so(String target) {
    Compiled compiled = compiled(target, Shop.FRONTEND, Shop.STRIPE, APP);
    compiled.andWrites("manifests/_/frontend.yaml", "workloads/_.frontend.json");
    assertThat(compiled.text("manifests/_/frontend.yaml"))
        .startsWith("# The hosts of this policy are closed here: for target " + target)
        .contains("`sallyport emit --target " + target + "`")
        .doesNotContain("ipBlock");
  }

  @Test
  void policies_without_hosts_are_the_same_for_each_target() {
    String[] sources = {
      Shop.FRONTEND,
      """
      package shop;

      @AllowsIngressFrom(SameNamespace.class)
      class FrontendApp implements Frontend {}
      """
    };
    String plain = Compiled.from(sources).text("manifests/_/frontend.yaml");
    for (String target : List.of("kubernetes", "cilium", "eks", "gke", "openshift", "proxy")) {
      Compiled compiled = compiled(target, sources);
      compiled.andWrites(Shop.files("frontend"));
      assertThat(compiled.text("manifests/_/frontend.yaml")).isEqualTo(plain);
    }
  }

  @Test
  void records_say_the_same_for_each_target() {
    String cilium =
        compiled("cilium", Shop.FRONTEND, Shop.STRIPE, APP).text("workloads/_.frontend.json");
    assertThat(compiled("proxy", Shop.FRONTEND, Shop.STRIPE, APP).text("workloads/_.frontend.json"))
        .isEqualTo(cilium)
        .contains("\"host\": \"api.stripe.com\"");
  }

  @Test
  void the_rest_of_a_module_can_name_hosts() {
    compiled(
            "gke",
            Shop.FRONTEND,
            Shop.STRIPE,
            """
            package shop;

            @PartOf(Frontend.class)
            class FrontendApp implements Frontend {}
            """,
            """
            package shop;

            class StripeClient {
              @EgressTo(Stripe.class)
              void pay() {}
            }
            """)
        .andWrites(
            "manifests/_/frontend.yaml",
            "workloads/_.frontend.json",
            "manifests/_/frontend.shop.stripe-client.yaml",
            "manifests/_/frontend.shop.stripe-client.hosts.yaml",
            "workloads/_.frontend.shop.stripe-client.json");
  }

  @Nested
  class Refused {
    @Test
    void is_what_the_target_means_otherwise() {
      compiled(
              "gke",
              Shop.FRONTEND,
              Shop.STRIPE.replace("api.", "*."),
              """
              package shop;

              @EgressTo(Stripe«.class)
              class FrontendApp implements Frontend {}
              """)
          .error(
              HOST_NOT_EXPRESSIBLE,
              "target \"gke\" can't express \"*.stripe.com\": \"*.\" stands for one label or more, "
                  + "and there it would stand for exactly one; name each host, or choose the "
                  + "target cilium, eks, calico-enterprise or proxy")
          .andWritesNothing();
    }

    @Test
    void are_connections_from_a_name() {
      compiled(
              "cilium",
              Shop.FRONTEND,
              Shop.STRIPE,
              """
              package shop;

              @AllowsIngressFrom(value = Stripe«.class, ports = "http")
              class FrontendApp implements Frontend {}
              """)
          .error(
              HOST_NOT_EXPRESSIBLE,
              "no policy can tell by the host \"api.stripe.com\" where a connection comes from: it "
                  + "has an address only. Ways out: give its addresses as cidrs in @External; or "
                  + "declare Internet.class with ports and why")
          .andWritesNothing();
    }

    @Test
    void is_a_closed_door_beside_a_host() {
      compiled(
              "cilium",
              Shop.FRONTEND,
              Shop.ORDERS,
              Shop.STRIPE,
              """
              package shop;

              @PartOf(Orders.class)
              class OrdersApp implements Orders {}
              """,
              """
              package shop;

              @EgressTo({Stripe.class, Orders«.class})
              class FrontendApp implements Frontend {}
              """)
          .error(
              HALF_OPEN_EGRESS,
              "workload \"frontend\" declares egress to \"orders\" on TCP 8080,9090, but \"orders\" "
                  + "does not allow it; add @AllowsIngressFrom(Frontend.class) to shop.OrdersApp, or "
                  + "remove this")
          .andWrites(
              "manifests/_/frontend.yaml",
              "manifests/_/frontend.hosts.yaml",
              "workloads/_.frontend.json",
              "manifests/_/orders.yaml",
              "workloads/_.orders.json");
    }
  }

  @Test
  void the_default_target_loads_nothing_for_hosts(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Orders.java");
    Files.writeString(
        source,
        """
        @dev.sallyport.Workload(name = "orders", labels = "app=orders")
        @dev.sallyport.EgressTo(value = dev.sallyport.SameNamespace.class, ports = "80")
        class Orders {}
        """);
    Process javac =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J-Xlog:class+load:stdout",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-processorpath",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(javac.waitFor()).as(output).isZero();
    assertThat(folder.resolve("META-INF/sallyport/manifests/_/orders.yaml")).exists();
    List<String> loaded =
        output
            .lines()
            .filter(line -> line.contains(" dev.sallyport."))
            .map(line -> line.replaceAll(".*\\] (dev\\.sallyport\\.\\S+).*", "$1"))
            .toList();
    assertThat(loaded)
        .contains("dev.sallyport.manifest.NetworkPolicyManifest")
        .noneMatch(name -> name.contains("Host") || name.contains("PolicyTarget"))
        .noneMatch(name -> name.contains("TargetManifests"));
  }
}
