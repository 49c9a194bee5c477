package dev.sallyport.runtime.cluster;

import java.util.List;
import java.util.Map;

/** What {@link TestApiServer} answers: a status code, and an object. */
record TestAnswer(int code, Map<String, Object> body) {
  static TestAnswer ok(Map<String, Object> body) {
    return new TestAnswer(200, body);
  }

  /** Something is gone. */
  static TestAnswer success() {
    return ok(Map.of("kind", "Status", "status", "Success"));
  }

  static TestAnswer fail(int code, String reason, String message) {
    return fail(code, reason, message, List.of());
  }

  static TestAnswer fail(int code, String reason, String message, List<Object> causes) {
    return new TestAnswer(
        code,
        Map.of(
            "kind",
            "Status",
            "apiVersion",
            "v1",
            "status",
            "Failure",
            "message",
            message,
            "reason",
            reason,
            "details",
            Map.of("causes", causes),
            "code",
            code));
  }

  boolean isOk() {
    return code == 200;
  }
}
