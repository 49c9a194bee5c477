package dev.sallyport.runtime.bundle;

import java.io.IOException;

/** Carries a {@link BundleException} through a stream, whose methods throw nothing else. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final BundleException refusal;

  RefusedException(BundleException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  BundleException refusal() {
    return refusal;
  }

  /** What an exception of a stream means for the one who reads: the refusal, or unreadable. */
  static BundleException asRefusal(Source where, IOException e) {
    return e instanceof RefusedException refused
        ? refused.refusal()
        : new BundleException(where, e);
  }
}
