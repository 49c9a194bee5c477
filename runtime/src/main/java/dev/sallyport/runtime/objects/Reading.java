package dev.sallyport.runtime.objects;

import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The reading of one object: where it stands, how it is named so far, and what is wrong with it.
 */
final class Reading {
  private final String source;
  private final String object;
  private final List<Problem> problems = new ArrayList<>();
  private int remarks;

  /**
   * Starts a reading.
   *
   * @param source the file or stream
   * @param object kind, namespace and name, for messages
   */
  Reading(String source, String object) {
    this.source = source;
    this.object = object;
  }

  String source() {
    return source;
  }

  void problem(int line, String path, String message) {
    problems.add(new Problem(source, line, object, path, message));
  }

  /** A problem that does not keep the object from taking part. */
  void remark(int line, String path, String message) {
    problem(line, path, message);
    remarks++;
  }

  /** Whether the object must be refused. */
  boolean isRefused() {
    return problems.size() > remarks;
  }

  List<Problem> problems() {
    return problems;
  }
}
