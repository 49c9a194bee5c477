package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.NO_PEER;
import static dev.sallyport.check.FindingCode.NO_WORKLOAD;
import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An annotation on a component of a record, which the compiler copies to what it makes of it. */
class RecordsTest {
  private static final String UNKNOWN =
      "workload \"orders\" does not declare a port \"htpp\"; it declares none; add @Port there"
          + " (from @shop.Served)";

  private static String served(String target) {
    return """
        package shop;

        import java.lang.annotation.*;

        @AllowsIngressFrom(value = SameNamespace.class, ports = "htpp")
        %s
        @interface Served {}
        """
        .formatted(target);
  }

  @Test
  void is_read_once() {
    Compiled.from(
            served(""),
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            record Orders(int first, «@Served int second) {}
            """)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .andWritesNothing();
  }

  @Test
  void is_read_once_with_others_and_a_constructor() {
    Compiled.from(
            served(""),
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            @EgressTo(pods = "app=q", ports = "80")
            record Orders(
                int first,
                «@Served
                int second) {
              Orders {
                assert first > second;
              }

              static int third;
            }
            """)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .andWritesNothing();
  }

  @Test
  void is_shown_at_the_component_where_javac_knows_no_place_of_the_annotation() {
    Compiled.from(
            served("@Target(ElementType.RECORD_COMPONENT)"),
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            record Orders(int first, @Served int «second) {}
            """)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .andWritesNothing();
  }

  @Test
  void that_an_accessor_bears_too_is_read_from_both_if_they_differ() {
    Compiled.from(
            served("").replace("Served {}", "Served { String value() default \"\"; }"),
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders")
            record Orders(«@Served int first, «@Served("a") int second) {
              @Served
              public int first() {
                return first;
              }

              «@Served("b")
              public int second() {
                return second;
              }
            }
            """)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .error(UNKNOWN_PORT_NAME, UNKNOWN)
        .andWritesNothing();
  }

  @Test
  void that_belongs_to_nothing_is_shown_once() {
    Compiled.from(served(""), "package shop;\nrecord Point(«@Served int x) {}\n")
        .error(
            NO_WORKLOAD,
            "this belongs to no workload: implement a @Workload contract, or put "
                + "@PartOf(Contract.class) on the class or its package")
        .andWritesNothing();
  }

  @Test
  void that_carries_nothing_sensible_is_shown_at_its_declaration() {
    Compiled.from(
            "package shop;\n«@EgressTo @interface M {}\n",
            """
            package shop;

            @Workload(name = "v2", labels = "app=x")
            record R(@M int x) {}
            """)
        .error(
            NO_PEER,
            "this rule names no peer; give class tokens, pods, namespace or cidr. For everybody "
                + "write Anywhere.class")
        .andWritesNothing();
  }

  /** Eclipse's compiler (3.46) does not show processors what is on members that it makes. */
  @ParameterizedTest
  @CsvSource({
    "METHOD, 4:38",
    "FIELD, 4:26",
    "PARAMETER, 4:26",
    "'{ElementType.FIELD, ElementType.METHOD}', 4:26",
    "'{ElementType.METHOD, ElementType.PARAMETER}', 4:38"
  })
  void is_shown_once_whatever_it_may_stand_on(String target, String position) {
    String targets = target.startsWith("{") ? target : "ElementType." + target;
    assertThat(
            Compiled.from(
                    served("@Target(" + targets + ")"),
                    """
                    package shop;

                    @Workload(name = "orders", labels = "app=orders")
                    record Orders(int first, @Served int second) {}
                    """)
                .messages(TestCompiler.JAVAC))
        .isEqualTo(List.of("ERROR shop/Orders.java:" + position + " [SP015] " + UNKNOWN));
  }
}
