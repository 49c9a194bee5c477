package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** The bytes of a blob on their way, with the digest of all of them. */
final class DigestedStream extends ReadThroughStream {
  private final MessageDigest digest;
  private final ImageBlob blob;
  private final Source at;

  DigestedStream(InputStream stream, MessageDigest digest, ImageBlob blob, Source at) {
    super(stream);
    this.digest = digest;
    this.blob = blob;
    this.at = at;
  }

  @Override
  void seen(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  /** Reads what is left and compares. */
  void finish() throws BundleException, IOException {
    transferTo(OutputStream.nullOutputStream());
    blob.verifyDigest(digest.digest(), at);
  }

  @Override
  public void close() {
    // The content belongs to the one who opened it, and must still be read to its end.
  }
}
