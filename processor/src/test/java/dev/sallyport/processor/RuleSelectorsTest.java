package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.LABEL_KEY;
import static dev.sallyport.check.FindingCode.NAMESPACE_NAME;
import static dev.sallyport.check.FindingCode.SELECTOR_SYNTAX;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;

import org.junit.jupiter.api.Test;

/** What can be wrong with the selectors of a rule. */
class RuleSelectorsTest {
  @Test
  @Shows({SELECTOR_SYNTAX, LABEL_KEY, NAMESPACE_NAME})
  void are_in_the_syntax_of_kubectl() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(pods = «"", ports = "443")
            @EgressTo(pods = «"app = web tier", namespaces = «"in (a)", ports = "443")
            @EgressTo(pods = «"app=a, tier>5", ports = "443")
            @EgressTo(pods = «"-app", ports = "443")
            @EgressTo(namespace = «"Shop", ports = "443")
            class FrontendApp implements Frontend {}
            """)
        .error(
            SELECTOR_SYNTAX,
            "\"\" is not a selector, at character 1: it is empty, which would select "
                + "everything; name a label; write it as kubectl does, for example \"app=web,tier "
                + "in (a,b),!legacy\"")
        .error(
            SELECTOR_SYNTAX,
            "\"app = web tier\" is not a selector, at character 11: expected ','; write it "
                + "as kubectl does, for example \"app=web,tier in (a,b),!legacy\"")
        .error(
            SELECTOR_SYNTAX,
            "\"in (a)\" is not a selector, at character 4: expected '=', '==', '!=', 'in', "
                + "'notin' or ',' after \"in\"; write it as kubectl does, for example "
                + "\"app=web,tier in (a,b),!legacy\"")
        .error(
            SELECTOR_SYNTAX,
            "\"app=a, tier>5\" is not a selector, at character 12: '<' and '>' compare numbers, "
                + "which a policy's selector can't; write it as kubectl does, for example "
                + "\"app=web,tier in (a,b),!legacy\"")
        .error(
            LABEL_KEY,
            "\"-app\" is not a valid label key: it must start and end with a letter or "
                + "digit; use at most 63 of letters, digits, '-', '_' and '.', with a letter or "
                + "digit at both ends, and before them a DNS subdomain and '/' if you like")
        .error(
            NAMESPACE_NAME,
            "\"Shop\" is not a valid namespace: it contains 'S'; use lower-case letters, "
                + "digits and '-', at most 63 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(VERSION_LABEL)
  void use_labels_that_stay() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(pods = «"app=web,app.kubernetes.io/version=1.2", ports = "443")
            class FrontendApp implements Frontend {}
            """)
        .warning(
            VERSION_LABEL,
            "\"app=web,app.kubernetes.io/version=1.2\" selects by "
                + "\"app.kubernetes.io/version\", which changes with releases; select by stable "
                + "labels only")
        .andWrites(Shop.files("frontend"));
  }
}
