package dev.sallyport.runtime.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter terminal = new StringWriter();
  private long now = 42;
  private final ProgressLine line = new ProgressLine(() -> now, new PrintWriter(terminal));

  private String after(Duration time) {
    now += time.toNanos();
    terminal.getBuffer().setLength(0);
    line.tick();
    return terminal.toString();
  }

  @Test
  void is_silent_for_a_second() {
    line.phase("reading orders.jar");
    line.count(Progress.Unit.ENTRIES, 5);

    assertThat(after(Duration.ofMillis(999))).isEmpty();
    assertThat(after(Duration.ofMillis(1))).isEqualTo("\rreading orders.jar: 5 entries");
  }

  @Test
  void says_how_much_was_read() {
    line.phase("reading k8s");
    line.count(Progress.Unit.FILES, 1_204);
    line.count(Progress.Unit.OBJECTS, 3_000);
    line.count(Progress.Unit.BYTES, 80_000_000);
    line.count(Progress.Unit.BYTES, 123_456);

    assertThat(after(Duration.ofSeconds(2)))
        .isEqualTo("\rreading k8s: 1,204 files, 3,000 objects, 80.1 MB");
  }

  @Test
  void leaves_nothing_of_a_longer_line() {
    line.phase("reading a/long/name.jar");
    after(Duration.ofSeconds(1));
    line.phase("checking");

    assertThat(after(Duration.ofMillis(200))).isEqualTo("\rchecking" + " ".repeat(15));
  }

  @Test
  void fits_on_one_line() {
    line.phase("reading " + "x".repeat(200) + "\n\u001b[2J");

    assertThat(after(Duration.ofSeconds(1))).hasSize(1 + 79).endsWith("...");
    line.phase("a\n\u001b[2J");
    assertThat(after(Duration.ofSeconds(1)).strip()).isEqualTo("a \\u001b[2J");
  }

  @Test
  void is_wiped_before_the_output() throws IOException {
    line.phase("reading");
    after(Duration.ofSeconds(1));
    StringWriter out = new StringWriter();
    terminal.getBuffer().setLength(0);

    try (WipingWriter writer = new WipingWriter(line, out)) {
      writer.write("Nothing is wrong.\n");
    }

    assertThat(terminal).hasToString("\r       \r");
    assertThat(out).hasToString("Nothing is wrong.\n");
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
    assertThat(line.tick()).isFalse();
  }

  @Test
  void leaves_no_trace_of_work_that_was_quick() {
    line.phase("reading");
    line.tick();
    line.wipe();

    assertThat(terminal.toString()).isEmpty();
  }
}
