package dev.sallyport.runtime.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.Mutation;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.objects.Snapshots;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What is typed on the command line: understood, or refused with a sentence. */
class QuestionFuzzTest {
  private static Snapshot shop;

  @BeforeContainer
  static void read() throws IOException {
    shop =
        Snapshots.of(
            new ObjectInputs("default").add("src/test/resources/inputs/shop").objects(),
            PluginProfile.STRICT);
  }

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofText();
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of(
        "shop/frontend",
        "shop/orders:8080/TCP",
        "shop/orders[Deployment]:http",
        "[2001:db8::1]:443",
        "2001:db8::/32",
        "10.1.0.0/16:53/UDP",
        "1.2.3.4-1.2.3.9",
        "");
  }

  @Property(tries = 2_000)
  void questions(
      @ForAll("ends") String from,
      @ForAll("ends") String to,
      @ForAll("changes") List<Mutation> changes) {
    try {
      Question question =
          Question.parse(Mutation.all(from, changes), Mutation.all(to, changes), shop, "shop");
      assertThat(question.from()).isNotNull();
    } catch (InvalidQuestionException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Property(tries = 1_000)
  void expected_pods(@ForAll("changes") List<Mutation> changes) {
    try {
      ExpectedPods.parse(Mutation.all("monitoring/prometheus:app=prometheus,tier=x", changes));
    } catch (InvalidValueException e) {
      assertThat(e.getMessage()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).contains("key=value");
    }
  }
}
