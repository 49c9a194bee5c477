package dev.sallyport.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What "Testing policies" in the README shows is what is. */
class TestingPoliciesReadmeTest {
  private static String block(String start) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher blocks =
        Pattern.compile("```[a-z]*\n(.*?)```", Pattern.DOTALL)
            .matcher(readme.substring(readme.indexOf("\n## Testing policies\n")));
    while (blocks.find()) {
      if (blocks.group(1).startsWith(start)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError("no block starts with " + start);
  }

  @Test
  void the_file_of_expectations_can_be_checked() throws Exception {
    ExpectationFile file =
        ExpectationFile.read(
            "README.md", Path.of(""), block("schema: ").getBytes(StandardCharsets.UTF_8));
    NetworkPolicies policies =
        NetworkPolicies.of(
            new ObjectInputs("shop").add("src/test/resources/inputs/shop"),
            file.namespace(),
            PluginProfile.STRICT);
    assertThat(file.expectations().stream().map(each -> policies.check(each).status()))
        .hasSize(4)
        .containsOnly(Outcome.Status.HOLDS);
  }

  @Test
  void the_failure_is_one_of_ours() throws IOException {
    assertThat(block("Expected shop/orders").strip())
        .isEqualTo(
            Files.readString(Path.of("src/test/resources/goldens/assertions/reaches.text"))
                .strip());
  }
}
