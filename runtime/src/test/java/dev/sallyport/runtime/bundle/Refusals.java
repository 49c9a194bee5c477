package dev.sallyport.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;

/** Inputs that nobody should send, and how they are refused. */
final class Refusals {
  static final BundleLimits SMALL =
      new BundleLimits(10_000, 40_000, 1 << 20, 4 << 20, 20, 1_000, 3);

  private Refusals() {}

  /** An input is refused with one line that starts with its name. */
  static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path input) {
    return assertThatThrownBy(() -> new BundleReader(SMALL).read(List.of(input)))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(input.toString())
        .hasMessageNotContainingAny("\n", "\r");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] replaced(byte[] bytes, String from, String to) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(from).hasSameSizeAs(to);
    assertThat(latin).contains(from);
    return latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
