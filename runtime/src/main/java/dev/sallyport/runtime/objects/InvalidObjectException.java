package dev.sallyport.runtime.objects;

import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An object that the API server would refuse. */
public final class InvalidObjectException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Everything that is wrong with it. */
  private final transient List<Problem> problems;

  /**
   * Creates the exception.
   *
   * @param problems everything that is wrong with it
   */
  public InvalidObjectException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems);
  }

  /** Everything that is wrong with it. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
