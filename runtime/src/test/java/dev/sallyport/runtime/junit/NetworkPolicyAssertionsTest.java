package dev.sallyport.runtime.junit;

import static dev.sallyport.fluent.Declare.rules;
import static dev.sallyport.fluent.Declare.workload;
import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertSoftly;
import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.expect.NetworkPolicies;
import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetworkPolicyAssertionsTest {
  private static final String FRONTEND = "shop/frontend";
  private static final String ORDERS = "shop/orders";

  private static NetworkPolicies policies;

  @BeforeAll
  static void read() throws Exception {
    ObjectInputs inputs =
        new ObjectInputs("shop")
            .add("src/test/resources/inputs/shop")
            .add("src/test/resources/inputs/classes");
    policies = NetworkPolicies.of(inputs, "shop", PluginProfile.CILIUM_LIKE);
  }

  private static String failure(ThrowingCallable assertion) {
    return String.valueOf(catchThrowableOfType(AssertionError.class, assertion).getMessage());
  }

  @Nested
  class Pass {
    @Test
    void on_what_is_open() {
      assertThat(policies).from(FRONTEND).reaches(ORDERS).onPort("http");
      assertThat(policies)
          .from("shop/frontend")
          .reaches("shop/orders")
          .onPort(8080)
          .reaches("orders")
          .onlyOnPorts("8080")
          .reaches("shop/orders")
          .onAnyPort()
          .reaches("kube-system/kube-dns")
          .onPorts("53", "53/UDP");
      assertThat(policies).to(ORDERS).isReachedFrom(FRONTEND).onPort("http");
      assertThat(policies).from("Internet").reaches("frontend").onlyOnPorts("http");
      assertThat(policies).from("kube-system/kube-dns").reachesOutside("1.2.3.4/32").onPort(443);
    }

    @Test
    void on_what_is_closed() {
      assertThat(policies)
          .from(FRONTEND)
          .doesNotReach("shop/orders-db")
          .doesNotReach("shop/billing")
          .doesNotReachOutside();
      assertThat(policies)
          .to("orders-db")
          .isNotReachedFrom(FRONTEND)
          .isNotReachedFrom("10.0.0.0/8")
          .isNotReachedFromOutside();
    }

    @Test
    void on_everybody_who_is_reached() {
      assertThat(policies).from("orders").reachesOnly("orders-db", "kube-system/kube-dns");
      assertThat(policies).from("orders-db").reachesNobody();
      assertThat(policies).to("orders-db").isReachedOnlyFrom("shop/orders");
      assertThat(policies).to("billing").isReachedFromNobody();
      assertThat(policies).from("10.1.2.3").reachesOnly("monitoring/*").doesNotReach("shop/*");
    }

    @Test
    void on_isolation() {
      assertThat(policies).from("shop/*").isIsolated();
      assertThat(policies).to("orders-db").isIsolated();
      assertThat(policies).from("kube-system/kube-dns").isIsolatedForIngress();
      assertThat(policies).from(FRONTEND).isIsolatedForEgress();
    }

    @Test
    void on_a_file_of_expectations() {
      assertThat(policies).meet(Path.of("src/test/resources/expect/holds.yaml"));
    }

    @Test
    void softly() {
      assertThatNoException()
          .isThrownBy(
              () ->
                  assertSoftly(policies, all -> all.from(FRONTEND).reaches(ORDERS).onPort("http")));
    }
  }

  @Nested
  class Fail {
    @Test
    void with_the_rules_that_deny_and_the_change_that_would_allow() throws IOException {
      Goldens.check(
          "assertions/reaches.text",
          failure(() -> assertThat(policies).from(ORDERS).reaches("shop/billing").onPort("http")));
    }

    @Test
    void with_the_port_that_is_denied() throws IOException {
      Goldens.check(
          "assertions/on-port.text",
          failure(() -> assertThat(policies).from(FRONTEND).reaches(ORDERS).onPort("metrics")));
    }

    @Test
    void with_the_rules_that_allow() throws IOException {
      Goldens.check(
          "assertions/does-not-reach.text",
          failure(() -> assertThat(policies).from(FRONTEND).doesNotReach(ORDERS)));
    }

    @Test
    void with_a_port_that_is_open_besides() throws IOException {
      Goldens.check(
          "assertions/only-on-ports.text",
          failure(
              () ->
                  assertThat(policies)
                      .from("orders")
                      .reaches("kube-system/kube-dns")
                      .onlyOnPorts("dns")));
    }

    @Test
    void with_somebody_who_is_reached_besides() throws IOException {
      Goldens.check(
          "assertions/reaches-only.text",
          failure(() -> assertThat(policies).from("orders").reachesOnly("orders-db")));
    }

    @Test
    void with_somebody_who_reaches_it_besides() throws IOException {
      Goldens.check(
          "assertions/is-reached-only-from.text",
          failure(
              () ->
                  assertThat(policies).to("frontend").isReachedOnlyFrom("0.0.0.0-9.255.255.255")));
    }

    @Test
    void with_the_policies_that_do_not_select_it() throws IOException {
      Goldens.check(
          "assertions/is-isolated.text",
          failure(() -> assertThat(policies).from("kube-system/kube-dns").isIsolated()));
    }

    @Test
    void softly_with_everything_at_once() throws IOException {
      Goldens.check(
          "assertions/softly.text",
          failure(
              () ->
                  assertSoftly(
                      policies,
                      all -> {
                        all.from("frontend").reaches("orders-db").onPort("pg");
                        all.from("frontend").reaches("orders").onPort("http");
                        all.from("frontnd").doesNotReach("orders");
                      })));
    }

    @Test
    void softly_with_one_as_if_it_stood_alone() {
      assertThat(
              failure(
                  () ->
                      assertSoftly(policies, all -> all.from(FRONTEND).reaches("shop/orders-db"))))
          .startsWith("Expected shop/frontend to reach shop/orders-db on any port");
    }

    @Test
    void without_a_port_if_nothing_is_open() {
      assertThat(failure(() -> assertThat(policies).from(FRONTEND).reaches("shop/orders-db")))
          .contains("Expected shop/frontend to reach shop/orders-db on any port, but it does not.");
    }

    @Test
    void with_each_expectation_of_a_file() {
      assertThat(
              failure(
                  () -> assertThat(policies).meet(Path.of("src/test/resources/expect/shop.yaml"))))
          .contains("shop.yaml:8: Expected frontend to reach orders on http, metrics")
          .contains("shop.yaml:16: Expected frontend not to reach orders on any port");
    }

    @Test
    void on_a_file_that_is_not_there() {
      assertThat(failure(() -> assertThat(policies).meet(Path.of("nowhere.yaml"))))
          .contains("nowhere.yaml: there is no such file");
    }
  }

  @Nested
  class SomebodyWhoIsNotThere {
    private static final String UNKNOWN = "there is no workload \"shop/frontnd\"; did you mean";

    @Test
    void fails_every_assertion() {
      assertThat(failure(() -> assertThat(policies).from("frontnd"))).contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).to("frontnd"))).contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).from(ORDERS).doesNotReach("frontnd")))
          .contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).from(ORDERS).reaches("frontnd")))
          .contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).to(ORDERS).isNotReachedFrom("frontnd")))
          .contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).to(ORDERS).isReachedOnlyFrom("frontnd")))
          .contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).from("orders-db").reachesOnly("frontnd")))
          .contains(UNKNOWN);
      assertThat(failure(() -> assertThat(policies).from("nowhere/a").isIsolated()))
          .contains("there is no workload \"nowhere/a\"");
    }

    @Test
    void is_no_port_either() {
      assertThat(failure(() -> assertThat(policies).from(FRONTEND).reaches(ORDERS).onPort("web")))
          .contains("shop/orders[Deployment] has no port named \"web\"");
      assertThat(failure(() -> assertThat(policies).from(FRONTEND).reaches(ORDERS).onPort(0)))
          .contains("0 is not a port number");
      assertThat(failure(() -> assertThat(policies).from(FRONTEND).reaches(ORDERS).onPorts()))
          .contains("name at least one port");
      assertThat(failure(() -> assertThat(policies).from(FRONTEND).reaches(ORDERS).onPort("any")))
          .contains("write onAnyPort()");
      assertThat(
              failure(
                  () ->
                      assertThat(policies)
                          .from("kube-system/kube-dns")
                          .reachesOutside("shop/orders")))
          .contains("\"shop/orders\" are no addresses");
    }

    @Test
    void is_no_subject_of_isolation() {
      assertThat(failure(() -> assertThat(policies).from("10.0.0.0/8").isIsolated()))
          .contains("policies isolate pods only");
      assertThat(failure(() -> assertThat(policies).from("monitoring/node-exporter").isIsolated()))
          .contains("uses its node's network");
    }
  }

  @Nested
  class DeclarationsInJava {
    private final dev.sallyport.fluent.Policies declared = declared();

    private static dev.sallyport.fluent.Policies declared() {
      var frontend = workload("frontend").namespace("shop").labels("app=frontend");
      var orders = workload("orders").namespace("shop").labels("app=orders").port("http", 8080);
      return dev.sallyport.fluent.Policies.of(
          rules(frontend).egressTo(orders), rules(orders).allowsIngressFrom(frontend));
    }

    @Test
    void are_policies_too() {
      assertThat(declared).from("shop/frontend").reaches("shop/orders").onlyOnPorts("http");
      assertThat(declared).to("shop/orders").isReachedOnlyFrom("shop/frontend").isIsolated();
    }

    @Test
    void are_named_by_failures() {
      assertThat(failure(() -> assertThat(declared).from("shop/frontend").doesNotReach(ORDERS)))
          .contains("Expected shop/frontend not to reach shop/orders on any port, but it does.")
          .contains("policy shop/frontend (selects app=frontend) spec.egress[0] allows");
    }
  }
}
