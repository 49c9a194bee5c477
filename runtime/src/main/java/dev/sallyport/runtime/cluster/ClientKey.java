package dev.sallyport.runtime.cluster;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A private key as PEM text. Source: RFC 7468, section 10. */
final class ClientKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private ClientKey() {}

  /** The algorithm of a PKCS #8 key; empty if it is in another form, or none that is known. */
  static Optional<String> algorithm(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    PKCS8EncodedKeySpec key;
    try {
      key =
          new PKCS8EncodedKeySpec(
              Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return List.of("RSA", "EC", "EdDSA").stream().filter(each -> is(each, key)).findFirst();
  }

  private static boolean is(String algorithm, PKCS8EncodedKeySpec key) {
    try {
      KeyFactory.getInstance(algorithm).generatePrivate(key);
      return true;
    } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
      return false;
    }
  }
}
