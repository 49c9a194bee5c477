package dev.sallyport.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.reach.PluginProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationFileTest {
  private static ExpectationFile read(String text) throws InvalidExpectationsException {
    return ExpectationFile.read(
        "shop.yaml", Path.of("tests"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(InvalidExpectationsException.class, () -> read(text))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** What is wrong with a file whose only expectation lies on line 2 and has these fields. */
  private static List<String> problemsOf(String expectation) {
    return problems("expectations:\n- {" + expectation + "}\n");
  }

  @Nested
  class Read {
    @Test
    void takes_everything_that_a_file_can_say() throws Exception {
      ExpectationFile file =
          read(
              """
              schema: sallyport.dev/expectations/v1
              inputs: [../k8s, orders.jar]
              namespace: shop
              plugin: cilium-like
              expectations:
              - name: the shop takes orders
                from: frontend
                to: {pods: app=orders, namespaces: "team in (a,b)"}
                port: [http, 53/UDP, 8000-8999]
                allowed: true
                why: that is what it is for
              - {from: 10.0.0.0/8, to: {namespace: shop}, allowed: false}
              """);
      assertThat(file.source()).isEqualTo("shop.yaml");
      assertThat(file.inputs())
          .containsExactly(
              new ExpectationFile.Input("../k8s", 2), new ExpectationFile.Input("orders.jar", 2));
      assertThat(file.namespace()).isEqualTo("shop");
      assertThat(file.plugin()).contains(PluginProfile.CILIUM_LIKE);
      assertThat(file.expectations()).hasSize(2);
      Expectation first = file.expectations().get(0);
      assertThat(first.title()).isEqualTo("the shop takes orders");
      assertThat(first.from()).hasToString("frontend");
      assertThat(first.to()).hasToString("pods app=orders in namespaces team in (a,b)");
      assertThat(first.ports()).hasToString("http, 53/UDP, 8000-8999");
      assertThat(first.allowed()).isTrue();
      assertThat(first.why()).isEqualTo("that is what it is for");
      assertThat(first.line()).isEqualTo(6);
      Expectation second = file.expectations().get(1);
      assertThat(second.title())
          .isEqualTo("10.0.0.0/8 does not reach all pods of namespace shop on any port");
      assertThat(second.ports().isAny()).isTrue();
      assertThat(second.line()).isEqualTo(12);
    }

    @Test
    void takes_json() throws Exception {
      ExpectationFile file =
          read("{\"expectations\": [{\"from\": \"a\", \"to\": \"b\",\n \"allowed\": false}]}");
      assertThat(file.expectations()).hasSize(1);
    }

    @Test
    void needs_no_more_than_from_to_and_allowed() throws Exception {
      Expectation only =
          read("expectations: [{from: a, to: b, allowed: true}]").expectations().get(0);
      assertThat(only.title()).isEqualTo("a reaches b");
      assertThat(only.why()).isEmpty();
    }
  }

  @Nested
  class Refuses {
    @Test
    void a_file_that_is_not_there(@TempDir Path folder) {
      assertThatThrownBy(() -> ExpectationFile.read(folder.resolve("no.yaml")))
          .isInstanceOf(InvalidExpectationsException.class)
          .hasMessageEndingWith("no.yaml: there is no such file");
    }

    @Test
    void a_folder(@TempDir Path folder) {
      assertThatThrownBy(() -> ExpectationFile.read(folder))
          .isInstanceOf(InvalidExpectationsException.class)
          .hasMessageContaining(": can't be read: ");
    }

    @Test
    void text_that_is_not_utf_8(@TempDir Path folder) throws Exception {
      Path file = Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xC3, 0x28});
      assertThatThrownBy(() -> ExpectationFile.read(file))
          .isInstanceOf(InvalidExpectationsException.class)
          .hasMessageContaining("not UTF-8");
    }

    @Test
    void an_empty_file() {
      assertThat(problems("# nothing\n"))
          .containsExactly("shop.yaml: the file is empty; it must hold expectations");
    }

    @Test
    void broken_yaml() {
      assertThat(problems("expectations: [{from: a\n"))
          .singleElement()
          .asString()
          .startsWith("shop.yaml:");
    }

    @Test
    void a_second_document() {
      assertThat(problems("expectations: [{from: a, to: b, allowed: true}]\n---\nfrom: c\n"))
          .containsExactly("shop.yaml:3: there is a second document; write one file for each");
    }

    @Test
    void a_list_instead_of_a_file() {
      assertThat(problems("- {from: a, to: b, allowed: true}\n"))
          .containsExactly("shop.yaml:1: must be an object with expectations, but is a list");
    }

    @Test
    void another_schema() {
      assertThat(problems("schema: v2\nexpectations: [{from: a, to: b, allowed: true}]\n"))
          .containsExactly("shop.yaml:1: schema: must be sallyport.dev/expectations/v1");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "expectation: []|shop.yaml:1: expectation: unknown key; did you mean \"expectations\"?",
          "expectations: []|shop.yaml:1: expectations: there is none; a file without expectations"
              + " tests nothing",
          "expectations: {}|shop.yaml:1: expectations: must be a list, but is an object",
          "namespace: shop|shop.yaml:1: expectations: there is none; a file without expectations"
              + " tests nothing",
          "expectations: [a]|shop.yaml:1: expectations[0]: must be an object, but a is a string"
        })
    void a_file_without_expectations(String text, String problem) {
      assertThat(problems(text)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "inputs: k8s|inputs: must be a list, but k8s is a string",
          "inputs: [1]|inputs[0]: must be a string, but 1 is a whole number; write \"1\"",
          "inputs: [\"a\\0b\"]|inputs[0]: is no path",
          "inputs: ['']|inputs[0]: must not be empty; write something or remove it",
          "inputs: ['-']|inputs[0]: only files and folders stand here; name \"-\" with --input",
          "inputs: ['git:main:k8s']|inputs[0]: only files and folders stand here; name"
              + " \"git:main:k8s\" with --input",
          "namespace: Shop|namespace: \"Shop\" is not a valid namespace",
          "namespace: 12|namespace: must be a string, but 12 is a whole number; write \"12\"",
          "namespace:|namespace: must be a string, but nothing is written",
          "plugin: calico|plugin: there is no plugin profile \"calico\"",
          "plugin: calico-lik|plugin: there is no plugin profile \"calico-lik\"; did you mean"
              + " \"calico-like\"?"
        })
    void settings_that_mean_nothing(String setting, String problem) {
      assertThat(problems(setting + "\nexpectations: [{from: a, to: b, allowed: true}]\n"))
          .singleElement()
          .asString()
          .startsWith("shop.yaml:1: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "to: b, allowed: true|from: is missing; name a workload, an address or a CIDR",
          "from: a, allowed: true|to: is missing; name a workload, an address or a CIDR",
          "from: a, to: b|allowed: is missing; write true or false",
          "from: a, to: b, allowed: yes|allowed: must be true or false, but yes is ambiguous",
          "from: a, to: b, allowed: 'true'|allowed: must be true or false, but true is a string",
          "from: a, to: b, allowed:|allowed: must be true or false, but nothing is written",
          "from: 1, to: b, allowed: true|from: must be a string, but 1 is a whole number",
          "from: [a], to: b, allowed: true|from: must be a string, but is a list",
          "from: ' ', to: b, allowed: true|from: must not be empty",
          "from: {}, to: b, allowed: true|from: write pods, namespaces or namespace, or */* for all",
          "from: {pods: 'a=='}, to: b, allowed: true, porte: 1|porte: unknown key; did you mean"
              + " \"port\"?",
          "from: {pod: a=b}, to: b, allowed: true|from.pod: unknown key; did you mean \"pods\"?",
          "from: {pods: 'a in'}, to: b, allowed: true|from: \"a in\" is not a selector",
          "from: {namespaces: a=b, namespace: c}, to: b, allowed: true|from: write namespaces (by"
              + " labels) or namespace (by name), not both",
          "from: a, to: b, form: c, allowed: true|form: unknown key; did you mean \"from\"?",
          "from: a, to: b, to: c, allowed: true|to: given a second time (first on line 2)",
          "from: a, to: b, allowed: true, why: 3|why: must be a string, but 3 is a whole number",
          "from: a, to: b, allowed: true, name: []|name: must be a string, but is a list"
        })
    void an_expectation_with(String expectation, String problem) {
      assertThat(problemsOf(expectation))
          .anySatisfy(
              each -> assertThat(each).startsWith("shop.yaml:2: expectations[0]." + problem));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "0|0 is not a port number; it must be 1 to 65535",
          "65536|65536 is not a port number",
          "99999999999|99999999999 is not a port number",
          "9000-8000|the port range 9000-8000 ends before it starts",
          "80/ICMP|\"ICMP\" is no protocol; write TCP, UDP or SCTP",
          "80/|\"\" is no protocol",
          "HTTP|\"HTTP\" is not a valid port name",
          "\"8080,9090\"|\"8080,9090\" is not a valid port name",
          "[]|name at least one port, or write any",
          "[any, 80]|any stands alone",
          "1.5|must be a port such as 8080, http, 53/UDP or any, but 1.5 is a number",
          "[[80]]|must be a port such as 8080, http, 53/UDP or any, but is a list",
          "true|must be a port such as 8080, http, 53/UDP or any, but true is true or false",
          "\"\"|\"\" is not a valid port name",
          "0x50|must be a port such as 8080, http, 53/UDP or any, but 0x50 is ambiguous"
        })
    void a_port(String port, String problem) {
      assertThat(problemsOf("from: a, to: b, allowed: true, port: " + port))
          .singleElement()
          .asString()
          .startsWith("shop.yaml:2: expectations[0].port: " + problem);
    }

    @Test
    void everything_that_is_wrong_at_once() {
      assertThat(
              problems(
                  """
                  expectations:
                  - from: a
                    too: b
                    allowed: true
                  - {from: a, to: b}
                  """))
          .containsExactly(
              "shop.yaml:2: expectations[0].to: is missing; name a workload, an address or a CIDR",
              "shop.yaml:3: expectations[0].too: unknown key; did you mean \"to\"?",
              "shop.yaml:5: expectations[1].allowed: is missing; write true or false");
    }

    @Test
    void a_key_of_any_length_with_a_short_message() {
      assertThat(
              problems(
                  "x".repeat(1_000) + ": 1\nexpectations: [{from: a, to: b, allowed: true}]\n"))
          .singleElement()
          .satisfies(problem -> assertThat(problem).hasSizeLessThan(250).contains("unknown key"));
    }
  }
}
