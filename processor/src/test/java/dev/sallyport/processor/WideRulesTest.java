package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.UNKNOWN_PORT_NAME;
import static dev.sallyport.check.FindingCode.WIDE_WITHOUT_WHY;

import org.junit.jupiter.api.Test;

/** What a rule must say that opens much. */
class WideRulesTest {
  @Test
  @Shows(WIDE_WITHOUT_WHY)
  void say_why() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            «@EgressTo(value = Internet.class, ports = "443")
            «@EgressTo(value = Anywhere.class, ports = "443")
            «@EgressTo(cidr = "::/0", ports = "443")
            «@EgressTo(value = SameNamespace.class, ports = Ports.ALL)
            «@EgressTo(value = SameNamespace.class, ports = "*/UDP")
            «@EgressTo(value = SameNamespace.class, ports = "1-65535", why = " ")
            class FrontendApp implements Frontend {}
            """)
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (0.0.0.0/0); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (anywhere); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (::/0); say why = \"...\", or name the peers and ports that "
                + "are needed")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (every port); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .andWritesNothing();
  }

  @Test
  @Shows({WIDE_WITHOUT_WHY, UNKNOWN_PORT_NAME})
  void say_why_even_where_something_else_is_wrong() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            «@EgressTo(value = Internet.class, ports = «"https")
            class FrontendApp implements Frontend {}
            """)
        .error(
            WIDE_WITHOUT_WHY,
            "this rule is wide (0.0.0.0/0); say why = \"...\", or name the peers and ports "
                + "that are needed")
        .error(
            UNKNOWN_PORT_NAME, "\"https\": a named port never matches an address; give the number")
        .andWritesNothing();
  }
}
