package dev.sallyport.runtime.bundle;

/**
 * How much an input may make a reader do. Beyond a limit reading ends with a {@link
 * BundleException} that names the limit.
 *
 * @param manifestBytes the longest manifest or contract record, in bytes
 * @param collectedBytes all manifests and contract records together, in bytes
 * @param archiveBytes the longest archive inside another one after inflating, in bytes; one up to
 *     16 MiB is held in memory, a longer one in a temporary file
 * @param totalBytes everything that is inflated in one reading, in bytes
 * @param ratio how many bytes one compressed byte may become, on average, once 16 MiB came out
 * @param entries how many entries all archives, layers and folders may have together; their names
 *     may be 64 bytes long on average
 * @param depth how deep archives may stand in each other: 1 is a jar, 2 a jar in a jar
 */
public record BundleLimits(
    int manifestBytes,
    long collectedBytes,
    long archiveBytes,
    long totalBytes,
    int ratio,
    int entries,
    int depth) {

  /**
   * Limits that real applications and images don't reach: 1 MiB a manifest, 64 MiB of manifests, 2
   * GiB an inner archive, 16 GiB in all, ratio 200, 2,000,000 entries, depth 5.
   */
  public static final BundleLimits STANDARD =
      new BundleLimits(1 << 20, 64L << 20, 2L << 30, 16L << 30, 200, 2_000_000, 5);
}
