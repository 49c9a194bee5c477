package dev.sallyport.runtime.cluster;

import java.util.List;

/** A cluster did not do what it was asked. The message names the cluster and what to do. */
public final class ClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  private final Reason reason;

  /** The fields in question, if the reason is a conflict. */
  private final transient List<FieldConflict> conflicts;

  /** What was wrong. */
  public enum Reason {
    /** There is no kubeconfig, or not the context that was named. */
    NO_CONFIG(false),
    /** No connection came about. The request was not carried out. */
    UNREACHABLE(true),
    /** No answer came in time, or it broke off. The request may have been carried out. */
    TIMEOUT(true),
    /** The server does not know who asks (401). */
    UNAUTHORIZED(false),
    /** The one who asks may not do that (403). */
    FORBIDDEN(false),
    /** What was asked for is not there (404): mostly a namespace. */
    NOT_FOUND(false),
    /** Fields belong to other managers (409); see {@link #conflicts()}. */
    CONFLICT(false),
    /** The object is not what was read before (409): read again and decide anew. */
    CHANGED(false),
    /** The object is marked as deleted, but finalizers of others keep it, and it still counts. */
    HELD(false),
    /** The server refuses the object (400, 422, or an admission webhook). */
    INVALID(false),
    /** The server has too much to do (429). */
    BUSY(true),
    /** The server failed (500 and above). */
    FAILED(true),
    /** The server's answer can't be understood, so nothing is concluded from it. */
    UNREADABLE(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }
  }

  /**
   * Creates an exception that is no conflict.
   *
   * @param message what is wrong and what to do
   */
  public ClusterException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do
   * @param conflicts the fields that belong to others
   */
  public ClusterException(Reason reason, String message, List<FieldConflict> conflicts) {
    super(message);
    this.reason = reason;
    this.conflicts = List.copyOf(conflicts);
  }

  /** Creates an exception with what led to it. */
  public ClusterException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.conflicts = List.of();
  }

  /** What was wrong. */
  public Reason reason() {
    return reason;
  }

  /** The fields that belong to others, sorted; empty unless the reason is a conflict. */
  public List<FieldConflict> conflicts() {
    return conflicts;
  }

  /** Whether the same call may succeed later, and does no harm if it succeeded already. */
  public boolean isRetryable() {
    return reason.retryable;
  }
}
