package dev.sallyport.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.question.AskedPorts;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

public class JUnitXmlTest {
  /** Reads a report as a CI server would, and holds it against the schema. */
  public static Document parse(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Path.of("src/test/resources/expect/junit.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static Outcome outcome(Outcome.Status status, String name, String message) {
    Expectation expectation =
        new Expectation(
            name, new Subject.Named("a"), new Subject.Named("b"), AskedPorts.ANY, true, "", 7);
    return new Outcome(expectation, status, List.of(), message, message, Optional.empty());
  }

  private static Element element(Document document, String name, int index) {
    return (Element) document.getElementsByTagName(name).item(index);
  }

  @Test
  void has_a_suite_for_each_file_and_a_case_for_each_expectation() throws Exception {
    TestReport report =
        new TestReport(
            List.of(
                new TestReport.File(
                    "a.yaml",
                    List.of(
                        outcome(Outcome.Status.HOLDS, "", ""),
                        outcome(Outcome.Status.FAILS, "", "Expected a to reach b."),
                        outcome(Outcome.Status.ERROR, "", "there is no workload")),
                    List.of()),
                new TestReport.File(
                    "b.yaml", List.of(outcome(Outcome.Status.HOLDS, "", "")), List.of())));
    Document document = parse(JUnitXml.text(report, false));
    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    Element suite = element(document, "testsuite", 0);
    assertThat(suite.getAttribute("name")).isEqualTo("a.yaml");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(element(document, "testcase", 0).getAttribute("name"))
        .isEqualTo("a reaches b (line 7)");
    assertThat(element(document, "failure", 0).getAttribute("message"))
        .isEqualTo("Expected a to reach b.");
    assertThat(element(document, "error", 0).getTextContent()).isEqualTo("there is no workload");
  }

  @Test
  void counts_what_is_not_mentioned_as_a_failed_case() throws Exception {
    TestReport report =
        new TestReport(
            List.of(
                new TestReport.File(
                    "a.yaml",
                    List.of(outcome(Outcome.Status.HOLDS, "", "")),
                    List.of(
                        new Coverage.Uncovered(
                            "x/a", "x/b", ConnectionSet.ALL, ConnectionSet.NONE)))));
    Document document = parse(JUnitXml.text(report, true));
    assertThat(element(document, "testsuite", 0).getAttribute("tests")).isEqualTo("2");
    assertThat(element(document, "testsuite", 0).getAttribute("failures")).isEqualTo("1");
    assertThat(element(document, "failure", 0).getTextContent())
        .isEqualTo("x/a reaches x/b on all\n");
  }

  @Test
  void counts_a_whole_table_as_a_passed_case() throws Exception {
    TestReport report =
        new TestReport(
            List.of(
                new TestReport.File(
                    "a.yaml", List.of(outcome(Outcome.Status.HOLDS, "", "")), List.of())));
    Document document = parse(JUnitXml.text(report, true));
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void holds_any_text_that_a_file_can_hold() throws Exception {
    String name = "<a> & \"b\" 'c' \n\t\r ]]> \u0000\u0007\uFFFE \uD83D\uDE00";
    TestReport report =
        new TestReport(
            List.of(
                new TestReport.File(
                    "<&\".yaml", List.of(outcome(Outcome.Status.FAILS, name, name)), List.of())));
    Document document = parse(JUnitXml.text(report, false));
    String read = "<a> & \"b\" 'c' \n\t\r ]]> \uFFFD\uFFFD\uFFFD \uD83D\uDE00";
    assertThat(element(document, "testcase", 0).getAttribute("name")).isEqualTo(read + " (line 7)");
    assertThat(element(document, "failure", 0).getAttribute("message")).isEqualTo(read);
    assertThat(element(document, "failure", 0).getTextContent()).isEqualTo(read);
    assertThat(element(document, "testsuite", 0).getAttribute("name")).isEqualTo("<&\".yaml");
  }
}
