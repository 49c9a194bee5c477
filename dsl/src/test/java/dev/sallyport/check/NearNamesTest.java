package dev.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name was probably meant. */
class NearNamesTest {
  private static final List<String> KNOWN = List.of("http", "metrics", "grpc");

  @ParameterizedTest
  @CsvSource({
    "htpp, http",
    "HTTP, http",
    "htttp, http",
    "metric, metrics",
    "metrcis, metrics",
    "mertics, metrics",
    "gprc, grpc"
  })
  void a_slip_of_the_finger_is_recognised(String written, String meant) {
    assertThat(NearNames.nearest(written, KNOWN)).isEqualTo(meant);
    assertThat(NearNames.didYouMean(written, KNOWN)).isEqualTo("; did you mean \"" + meant + "\"?");
  }

  @ParameterizedTest
  @CsvSource({"admin", "x", "''", "hhtpps2", "measurements"})
  void a_different_word_is_not(String written) {
    assertThat(NearNames.nearest(written, KNOWN)).isEmpty();
    assertThat(NearNames.didYouMean(written, KNOWN)).isEmpty();
  }

  @Test
  void of_nothing_known_nothing_is_near() {
    assertThat(NearNames.nearest("http", List.of())).isEmpty();
  }

  @Property
  void the_distance_is_symmetric_and_zero_only_for_the_same_text(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(NearNames.distance(a, b)).isEqualTo(NearNames.distance(b, a));
    assertThat(NearNames.distance(a, b) == 0).isEqualTo(a.equalsIgnoreCase(b));
    assertThat(NearNames.distance(a, b)).isLessThanOrEqualTo(Math.max(a.length(), b.length()));
  }

  @Property
  void one_swap_of_neighbours_is_one_step(
      @ForAll @AlphaChars @StringLength(min = 2, max = 12) String text,
      @ForAll @IntRange(max = 10) int at) {
    int i = at % (text.length() - 1);
    String swapped =
        text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
    assertThat(NearNames.distance(text, swapped)).isLessThanOrEqualTo(1);
  }

  @Property
  void what_is_near_by_its_distance_is_found_to_be(
      @ForAll @CharRange(from = 'a', to = 'd') @StringLength(max = 8) String a,
      @ForAll @CharRange(from = 'A', to = 'D') @StringLength(max = 8) String b) {
    int length = Math.max(a.length(), b.length());
    int distance = NearNames.distance(a, b);
    boolean near = distance <= Math.max(1, length / 3) && distance < length;
    assertThat(NearNames.near(a, b)).isEqualTo(near ? distance : -1);
  }
}
