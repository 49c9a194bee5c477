package dev.sallyport.check;

import static dev.sallyport.check.Declarations.egressTo;
import static dev.sallyport.check.Declarations.egressToPods;
import static dev.sallyport.check.Declarations.ingressFrom;
import static dev.sallyport.check.Declarations.ingressFromPods;
import static dev.sallyport.check.Declarations.neverReachableFrom;
import static dev.sallyport.check.Declarations.partSays;
import static dev.sallyport.check.Declarations.says;
import static dev.sallyport.check.Declarations.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can only be seen when declarations are put together, without a compiler. */
class LinkCheckTest {
  private final WorkloadDeclaration web = workload("shop", "web", 80);
  private final WorkloadDeclaration orders = workload("shop", "orders", 8080, 9090);

  private static List<String> findings(Statement... statements) {
    return findings(new World(List.of(), List.of(), List.of(statements)));
  }

  private static List<String> findings(World world) {
    List<String> found = new ArrayList<>();
    new LinkCheck(
            (code, place, message) -> {
              found.add(code.id() + " at " + place.describe());
              return code.severity();
            })
        .check(world);
    return found;
  }

  /** Severities that let rules give port numbers which nobody declares. */
  private static Findings withUndeclaredPortNumbers() {
    return new Findings() {
      @Override
      public Severity report(FindingCode code, Place place, String message) {
        throw new AssertionError("a world reports nothing");
      }

      @Override
      public Severity severity(FindingCode code, Place place) {
        return code == FindingCode.UNDECLARED_PORT_NUMBER ? Severity.OFF : code.severity();
      }
    };
  }

  @Nested
  class Connections {
    @Test
    void with_both_ends_are_fine() {
      assertThat(findings(says(web, egressTo(orders)), says(orders, ingressFrom(web)))).isEmpty();
    }

    @Test
    void to_a_workload_that_nobody_here_speaks_for_are_fine() {
      assertThat(findings(says(web, egressTo(orders)))).isEmpty();
    }

    @Test
    void that_the_callee_does_not_allow_are_half_open() {
      assertThat(findings(says(web, egressTo(orders)), says(orders)))
          .containsExactly("SP051 at EGRESS test.orders");
    }

    @Test
    void that_the_callee_allows_in_part_are_half_open() {
      assertThat(findings(says(web, egressTo(orders)), says(orders, ingressFrom(web, "8080"))))
          .containsExactly("SP051 at EGRESS test.orders");
    }

    @Test
    void that_the_caller_does_not_declare_are_half_open() {
      assertThat(findings(says(web), says(orders, ingressFrom(web))))
          .containsExactly("SP052 at INGRESS test.web");
    }

    @Test
    void that_the_callee_allows_by_label_or_built_in_peer_are_whole() {
      assertThat(findings(says(web, egressTo(orders)), says(orders, ingressFromPods("app=web"))))
          .isEmpty();
      assertThat(
              findings(
                  says(web, egressTo(orders)),
                  says(orders, ingressFrom(BuiltInTarget.SAME_NAMESPACE))))
          .isEmpty();
    }

    @Test
    void that_a_part_of_the_callee_allows_are_whole() {
      assertThat(
              findings(
                  says(web, egressTo(orders)),
                  says(orders, ingressFrom(web, "8080")),
                  partSays(orders, "test.Metrics", ingressFrom(web, "9090"))))
          .isEmpty();
    }

    @Test
    void are_not_judged_while_a_statement_is_not_valid() {
      assertThat(
              findings(
                  says(web, egressTo(orders)),
                  says(orders),
                  says(workload("shop", "broken", 1), egressTo(orders, "nope"))))
          .isEmpty();
    }

    @Test
    void are_not_judged_while_something_is_missing() {
      assertThat(
              findings(
                  new World(
                      List.of(),
                      List.of(),
                      List.of(says(web, egressTo(orders)), says(orders)),
                      List.of(),
                      false,
                      Findings.SILENT)))
          .isEmpty();
    }

    @Test
    void by_labels_of_one_workload_are_judged_once_their_ports_are_right() {
      assertThat(findings(says(web, egressToPods("app=orders", "p8080")), says(orders)))
          .containsExactly("SP051 at app=orders");
      assertThat(findings(says(web, egressToPods("app=orders", "p8088", "81")), says(orders)))
          .containsExactly("SP015 at p8088", "SP016 at 81");
      assertThat(findings(says(web), says(orders, ingressFromPods("app=web", "p8080"))))
          .containsExactly("SP052 at app=web");
    }

    @Test
    void by_labels_that_another_jar_declares_have_their_ports_judged_there() {
      Statement wrongPort = says(web, egressToPods("app=orders", "81"));
      Statement halfOpen = says(web, egressToPods("app=orders", "8080"));
      assertThat(findings(seenFromOrders(wrongPort))).isEmpty();
      assertThat(findings(seenFromOrders(halfOpen))).containsExactly("SP051 at test.ordersApp");
    }

    private World seenFromOrders(Statement elsewhere) {
      return new World(
          List.of(), List.of(), List.of(says(orders)), List.of(elsewhere), true, Findings.SILENT);
    }

    @Test
    void are_judged_although_an_error_elsewhere_was_suppressed() {
      Findings lenient = withUndeclaredPortNumbers();
      List<Statement> statements =
          List.of(says(web, egressTo(orders, "8080")), says(orders, ingressFrom(web, "1234")));
      assertThat(findings(new World(List.of(), List.of(), statements))).isEmpty();
      assertThat(findings(new World(List.of(), List.of(), statements, List.of(), true, lenient)))
          .containsExactly("SP051 at EGRESS test.orders", "SP052 at INGRESS test.web");
    }
  }

  @Nested
  class FaultlessStatements {
    @Test
    void are_remembered_with_their_meaning() {
      Statement statement = says(web, egressTo(orders));

      World world = new World(List.of(), List.of(), List.of(statement));

      assertThat(world.faultless(statement)).hasValue(world.statements().get(0));
    }

    @Test
    void have_no_findings_not_even_ones_that_are_turned_off() {
      Findings lenient = withUndeclaredPortNumbers();
      Statement off = says(web, egressTo(orders, "1234"));
      Statement broken = says(orders, egressTo(web, "nope"));

      World world = new World(List.of(), List.of(), List.of(off, broken), List.of(), true, lenient);

      assertThat(world.statements()).extracting(CheckedStatement::statement).contains(off);
      assertThat(world.faultless(off)).isEmpty();
      assertThat(world.faultless(broken)).isEmpty();
    }

    @Test
    void are_those_that_this_world_was_given() {
      World world = new World(List.of(), List.of(), List.of(says(web)));

      assertThat(world.faultless(says(orders))).isEmpty();
    }
  }

  @Nested
  class Names {
    @Test
    void of_workloads_are_their_own_in_a_namespace() {
      WorkloadDeclaration other = workload("shop", "other", List.of("app=x"), 1);
      WorkloadDeclaration twin =
          new WorkloadDeclaration(
              "test.Twin",
              orders.name(),
              other.labels(),
              other.selector(),
              other.ports(),
              orders.namespace(),
              null,
              true,
              other.place());
      assertThat(findings(new World(List.of(orders, twin), List.of(), List.of())))
          .containsExactly("SP050 at orders");
    }

    @Test
    void of_policies_are_their_own() {
      assertThat(findings(partSays(orders, "test._a"), partSays(orders, "test.a"))).isEmpty();
      assertThat(findings(partSays(orders, "test._a"), partSays(orders, "test.x5fa")))
          .containsExactly("SP059 at test.x5fa");
    }

    @Test
    void of_speakers_are_one_for_a_workload() {
      assertThat(findings(says(orders), says(orders))).containsExactly("SP055 at test.ordersApp");
    }
  }

  @Nested
  class Labels {
    @Test
    void of_one_workload_do_not_hold_those_of_another() {
      WorkloadDeclaration worker =
          workload("shop", "worker", List.of("app=orders", "part=worker"), 1);
      assertThat(findings(says(orders), says(worker))).containsExactly("SP033 at test.ordersApp");
    }

    @Test
    void of_contracts_that_are_declared_here_are_told_once_with_statements_or_without() {
      WorkloadDeclaration worker =
          workload("shop", "worker", List.of("app=orders", "part=worker"), 1);
      List<WorkloadDeclaration> declared = List.of(orders, worker);
      assertThat(findings(new World(declared, List.of(), List.of())))
          .containsExactly("SP033 at orders");
      assertThat(findings(new World(declared, List.of(), List.of(says(worker), says(orders)))))
          .containsExactly("SP033 at orders");
    }

    @Test
    void of_contracts_that_are_only_referred_to_are_told_where_they_are_declared() {
      WorkloadDeclaration worker =
          workload("shop", "worker", List.of("app=orders", "part=worker"), 1);
      assertThat(findings(says(web, egressTo(orders), egressTo(worker)))).isEmpty();
    }

    @Test
    void may_be_alike_in_different_namespaces() {
      WorkloadDeclaration other = workload("bank", "other", List.of("app=orders"), 8080);
      assertThat(findings(says(orders), says(other))).isEmpty();
    }

    @Test
    void in_a_rule_that_nearly_match_are_a_near_miss() {
      assertThat(findings(says(web), says(orders, ingressFromPods("app=wev"))))
          .containsExactly("SP032 at app=wev");
      assertThat(findings(says(web), says(orders, ingressFromPods("app=somebody-else")))).isEmpty();
    }
  }

  @Nested
  class Invariants {
    @Test
    void hold_where_no_rule_breaks_them() {
      assertThat(
              findings(
                  says(web, egressTo(orders)),
                  says(
                      orders,
                      List.of(ingressFrom(web)),
                      List.of(neverReachableFrom(BuiltInTarget.INTERNET)))))
          .isEmpty();
    }

    @Test
    void are_broken_by_the_rules_of_both_ends() {
      assertThat(
              findings(
                  says(web, egressTo(orders)),
                  says(orders, List.of(ingressFrom(web)), List.of(neverReachableFrom(web)))))
          .containsExactly("SP053 at never");
    }

    @Test
    void hold_where_the_other_end_is_closed() {
      assertThat(
              findings(
                  says(web),
                  says(
                      orders,
                      List.of(ingressFrom(BuiltInTarget.SAME_NAMESPACE)),
                      List.of(neverReachableFrom(web)))))
          .isEmpty();
    }
  }
}
