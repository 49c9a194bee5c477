package dev.sallyport.runtime.bundle;

/**
 * One entry of a tar.
 *
 * @param name the normal name; see {@link EntryName}
 * @param kind what it is
 * @param link where a link points, as written; empty for anything else
 * @param size how many bytes follow
 * @param position where they start, from the start of the tar
 */
record TarEntry(String name, Kind kind, String link, long size, long position) {

  /** What an entry of a tar is. */
  enum Kind {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    HARD_LINK,
    DEVICE,
    SPARSE_FILE
  }

  boolean isLink() {
    return kind == Kind.SYMBOLIC_LINK || kind == Kind.HARD_LINK;
  }

  /** The part of the name behind the last {@code /}. */
  String lastName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The part of the name before the last {@code /}; empty in the root. */
  String folder() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }
}
