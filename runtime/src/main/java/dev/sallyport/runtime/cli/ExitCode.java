package dev.sallyport.runtime.cli;

/** The exit codes of every command. */
public final class ExitCode {
  /** It ran, and nothing is wrong. */
  public static final int CLEAN = 0;

  /** It ran, and found something that a person should look at. */
  public static final int FINDINGS = 1;

  /** It could not run, or not on all of its input; what it printed may be incomplete. */
  public static final int FAILED = 2;

  private ExitCode() {}
}
