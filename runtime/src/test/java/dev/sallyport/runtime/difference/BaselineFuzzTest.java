package dev.sallyport.runtime.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Mutation;
import dev.sallyport.runtime.bundle.BundleException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BaselineFuzzTest {
  private static final String BASELINE =
      """
      {
        "schema": "sallyport.dev/baseline/v1",
        "opened": [
          {
            "from": "0.0.0.0-9.255.255.255",
            "to": "shop/orders[Deployment]",
            "ports": [
              {"protocol": "TCP", "first": 8080, "last": 8081},
              {"protocol": "UDP", "first": 53, "last": 53}
            ]
          },
          {"from": "2001:db8::-2001:db8::ffff", "to": "shop/db", "ports": []}
        ]
      }
      """;

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofText();
  }

  @Property(tries = 1_500)
  void is_read_or_refused(@ForAll("changes") List<Mutation> changes) {
    try {
      Baseline baseline = Baseline.parse("accepted.json", Mutation.all(BASELINE, changes));
      assertThat(baseline.text()).isNotEmpty();
    } catch (BundleException e) {
      assertThat(e.getMessage()).startsWith("accepted.json: ").doesNotContain("\n");
    }
  }

  @Example
  void is_the_same_after_writing_and_reading() throws BundleException {
    Baseline baseline = Baseline.parse("accepted.json", BASELINE);

    assertThat(Baseline.parse("again.json", baseline.text()).text()).isEqualTo(baseline.text());
  }
}
