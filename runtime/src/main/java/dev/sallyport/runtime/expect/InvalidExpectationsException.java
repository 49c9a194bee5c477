package dev.sallyport.runtime.expect;

import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Expectations, or what they are checked against, can't be read; nothing was tested. */
public final class InvalidExpectationsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Everything that is wrong, sorted. */
  private final transient List<Problem> problems;

  /**
   * Creates the exception.
   *
   * @param problems everything that is wrong; at least one
   */
  public InvalidExpectationsException(List<Problem> problems) {
    super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems.stream().sorted().toList());
  }

  private InvalidExpectationsException(String message) {
    super(message);
    this.problems = new ArrayList<>();
  }

  /** For something that stands in no file. */
  static InvalidExpectationsException of(String message) {
    return new InvalidExpectationsException(message);
  }

  /** Everything that is wrong, sorted; empty if it stands in no file. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
