package dev.sallyport.processor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Dns;
import dev.sallyport.KubeApi;
import dev.sallyport.Ports;
import dev.sallyport.Protocol;
import dev.sallyport.Workload;
import dev.sallyport.processor.docs.Page.Block;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what the compiler does. */
class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

  @Test
  void shows_the_manifest_that_the_class_becomes() {
    Example example = Example.compile(Page.README.marked("picture-source").text());
    Block yaml = new Block("yaml", example.files().get("manifests/shop/orders.yaml"));
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      Page.README.mark("picture", yaml);
    }

    assertThat(example.codes()).isEmpty();
    assertThat(Page.README.marked("picture")).isEqualTo(yaml);
  }

  @Test
  void has_a_quick_start_of_two_commands() {
    String text = Page.README.text();
    String section = text.substring(text.indexOf("\n## Quick start\n"));
    section = section.substring(0, section.indexOf("\n#", 1));

    assertThat(Pattern.compile("(?m)^```sh\\n(.+)\\n```$").matcher(section).results())
        .extracting(command -> command.group(1))
        .containsExactly(
            "mvn -q -pl samples/online-boutique -am -DskipTests package", "mvn -B -ntp verify");
    assertThat(section.split("```", -1)).as("no other fence").hasSize(5);
  }

  static Stream<Block> examples() {
    return Stream.of("The language", "Options")
        .flatMap(heading -> Page.README.blocksUnder(heading).stream())
        .filter(block -> block.language().equals("java"));
  }

  /** All of package {@code dev.sallyport}: annotations, peers, profiles. */
  static Stream<Class<?>> language() throws Exception {
    try (Stream<Path> sources = Files.list(Path.of("../dsl/src/main/java/dev/sallyport"))) {
      List<Class<?>> types = new ArrayList<>();
      for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
        String name = source.getFileName().toString().replace(".java", "");
        if (!name.equals("package-info")) {
          types.add(Class.forName("dev.sallyport." + name));
        }
      }
      assertThat(types).contains(Workload.class, KubeApi.class, Dns.class);
      return types.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("language")
  void has_an_example_of_each_element(Class<?> type) {
    String all = String.join("\n", examples().map(Block::text).toList());
    String name = type.getSimpleName();
    if (type.isAnnotation()) {
      String uses = String.join("\n", uses(name, all));
      assertThat(uses).contains("@" + name + "(");
      for (Method element : type.getDeclaredMethods()) {
        if (!element.getName().equals("value")) {
          assertThat(uses).as("@" + name).containsPattern("\\b" + element.getName() + " = ");
        }
      }
    } else if (type == Protocol.class) {
      assertThat(all).contains("Protocol.UDP", "Protocol.SCTP").as("TCP is what it is without");
    } else if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        assertThat(all).contains(name + "." + constant);
      }
    } else if (type == Ports.class) {
      assertThat(all).contains("Ports.ALL");
    } else {
      assertThat(all).contains(name + ".class");
    }
  }

  /** Each use of an annotation, up to the parenthesis that ends it. */
  private static List<String> uses(String annotation, String text) {
    List<String> uses = new ArrayList<>();
    for (int at = text.indexOf("@" + annotation + "(");
        at >= 0;
        at = text.indexOf("@" + annotation + "(", at + 1)) {
      int end = at + annotation.length() + 2;
      for (int open = 1; open > 0; end++) {
        char c = text.charAt(end);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      uses.add(text.substring(at, end));
    }
    return uses;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void has_examples_that_compile_without_findings(Block block) {
    String contracts = Page.README.blocksUnder("The language").get(0).text();
    boolean alone = block.text().contains("@Namespace(");
    Example example = Example.compile(alone ? block.text() : contracts + block.text());

    assertThat(example.otherErrors()).isEmpty();
    assertThat(example.codes()).isEmpty();
  }

  static Stream<Path> pages() {
    return Stream.of(
        Path.of("../README.md"),
        Path.of("README.md"),
        Path.of("../CONTRIBUTING.md"),
        Path.of("../CHANGELOG.md"),
        Path.of("../samples/README.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void and_other_pages_link_to_what_exists(Path path) {
    List<MatchResult> links = LINK.matcher(new Page(path).text()).results().toList();
    for (MatchResult link : links) {
      if (!link.group(1).contains(":")) {
        Path target = link.group(1).isEmpty() ? path : path.resolveSibling(link.group(1));
        assertThat(target).exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as("anchors of " + target).contains(link.group(2));
        }
      }
    }
  }

  /** As GitHub makes them of headings, and explicit ones. */
  private static List<String> anchors(Path path) {
    String text = new Page(path).text();
    return Stream.concat(
            Pattern.compile("(?m)^#+ (.+)$")
                .matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-')),
            Pattern.compile("<a id=\"([^\"]+)\">").matcher(text).results().map(a -> a.group(1)))
        .toList();
  }
}
