package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.OPTION_VALUE;
import static dev.sallyport.check.FindingCode.UNDECLARED_PORT_NUMBER;
import static dev.sallyport.check.FindingCode.UNKNOWN_OPTION;
import static dev.sallyport.check.FindingCode.VERSION_LABEL;
import static dev.sallyport.check.FindingCode.WORKLOAD_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.sallyport.check.FindingCode;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The options of the processor. */
class OptionFindingsTest {
  private static final String CHANGES_WITH_RELEASES =
      "the policy of workload \"orders\" selects its pods by \"version\", which changes "
          + "with releases; keep the label and give the stable ones as selector = \"...\"";

  private static final String VERSIONED =
      """
      package shop;

      @Workload(name = "orders", labels = {"app=orders", «"version=v2"})
      class Orders {}
      """;

  @Test
  void lower_a_finding_to_a_warning() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP016=warning"), port())
        .warning(
            UNDECLARED_PORT_NUMBER,
            "workload \"orders\" does not declare port 81; it declares 80/TCP. Rules name pod "
                + "ports, not Service ports")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void switch_a_finding_off() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP031=off"), VERSIONED.replace("«", ""))
        .andWrites(Shop.files("orders"));
  }

  @Test
  void raise_a_finding_to_an_error_and_then_nothing_is_written() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP031=error"), VERSIONED)
        .error(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .andWritesNothing();
  }

  @Test
  @Shows(OPTION_VALUE)
  void refuse_an_unknown_severity() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP031=info"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(
            OPTION_VALUE,
            "\"info\" is no severity for sallyport.severity.SP031; write error, warning or off")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(OPTION_VALUE)
  void refuse_a_severity_without_value() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP031"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(
            OPTION_VALUE,
            "\"\" is no severity for sallyport.severity.SP031; write error, warning or off")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(OPTION_VALUE)
  void refuse_an_unknown_code() {
    Compiled.withOptions(List.of("-Asallyport.severity.SP999=off"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(OPTION_VALUE, "there is no finding SP999; codes look like SP031")
        .javacWarns(
            "The following options were not recognized by any processor: '[sallyport.severity.SP999]'")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows({OPTION_VALUE, WORKLOAD_NAME})
  void do_not_lower_what_the_api_server_refuses() {
    Compiled.withOptions(
            List.of("-Asallyport.severity.SP001=warning"),
            """
            package shop;

            @Workload(name = «"Orders", labels = "app=orders")
            class Orders {}
            """)
        .error(
            WORKLOAD_NAME,
            "\"Orders\" is not a valid name: it contains 'O'; use lower-case letters, digits, "
                + "'-' and '.', at most 253 characters")
        .errorNowhere(
            OPTION_VALUE,
            "SP001 can't be lowered, because a manifest would be refused or a rule lost; "
                + "remove sallyport.severity.SP001")
        .andWritesNothing();
  }

  @Test
  @Shows(UNKNOWN_OPTION)
  void refuse_an_unknown_option() {
    Compiled.withOptions(List.of("-Asallyport.severty.SP031=off"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(
            UNKNOWN_OPTION,
            "there is no option sallyport.severty.SP031; did you mean "
                + "\"sallyport.severity.SP031\"?")
        .javacWarns(
            "The following options were not recognized by any processor: '[sallyport.severty.SP031]'")
        .andWrites(Shop.files("orders"));
  }

  @Test
  @Shows(OPTION_VALUE)
  void refuse_an_unknown_target() {
    Compiled.withOptions(List.of("-Asallyport.target=calico"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(
            OPTION_VALUE,
            "\"calico\" is no target; the targets are kubernetes, cilium, eks, gke, "
                + "calico-enterprise, openshift, proxy, and without the option it is kubernetes")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void are_there_for_each_finding() {
    assertThat(Options.names())
        .filteredOn(name -> name.startsWith("sallyport.severity."))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingCode.values())
                .map(code -> "sallyport.severity." + code.id())
                .toList());
  }

  @Test
  @Shows(OPTION_VALUE)
  void refuse_a_word_where_yes_or_no_is_asked() {
    Compiled.withOptions(List.of("-Asallyport.constants=no"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .errorNowhere(
            OPTION_VALUE,
            "\"no\" does not say whether classes of constants are written; write"
                + " -Asallyport.constants=true or -Asallyport.constants=false")
        .andWrites(Shop.files("orders"));
  }

  @Test
  void ask_for_classes_of_constants() {
    assertThat(sourcesWith()).isEmpty();
    assertThat(sourcesWith("-Asallyport.constants=false")).isEmpty();
    assertThat(sourcesWith("-Asallyport.constants=true")).hasSize(1);
  }

  private static List<JavaFileObject> sourcesWith(String... options) {
    return Compiler.javac()
        .withProcessors(TestCompiler.processors())
        .withOptions((Object[]) options)
        .compile(
            JavaFileObjects.forSourceLines(
                "shop.Orders",
                "package shop;",
                "@dev.sallyport.Workload(name = \"orders\", labels = \"app=orders\")",
                "interface Orders {}"))
        .generatedSourceFiles();
  }

  @Test
  void of_other_processors_are_left_alone() {
    Compiled.withOptions(List.of("-Asallyport.target=kubernetes"), VERSIONED)
        .warning(VERSION_LABEL, CHANGES_WITH_RELEASES)
        .andWrites(Shop.files("orders"));
  }

  private static String port() {
    return """
        package shop;

        @Workload(name = "orders", labels = "app=orders", ports = @Port(number = 80))
        @AllowsIngressFrom(value = SameNamespace.class, ports = «"81")
        class Orders {}
        """;
  }
}
