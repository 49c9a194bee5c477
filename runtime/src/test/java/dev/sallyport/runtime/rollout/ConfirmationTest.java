package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private static final Step.Narrow ORDERS = new Step.Narrow("shop/orders", List.of());

  private final List<String> said = new ArrayList<>();

  @Nested
  class By_a_person {
    private int looks;

    private Confirmation.Answer typed(String text) {
      return new PromptConfirmation(
              new BufferedReader(new StringReader(text)),
              said::add,
              Duration.ofSeconds(5),
              () -> Instant.ofEpochSecond(looks++))
          .ask(ORDERS);
    }

    @Test
    void is_y_or_n() {
      assertThat(typed("y\n")).isEqualTo(Confirmation.Answer.CONFIRMED);
      assertThat(typed(" NO \n")).isEqualTo(Confirmation.Answer.REFUSED);
      assertThat(said).containsOnly("Does shop/orders still work? [y/n] (5 s)");
    }

    @Test
    void is_asked_for_again_after_anything_else() {
      assertThat(typed("maybe\nyes\n")).isEqualTo(Confirmation.Answer.CONFIRMED);
      assertThat(said).contains("Type y or n.");
    }

    @Test
    void is_refused_where_the_input_ends() {
      assertThat(typed("")).isEqualTo(Confirmation.Answer.REFUSED);
    }

    @Test
    void is_nobodys_after_the_time() {
      BufferedReader silent =
          new BufferedReader(new StringReader("")) {
            @Override
            public boolean ready() {
              return false;
            }
          };
      assertThat(
              new PromptConfirmation(
                      silent,
                      said::add,
                      Duration.ofSeconds(5),
                      () -> Instant.ofEpochSecond(looks++))
                  .ask(ORDERS))
          .isEqualTo(Confirmation.Answer.NOBODY);
      assertThat(looks).isEqualTo(6);
    }
  }

  @Nested
  class By_a_command {
    private Confirmation.Answer run(Duration within, String... command) {
      return new CommandConfirmation(List.of(command), within, said::add).ask(ORDERS);
    }

    private Confirmation.Answer run(String... command) {
      return run(Duration.ofSeconds(30), command);
    }

    @Test
    void is_its_exit_code() {
      assertThat(run("sh", "-c", "test \"$SALLYPORT_WORKLOAD\" = shop/orders"))
          .isEqualTo(Confirmation.Answer.CONFIRMED);
      assertThat(run("sh", "-c", "exit 7")).isEqualTo(Confirmation.Answer.REFUSED);
      assertThat(said).containsExactly("the command ended with 7");
    }

    @Test
    void is_nobodys_where_it_takes_too_long() {
      assertThat(run(Duration.ofMillis(50), "sh", "-c", "sleep 30"))
          .isEqualTo(Confirmation.Answer.NOBODY);
      assertThat(said).containsExactly("the command did not end in time");
    }

    @Test
    void is_refused_where_there_is_no_such_command() {
      assertThat(run("/nonexistent/command")).isEqualTo(Confirmation.Answer.REFUSED);
      assertThat(said.get(0)).startsWith("the command can't be run: ");
    }

    @Test
    void does_not_wait_for_its_output_to_be_read() {
      assertThat(run("sh", "-c", "yes | head -c 1000000")).isEqualTo(Confirmation.Answer.CONFIRMED);
    }
  }

  @Test
  void by_silence_is_given_after_the_time_and_refused_where_it_is_interrupted() {
    assertThat(new TimedConfirmation(Duration.ZERO).ask(ORDERS))
        .isEqualTo(Confirmation.Answer.CONFIRMED);
    Thread.currentThread().interrupt();
    assertThat(new TimedConfirmation(Duration.ofHours(1)).ask(ORDERS))
        .isEqualTo(Confirmation.Answer.REFUSED);
    assertThat(Thread.interrupted()).isTrue();
  }
}
