package dev.sallyport.runtime.rollout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a program, which confirms by ending with 0. It finds the workload, {@code namespace/name},
 * in the environment variable {@code SALLYPORT_WORKLOAD}. What it prints is dropped, but for its
 * standard error, which is that of this process.
 */
public final class CommandConfirmation implements Confirmation {
  private final List<String> command;
  private final Duration within;
  private final Consumer<String> says;

  /**
   * Creates a confirmation.
   *
   * @param command program and arguments
   * @param within how long it may take; then it is ended
   * @param says is told why it did not confirm
   */
  public CommandConfirmation(List<String> command, Duration within, Consumer<String> says) {
    this.command = List.copyOf(command);
    this.within = within;
    this.says = says;
  }

  @Override
  public Answer ask(Step.Narrow step) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SALLYPORT_WORKLOAD", step.workload());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      says.accept("the command can't be run: " + e.getMessage());
      return Answer.REFUSED;
    }
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        says.accept("the command did not end in time");
        return Answer.NOBODY;
      }
      if (process.exitValue() != 0) {
        says.accept("the command ended with " + process.exitValue());
        return Answer.REFUSED;
      }
      return Answer.CONFIRMED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.REFUSED;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
