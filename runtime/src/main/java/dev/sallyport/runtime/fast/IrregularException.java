package dev.sallyport.runtime.fast;

/** The text is not of the regular subset; no error, but a case for the full reader. */
final class IrregularException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The only one; without a trace, because it is thrown to leave a loop. */
  static final IrregularException INSTANCE = new IrregularException();

  private IrregularException() {
    super("not regular", null, false, false);
  }
}
