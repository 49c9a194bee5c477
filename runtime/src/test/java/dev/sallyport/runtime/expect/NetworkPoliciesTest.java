package dev.sallyport.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.question.AskedPorts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPoliciesTest {
  private static final String SHOP = "src/test/resources/inputs/shop";

  private static NetworkPolicies shop(PluginProfile profile) throws Exception {
    return NetworkPolicies.of(new ObjectInputs("shop").add(SHOP), "shop", profile);
  }

  private static NetworkPolicies of(String yaml) throws Exception {
    ObjectInputs inputs = new ObjectInputs("shop");
    inputs.add("a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return NetworkPolicies.of(inputs, "shop", PluginProfile.STRICT);
  }

  private static Outcome check(
      NetworkPolicies policies, String from, String to, String ports, boolean allowed)
      throws Exception {
    return policies.check(
        Expectation.of(
            new Subject.Named(from), new Subject.Named(to), AskedPorts.parse(ports), allowed));
  }

  @Nested
  class AnExpectationHolds {
    @ParameterizedTest
    @CsvSource({
      "frontend, orders, http, true",
      "shop/frontend, shop/orders, 8080/TCP, true",
      "_/frontend, shop/orders[Deployment], 8080, true",
      "frontend, orders, any, true",
      "frontend, orders, 8081-65535, false",
      "frontend, orders, /UDP, false",
      "frontend, orders-db, all, false",
      "frontend, orders-db, any, false",
      "orders, orders, any, false",
      "shop/*, orders-db, 9999, false",
      "kube-system/*, monitoring/*, 9100, true",
      "8.8.8.8, frontend, http, true",
      "8.0.0.0-9.255.255.255, frontend, http, true",
      "10.1.0.0/16, frontend, any, false",
      "2001:db8::1, frontend, http, true",
      "Internet, frontend, http, true",
      "Internet, orders, any, false",
      "frontend, Internet, any, false",
      "kube-system/kube-dns, Internet, all, true"
    })
    void where_every_pair_does(String from, String to, String ports, boolean allowed)
        throws Exception {
      Outcome outcome = check(shop(PluginProfile.STRICT), from, to, ports, allowed);
      assertThat(outcome.status()).as(outcome.message()).isEqualTo(Outcome.Status.HOLDS);
    }
  }

  @Nested
  class AnAnswerInPart {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_ports_fails_both_ways(boolean allowed) throws Exception {
      Outcome outcome =
          check(shop(PluginProfile.STRICT), "frontend", "orders", "8000-8999", allowed);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILS);
      assertThat(outcome.message())
          .startsWith(
              "Expected frontend "
                  + (allowed ? "to" : "not to")
                  + " reach orders on TCP 8000-8999, but it does in part"
                  + (allowed ? " only.\n" : ".\n"))
          .contains("\nopen    TCP 8080\ndenied  TCP 8000-8079,8081-8999\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_addresses_fails_both_ways(boolean allowed) throws Exception {
      Outcome outcome = check(shop(PluginProfile.STRICT), "8.0.0.0/6", "frontend", "http", allowed);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILS);
      assertThat(outcome.message())
          .contains("\nopen    TCP 8080  from 8.0.0.0/7\n")
          .contains("\nopen    TCP 8080  from 11.0.0.0/8\n")
          .contains("\ndenied  TCP 8080  from 10.0.0.0/8\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_a_workload_s_pods_fails_both_ways(boolean allowed) throws Exception {
      NetworkPolicies policies =
          of(
              """
              apiVersion: apps/v1
              kind: StatefulSet
              metadata: {name: db, namespace: shop, uid: "1"}
              spec:
                template: {metadata: {labels: {app: db}}}
              ---
              apiVersion: v1
              kind: Pod
              metadata:
                name: db-0
                namespace: shop
                labels: {app: db, role: primary}
                ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true, uid: "1"}]
              spec: {containers: [{name: a}]}
              ---
              apiVersion: v1
              kind: Pod
              metadata:
                name: db-1
                namespace: shop
                labels: {app: db, role: replica}
                ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true, uid: "1"}]
              spec: {containers: [{name: a}]}
              ---
              apiVersion: v1
              kind: Pod
              metadata: {name: web, namespace: shop, labels: {app: web}}
              spec: {containers: [{name: a}]}
              ---
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata: {name: replicas, namespace: shop}
              spec:
                podSelector: {matchLabels: {role: replica}}
                policyTypes: [Ingress]
              """);
      Outcome outcome = check(policies, "web", "db", "5432", allowed);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILS);
      assertThat(outcome.message())
          .contains("\nopen    TCP 5432  to shop/db-0[Pod]\ndenied  TCP 5432  to shop/db-1[Pod]\n");
      assertThat(check(policies, "web", "db-0", "5432", true).status())
          .isEqualTo(Outcome.Status.HOLDS);
      assertThat(check(policies, "web", "db[StatefulSet]", "5432", true).status())
          .isEqualTo(Outcome.Status.FAILS);
    }

    @Test
    void of_any_port_is_enough_where_one_port_is_open() throws Exception {
      assertThat(check(shop(PluginProfile.STRICT), "frontend", "orders", "any", true).status())
          .isEqualTo(Outcome.Status.HOLDS);
      Outcome denied = check(shop(PluginProfile.STRICT), "frontend", "orders", "any", false);
      assertThat(denied.message())
          .startsWith("Expected frontend not to reach orders on any port, but it does.\n")
          .contains("\nopen    TCP 8080\n")
          .doesNotContain("\ndenied");
    }
  }

  @Nested
  class AnOpenQuestion {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fails_both_ways(boolean allowed) throws Exception {
      Outcome outcome =
          check(shop(PluginProfile.STRICT), "monitoring/node-exporter", "orders", "9090", allowed);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILS);
      assertThat(outcome.message())
          .contains("on TCP 9090, but that depends on the network plugin.\n")
          .contains("depends on whether the selectors of a peer match host-network pods")
          .contains("Choose the profile of your plugin");
    }

    @Test
    void is_decided_by_a_profile() throws Exception {
      assertThat(
              check(
                      shop(PluginProfile.NP_GUARD_LIKE),
                      "monitoring/node-exporter",
                      "orders",
                      "9090",
                      true)
                  .status())
          .isEqualTo(Outcome.Status.HOLDS);
      assertThat(
              check(
                      shop(PluginProfile.CALICO_LIKE),
                      "monitoring/node-exporter",
                      "orders",
                      "9090",
                      false)
                  .status())
          .isEqualTo(Outcome.Status.HOLDS);
    }
  }

  @Nested
  class Whoever {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "frontnd|there is no workload \"shop/frontnd\"; did you mean \"shop/frontend\"?",
          "shop/payments|there is no workload \"shop/payments\"; there are kube-system/kube-dns,"
              + " monitoring/node-exporter, shop/frontend, shop/orders, shop/orders-db",
          "shop/frontend[StatefulSet]|there is no workload \"shop/frontend[StatefulSet]\"",
          "shopp/*|there is no workload in namespace \"shopp\"; did you mean \"shop\"?",
          "shop/front*|\"shop/front*\": * stands for all of a namespace (shop/*) or for all (*/*)",
          "10.0.0.300|\"10.0.0.300\": ",
          "10.0.0.0/33|\"10.0.0.0/33\": ",
          "9.0.0.0-8.0.0.0|\"9.0.0.0-8.0.0.0\": 9.0.0.0-8.0.0.0 is not a range of addresses"
        })
    void is_not_there_is_an_error_and_no_denial(String who, String message) throws Exception {
      NetworkPolicies shop = shop(PluginProfile.STRICT);
      for (Outcome outcome :
          java.util.List.of(
              check(shop, who, "orders", "any", false), check(shop, "orders", who, "any", false))) {
        assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
        assertThat(outcome.summary()).startsWith(message);
      }
    }

    @Test
    void has_finished_is_an_error_and_no_denial() throws Exception {
      NetworkPolicies policies =
          of(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: migrate, namespace: shop, labels: {app: migrate}}
              spec: {containers: [{name: a}]}
              status: {phase: Succeeded}
              ---
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata: {name: deny, namespace: shop}
              spec: {podSelector: {}, policyTypes: [Ingress]}
              """);
      Outcome outcome = check(policies, "8.8.8.8", "migrate", "any", false);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
      assertThat(outcome.summary()).startsWith("\"shop/migrate\" has finished");
      assertThat(check(policies, "8.8.8.8", "shop/*", "any", false).status())
          .isEqualTo(Outcome.Status.ERROR);
    }

    @Test
    void is_selected_by_labels_must_be_somebody() throws Exception {
      Outcome outcome =
          shop(PluginProfile.STRICT)
              .check(
                  Expectation.of(
                      Subject.selected("app=nobody", "team=sales", ""),
                      new Subject.Named("orders"),
                      AskedPorts.ANY,
                      false));
      assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
      assertThat(outcome.summary())
          .isEqualTo("there are no pods app=nobody in namespaces team=sales");
    }

    @Test
    void is_known_by_contract_and_by_deployment_is_asked_as_both() throws Exception {
      ObjectInputs inputs = new ObjectInputs("shop").add("src/test/resources/inputs/classes");
      inputs.add(
          "deployed.yaml",
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: billing, namespace: shop}
          spec: {template: {metadata: {labels: {app: bill}}, spec: {containers: [{name: a}]}}}
          """
              .getBytes(StandardCharsets.UTF_8));
      NetworkPolicies policies = NetworkPolicies.of(inputs, "shop", PluginProfile.STRICT);
      Outcome outcome = check(policies, "8.8.8.8", "billing", "http", false);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILS);
      assertThat(outcome.message())
          .as("the port's name is the contract's, the pod that it leaves open the Deployment's")
          .contains("open    TCP 7070  to shop/billing[Deployment]")
          .contains("denied  TCP 7070  to shop/billing[Workload]");
    }
  }

  @Nested
  class Ports {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "orders|web|shop/orders[Deployment] has no port named \"web\"; it has [http 8080/TCP,"
              + " metrics 9090/TCP]",
          "monitoring/node-exporter|web|monitoring/node-exporter[DaemonSet] has no port named"
              + " \"web\"; it has none",
          "orders|http/UDP|shop/orders[Deployment] has no port named \"http/UDP\"",
          "8.8.8.8|http|\"http\": ports have names on pods only; give the number"
        })
    void without_number_are_an_error(String to, String port, String message) throws Exception {
      Outcome outcome = check(shop(PluginProfile.STRICT), "frontend", to, port, false);
      assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
      assertThat(outcome.summary()).startsWith(message);
    }
  }

  @Test
  void more_pairs_than_memory_should_hold_are_an_error() throws Exception {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i <= 1_000; i++) {
      yaml.append("apiVersion: v1\nkind: Pod\nmetadata: {name: p").append(i);
      yaml.append(", namespace: shop, labels: {n: p").append(i).append("}}\n---\n");
    }
    yaml.append(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny, namespace: shop}
        spec: {podSelector: {}, policyTypes: [Ingress]}
        """);
    Outcome outcome = check(of(yaml.toString()), "*/*", "*/*", "any", false);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
    assertThat(outcome.summary()).startsWith("it asks about 1002001 pairs");
  }

  @Test
  void two_addresses_are_an_error() throws Exception {
    Outcome outcome = check(shop(PluginProfile.STRICT), "8.8.8.8", "9.9.9.9", "80", true);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.ERROR);
    assertThat(outcome.summary()).startsWith("no policy speaks of two addresses");
  }

  @Test
  void inputs_without_a_policy_test_nothing() {
    assertThatThrownBy(
            () ->
                of(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: a, namespace: shop}
                    """))
        .isInstanceOf(InvalidExpectationsException.class)
        .hasMessageStartingWith("there is no policy in the inputs");
  }

  @Test
  void objects_that_cannot_be_read_make_every_answer_doubtful() {
    assertThatThrownBy(() -> of("kind: Pod\n"))
        .isInstanceOf(InvalidExpectationsException.class)
        .hasMessageStartingWith("a.yaml:1");
  }

  @Test
  void the_reason_that_an_expectation_gives_is_part_of_the_message() throws Exception {
    Outcome outcome =
        shop(PluginProfile.STRICT)
            .check(
                new Expectation(
                    "dashboards",
                    new Subject.Named("frontend"),
                    new Subject.Named("orders"),
                    AskedPorts.parse("metrics"),
                    true,
                    "the dashboard needs it",
                    3));
    assertThat(outcome.message())
        .startsWith(
            "Expected frontend to reach orders on metrics (TCP 9090), but it does not.\n"
                + "Expected because: the dashboard needs it\n");
    assertThat(outcome.expectation().title()).isEqualTo("dashboards");
  }
}
