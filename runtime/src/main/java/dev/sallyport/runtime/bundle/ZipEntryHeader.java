package dev.sallyport.runtime.bundle;

/**
 * One entry as the central directory of a zip describes it.
 *
 * @param name the normal name; see {@link EntryName}
 * @param rawName the bytes of the name, one character each, to compare with the local header
 * @param directory whether it is a folder
 * @param link whether it stands for a symbolic link
 * @param flags the general purpose bits
 * @param method 0 stored, 8 deflated, other numbers for what is not read here
 * @param crc the CRC-32 of the content
 * @param compressedSize how many bytes are in the archive
 * @param size how many bytes come out
 * @param localHeader where the local header is, from the start of the archive
 */
record ZipEntryHeader(
    String name,
    String rawName,
    boolean directory,
    boolean link,
    int flags,
    int method,
    int crc,
    long compressedSize,
    long size,
    long localHeader) {

  static final int STORED = 0;
  static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int SIZES_FOLLOW = 1 << 3;

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /** Whether the local header may leave sizes and checksum to a record behind the content. */
  boolean sizesFollow() {
    return (flags & SIZES_FOLLOW) != 0;
  }
}
