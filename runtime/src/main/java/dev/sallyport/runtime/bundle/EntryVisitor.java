package dev.sallyport.runtime.bundle;

import java.io.InputStream;

/** What a reader shows the files of an input to, whatever kind of input they are in. */
interface EntryVisitor {

  /** Whether a file of this normal name is to be shown. Archives are opened in any case. */
  boolean wants(String name);

  /**
   * Shows a file.
   *
   * @param where where it is
   * @param name its normal name within the innermost archive, layer or folder
   * @param size how long it says it is, in bytes
   * @param content its bytes; whole only if the end is reached without an exception
   */
  void file(Source where, String name, long size, InputStream content) throws BundleException;
}
