package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.terminal.Progress;

/** What is left of the limits during one reading. Mutable, owned by one reader. */
final class Budget {
  /** Below this many bytes of output a ratio says little. */
  private static final long RATIO_FLOOR = 16L << 20;

  /** How long names may be on average, at the most entries, in bytes. */
  private static final int NAME_LENGTH = 64;

  private final BundleLimits limits;
  private final Progress progress;
  private long inflated;
  private long collected;
  private int entries;
  private long names;

  Budget(BundleLimits limits) {
    this(limits, Progress.NONE);
  }

  Budget(BundleLimits limits, Progress progress) {
    this.limits = limits;
    this.progress = progress;
  }

  /** Says which input is read now. */
  void begin(Source input) {
    progress.phase("reading " + input);
  }

  /** The same limits, of which nothing is used. */
  Budget anew() {
    return new Budget(limits, progress);
  }

  BundleLimits limits() {
    return limits;
  }

  /** Counts one entry of an archive, layer or folder, and the bytes of its name. */
  void entry(Source where, int nameLength) throws BundleException {
    entries++;
    progress.count(Progress.Unit.ENTRIES, 1);
    names += nameLength;
    if (entries > limits.entries()) {
      throw new BundleException(
          where, "there are more than " + limits.entries() + " entries in all");
    }
    if (names > (long) limits.entries() * NAME_LENGTH) {
      throw new BundleException(where, "the names of all entries are too long together");
    }
  }

  /** Refuses an archive of so many entries before any is looked at. */
  void entriesAhead(Source where, long count) throws BundleException {
    if (count > limits.entries()) {
      throw new BundleException(
          where, "it has " + count + " entries; " + limits.entries() + " is the most");
    }
  }

  /** Counts bytes that came out of a decompressor. */
  void inflated(Source where, long bytes) throws BundleException {
    inflated += bytes;
    progress.count(Progress.Unit.BYTES, bytes);
    if (inflated > limits.totalBytes()) {
      throw new BundleException(
          where, "more than " + limits.totalBytes() + " bytes came out in all: a zip bomb?");
    }
  }

  /** Checks how much came out of how much. */
  void ratio(Source where, long in, long out) throws BundleException {
    if (out > RATIO_FLOOR && out / limits.ratio() > in) {
      throw new BundleException(
          where, "it inflates to more than " + limits.ratio() + " times its size: a zip bomb?");
    }
  }

  /** Counts a manifest or contract record. */
  void collected(Source where, long bytes) throws BundleException {
    collected += bytes;
    if (collected > limits.collectedBytes()) {
      throw new BundleException(
          where, "the manifests are longer than " + limits.collectedBytes() + " bytes together");
    }
  }

  /** Checks the length of a manifest or contract record. */
  void manifest(Source where, long bytes) throws BundleException {
    if (bytes > limits.manifestBytes()) {
      throw new BundleException(where, "it is longer than " + limits.manifestBytes() + " bytes");
    }
  }

  /** Checks the length of an archive inside another one. */
  void archive(Source where, long bytes) throws BundleException {
    if (bytes > limits.archiveBytes()) {
      throw new BundleException(
          where, "it inflates to more than " + limits.archiveBytes() + " bytes: a zip bomb?");
    }
  }

  /** Checks how deep archives stand in each other. */
  void depth(Source where, int depth) throws BundleException {
    if (depth > limits.depth()) {
      throw new BundleException(
          where, "archives stand in each other more than " + limits.depth() + " deep");
    }
  }
}
