package dev.sallyport.runtime.fast;

/** The text is not of the regular subset; no error, but a case for the full reader. */
final class IrregularException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one without a trace, because it is thrown to leave a walk, not to report. */
  IrregularException() {
    super("not regular", null, false, false);
  }
}
