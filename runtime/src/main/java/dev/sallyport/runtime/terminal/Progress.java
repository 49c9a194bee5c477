package dev.sallyport.runtime.terminal;

/** Is told how far a long piece of work has come. */
public interface Progress {

  /** What is counted. */
  enum Unit {
    /** Files that were read. */
    FILES("files"),
    /** Entries of archives, layers and folders. */
    ENTRIES("entries"),
    /** Kubernetes objects. */
    OBJECTS("objects"),
    /** Bytes that were read or inflated. */
    BYTES("bytes");

    private final String plural;

    Unit(String plural) {
      this.plural = plural;
    }

    String plural() {
      return plural;
    }
  }

  /** Nobody looks. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String doing) {}

        @Override
        public void count(Unit unit, long more) {}
      };

  /**
   * The next piece of work begins; what was counted before it counts no more.
   *
   * @param doing what is done, for example {@code reading orders.jar}
   */
  void phase(String doing);

  /** So much more is done. */
  void count(Unit unit, long more);
}
