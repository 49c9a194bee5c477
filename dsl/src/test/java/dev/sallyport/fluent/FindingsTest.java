package dev.sallyport.fluent;

import static dev.sallyport.fluent.Declare.cidr;
import static dev.sallyport.fluent.Declare.external;
import static dev.sallyport.fluent.Declare.internet;
import static dev.sallyport.fluent.Declare.invariants;
import static dev.sallyport.fluent.Declare.namespace;
import static dev.sallyport.fluent.Declare.partOf;
import static dev.sallyport.fluent.Declare.pods;
import static dev.sallyport.fluent.Declare.rules;
import static dev.sallyport.fluent.Declare.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Dns;
import dev.sallyport.check.Finding;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.SeverityOptions;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final WorkloadContract frontend =
      workload("frontend").labels("app=frontend").port("http", 8080);
  private final WorkloadContract ledger =
      workload("ledger").labels("app=ledger").port("http", 8080);

  private static List<Finding> findings(Declaration... declarations) {
    InvalidDeclarationsException thrown =
        catchThrowableOfType(InvalidDeclarationsException.class, () -> Policies.of(declarations));
    assertThat(thrown).as("something is found").isNotNull();
    return thrown.findings();
  }

  private static FindingCode only(Declaration... declarations) {
    List<Finding> findings = findings(declarations);
    assertThat(findings).hasSize(1);
    return findings.get(0).code();
  }

  @Nested
  class Places {

    @Test
    void are_the_call_that_said_it() {
      Finding finding = findings(rules(frontend).egressTo(ledger).onPorts("htp")).get(0);

      assertThat(finding.code()).isEqualTo(FindingCode.UNKNOWN_PORT_NAME);
      assertThat(finding.message()).contains("did you mean \"http\"?");
      assertThat(finding.place().describe())
          .isEqualTo("egressTo(ledger).onPorts(\"htp\") of workload frontend");
    }

    @Test
    void are_the_part_of_a_contract() {
      Finding finding = findings(workload("orders").labels("app=orders", "tier")).get(0);

      assertThat(finding.code()).isEqualTo(FindingCode.LABEL_FORM);
      assertThat(finding.place().describe())
          .isEqualTo("labels(\"app=orders\", \"tier\") of workload orders");
    }

    @Test
    void stand_in_the_message_of_the_exception() {
      InvalidDeclarationsException thrown =
          catchThrowableOfType(
              InvalidDeclarationsException.class,
              () -> Policies.of(workload("Orders").labels("app=orders"), workload("cart")));

      assertThat(thrown)
          .hasMessageContaining("[SP001]")
          .hasMessageContaining("(workload(\"Orders\"))")
          .hasMessageContaining("[SP006]")
          .hasMessageContaining("(workload(\"cart\"))");
    }
  }

  @Nested
  class Together {

    @Test
    void all_errors_are_reported_at_once() {
      assertThat(
              findings(
                  namespace("Shop"),
                  workload("orders").labels("app=a b").port(0),
                  external("Nowhere"),
                  rules(ledger).egressTo(cidr("192.0.2.1/24"))))
          .extracting(Finding::code)
          .containsExactlyInAnyOrder(
              FindingCode.NAMESPACE_NAME,
              FindingCode.LABEL_VALUE,
              FindingCode.PORT_NUMBER,
              FindingCode.EXTERNAL_EMPTY,
              FindingCode.CIDR_HOST_BITS,
              FindingCode.NO_PORTS);
    }

    @Test
    void both_ends_are_compared() {
      assertThat(only(rules(frontend).egressTo(ledger), rules(ledger)))
          .isEqualTo(FindingCode.HALF_OPEN_EGRESS);
      assertThat(only(rules(frontend), rules(ledger).allowsIngressFrom(frontend)))
          .isEqualTo(FindingCode.HALF_OPEN_INGRESS);
    }

    @Test
    void invariants_are_proven() {
      assertThat(
              only(
                  rules(frontend).egressTo(ledger),
                  rules(ledger).allowsIngressFrom(frontend),
                  invariants(ledger).neverReachableFrom(frontend).why("audit finding 12")))
          .isEqualTo(FindingCode.INVARIANT_VIOLATED);
      assertThat(
              only(
                  rules(frontend)
                      .egressTo(internet())
                      .onPorts("443")
                      .why("webhooks")
                      .neverReaches(internet())))
          .isEqualTo(FindingCode.INVARIANT_VIOLATED);
    }
  }

  @Nested
  class Rules {

    @Test
    void that_are_wide_need_a_why() {
      assertThat(only(rules(frontend).egressTo(internet()).onPorts("443")))
          .isEqualTo(FindingCode.WIDE_WITHOUT_WHY);
    }

    @Test
    void need_ports_where_the_target_declares_none() {
      assertThat(only(rules(frontend).egressTo(pods("app=web")))).isEqualTo(FindingCode.NO_PORTS);
    }

    @Test
    void by_labels_of_one_workload_are_compared_with_it() {
      Finding port =
          findings(rules(frontend).egressTo(pods("app=ledger")).onPorts("htp"), rules(ledger))
              .get(0);

      assertThat(port.message())
          .isEqualTo("workload \"ledger\" does not declare a port \"htp\"; did you mean \"http\"?");
      assertThat(port.place().describe())
          .isEqualTo("egressTo(pods(\"app=ledger\")).onPorts(\"htp\") of workload frontend");
      assertThat(only(rules(frontend).egressTo(pods("app=ledger")).onPorts("http"), rules(ledger)))
          .isEqualTo(FindingCode.HALF_OPEN_EGRESS);
    }

    @Test
    void name_namespaces_by_label_or_by_name() {
      assertThat(
              only(
                  rules(frontend)
                      .allowsIngressFrom(
                          pods("app=web").inNamespaces("team=a").inNamespace("monitoring"))))
          .isEqualTo(FindingCode.MIXED_PEERS);
    }

    @Test
    void of_an_unmanaged_workload_would_be_lost() {
      assertThat(only(rules(frontend.unmanaged()).allowsIngressFrom(pods("app=web"))))
          .isEqualTo(FindingCode.UNMANAGED_WITH_RULES);
    }
  }

  @Nested
  class Names {

    @Test
    void mean_one_contract() {
      assertThat(findings(rules(frontend).egressTo(ledger), rules(ledger.port("metrics", 9090))))
          .extracting(Finding::code)
          .contains(FindingCode.DUPLICATE_WORKLOAD);
    }

    @Test
    void of_workloads_stand_for_one_although_no_policy_is_written() {
      assertThat(
              findings(
                  rules(frontend).egressTo(ledger), rules(frontend).egressTo(ledger.unmanaged())))
          .extracting(Finding::message)
          .contains(
              "workload \"ledger\" in namespace \"\" is declared in two ways, and a name stands for"
                  + " one workload; finish its contract before it is named, or rename one of them");
    }

    @Test
    void mean_one_namespace() {
      assertThat(
              only(
                  rules(frontend.in(namespace("shop"))),
                  rules(ledger.in(namespace("shop").dns(Dns.NONE)))))
          .isEqualTo(FindingCode.NAMESPACE_CONFLICT);
    }

    @Test
    void of_policies_are_not_given_twice() {
      WorkloadContract odd = workload("ledger.client").labels("app=odd");

      assertThat(only(rules(odd), partOf(ledger, "client"))).isEqualTo(FindingCode.POLICY_NAME);
    }

    @Test
    void of_policies_have_a_limit() {
      assertThat(only(partOf(ledger, "a".repeat(300)))).isEqualTo(FindingCode.POLICY_NAME);
      assertThat(only(partOf(ledger, ""))).isEqualTo(FindingCode.POLICY_NAME);
    }
  }

  @Nested
  class Severities {

    @Test
    void warnings_do_not_throw() {
      Policies policies = Policies.of(rules(workload("orders").labels("app=orders", "version=v2")));

      assertThat(policies.warnings())
          .extracting(Finding::code)
          .containsExactly(FindingCode.VERSION_LABEL);
    }

    @Test
    void that_are_chosen_hold_for_the_whole_system() {
      SeverityOptions severities = new SeverityOptions();
      severities.put("sallyport.severity.SP016", "off");

      InvalidDeclarationsException thrown =
          catchThrowableOfType(
              InvalidDeclarationsException.class,
              () ->
                  Policies.of(
                      severities,
                      List.of(rules(frontend).egressTo(ledger).onPorts("9999"), rules(ledger))));

      assertThat(thrown.findings())
          .extracting(Finding::code)
          .containsExactly(FindingCode.HALF_OPEN_EGRESS);
    }

    @Test
    void can_be_chosen() {
      SeverityOptions severities = new SeverityOptions();
      severities.put("sallyport.severity.SP051", "warning");

      Policies policies =
          Policies.of(severities, List.of(rules(frontend).egressTo(ledger), rules(ledger)));

      assertThat(policies.warnings())
          .extracting(Finding::code)
          .containsExactly(FindingCode.HALF_OPEN_EGRESS);
      assertThat(policies.all()).hasSize(2);
    }
  }

  @Nested
  class Suppressions {

    @Test
    void hold_for_the_statement_and_its_contract() {
      WorkloadContract versioned = workload("orders").labels("app=orders", "version=v2");

      assertThat(Policies.of(rules(versioned).suppressing(FindingCode.VERSION_LABEL)).warnings())
          .isEmpty();
      assertThat(
              Policies.of(
                      rules(frontend).egressTo(ledger).suppressing(FindingCode.HALF_OPEN_EGRESS),
                      rules(ledger))
                  .all())
          .hasSize(2);
    }

    @Test
    void stay_when_more_is_said() {
      assertThat(
              Policies.of(
                      rules(frontend)
                          .suppressing(FindingCode.HALF_OPEN_EGRESS)
                          .egressTo(ledger)
                          .onPorts("http")
                          .why("pages")
                          .neverReaches(internet())
                          .why("audit"),
                      rules(ledger))
                  .warnings())
          .isEmpty();
    }

    @Test
    void do_not_hold_for_another_speaker_who_says_the_same() {
      assertThat(
              only(
                  partOf(frontend, "a").egressTo(ledger).suppressing(FindingCode.HALF_OPEN_EGRESS),
                  partOf(frontend, "b").egressTo(ledger),
                  rules(ledger)))
          .isEqualTo(FindingCode.HALF_OPEN_EGRESS);
    }

    @Test
    void are_refused_where_a_rule_would_be_lost() {
      assertThatThrownBy(() -> rules(frontend).suppressing(FindingCode.HOST_NOT_EXPRESSIBLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("SP047 can't be suppressed");
    }
  }
}
