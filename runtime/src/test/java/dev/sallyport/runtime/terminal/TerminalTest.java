package dev.sallyport.runtime.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final IntPredicate ALL = stream -> true;
  private static final IntPredicate NONE = stream -> false;

  private static Terminal terminal(IntPredicate terminals, String... environment) {
    Map<String, String> variables =
        environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]);
    return new Terminal(variables::get, terminals);
  }

  @Test
  void colours_what_goes_to_a_terminal_only() {
    assertThat(terminal(ALL).out()).isEqualTo(Ink.COLOURED);
    assertThat(terminal(NONE).out()).isEqualTo(Ink.PLAIN);
    assertThat(terminal(stream -> stream == 2).out()).isEqualTo(Ink.PLAIN);
    assertThat(terminal(stream -> stream == 2).err()).isEqualTo(Ink.COLOURED);
  }

  @Test
  void obeys_NO_COLOR() {
    assertThat(terminal(ALL, "NO_COLOR", "1").out()).isEqualTo(Ink.PLAIN);
    assertThat(terminal(ALL, "NO_COLOR", "1").err()).isEqualTo(Ink.PLAIN);
    assertThat(terminal(ALL, "NO_COLOR", "").out()).isEqualTo(Ink.COLOURED);
    assertThat(terminal(ALL, "NO_COLOR", "1").showsProgress()).isTrue();
  }

  @Test
  void gives_a_dumb_terminal_no_colours() {
    assertThat(terminal(ALL, "TERM", "dumb").out()).isEqualTo(Ink.PLAIN);
    assertThat(terminal(ALL, "TERM", "xterm-256color").out()).isEqualTo(Ink.COLOURED);
  }

  @Test
  void shows_progress_to_whoever_looks_at_standard_error() {
    assertThat(terminal(stream -> stream == 2).showsProgress()).isTrue();
    assertThat(terminal(stream -> stream == 1).showsProgress()).isFalse();
  }

  @Test
  void shows_control_characters_instead_of_obeying_them() {
    assertThat(Visible.text("a\u001b[2Jb\r\u0007\tc\u202ed"))
        .isEqualTo("a\\u001b[2Jb\\u000d\\u0007\\u0009c\\u202ed");
    assertThat(Visible.text("no\u200bwidth\u200e, a line\u2028break, half a pair\ud83d"))
        .isEqualTo("no\\u200bwidth\\u200e, a line\\u2028break, half a pair\\ud83d");
    assertThat(Visible.text("a tag\udb40\udc01, a boat \u26f5 and a rocket \ud83d\ude80"))
        .isEqualTo("a tag\\ue0001, a boat \u26f5 and a rocket \ud83d\ude80");
    assertThat(Visible.text("two\nlines, ä €")).isEqualTo("two\nlines, ä €");
  }
}
