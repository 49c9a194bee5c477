package dev.sallyport.runtime.bundle;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a descriptor of an image points to: a file named by the digest of its content.
 *
 * <p>Source: OCI image specification, descriptor.md.
 *
 * @param mediaType what kind of content it is
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex the digest
 * @param size how many bytes the content has
 */
record ImageBlob(String mediaType, String algorithm, String hex, long size) {
  private static final Pattern DIGEST =
      Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LAYER =
      Pattern.compile(
          "application/vnd\\.oci\\.image\\.layer\\.(nondistributable\\.)?v1\\.tar(\\+[a-z]+)?"
              + "|application/vnd\\.docker\\.image\\.rootfs\\.(foreign\\.)?diff\\.tar(\\.[a-z]+)?");

  /** Reads a descriptor. */
  static ImageBlob of(Object descriptor, Source where) throws BundleException {
    Matcher digest = DIGEST.matcher(ImageJson.string(descriptor, "digest"));
    String size = ImageJson.string(descriptor, "size");
    if (!digest.matches() || !SIZE.matcher(size).matches()) {
      throw new BundleException(where, "a descriptor has no sha256 or sha512 digest, or no size");
    }
    boolean sha256 = digest.group(1) != null;
    return new ImageBlob(
        ImageJson.string(descriptor, "mediaType"),
        sha256 ? "sha256" : "sha512",
        sha256 ? digest.group(2) : digest.group(4),
        Long.parseLong(size));
  }

  /** Where it is in the layout. */
  String path() {
    return "blobs/" + algorithm + "/" + hex;
  }

  /** Whether it is a layer of files. */
  boolean isLayer() {
    return LAYER.matcher(mediaType).matches();
  }

  /** Whether it is a statement about an image, such as its provenance. */
  boolean isAttestation() {
    return mediaType.equals("application/vnd.in-toto+json");
  }

  /** Checks content that is in memory. */
  void verify(byte[] content, Source at) throws BundleException {
    verifySize(content.length, at);
    verifyDigest(digest().digest(content), at);
  }

  /** Checks the number of bytes. */
  void verifySize(long found, Source at) throws BundleException {
    if (found != size) {
      throw new BundleException(
          at, "it has " + found + " bytes, but the image says " + size + ": truncated or damaged");
    }
  }

  /** Checks the digest. */
  void verifyDigest(byte[] found, Source at) throws BundleException {
    if (!HexFormat.of().formatHex(found).equals(hex)) {
      throw new BundleException(at, "its content does not match its digest: damaged, or altered");
    }
  }

  /** A stream that checks the digest when it is finished. */
  DigestedStream digested(InputStream stream, Source at) {
    return new DigestedStream(stream, digest(), this, at);
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }
}
