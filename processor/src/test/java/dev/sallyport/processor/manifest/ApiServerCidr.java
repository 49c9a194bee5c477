package dev.sallyport.processor.manifest;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address block that the API server takes: no leading zeros, no IPv4-mapped form, no host bits.
 * Shares no line with the model's, so that each proves the other.
 *
 * @param bits the length of an address, 32 or 128
 * @param address the network address
 * @param prefix the length of the prefix
 */
record ApiServerCidr(int bits, BigInteger address, int prefix) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  boolean isInside(ApiServerCidr outer) {
    return bits == outer.bits
        && address
            .shiftRight(bits - outer.prefix)
            .equals(outer.address.shiftRight(bits - outer.prefix));
  }

  /** Reads a block; empty if the API server would refuse it. */
  static Optional<ApiServerCidr> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !parts[1].matches("0|[1-9]\\d{0,2}")) {
      return Optional.empty();
    }
    if (IPV4.matcher(parts[0]).matches()) {
      for (String octet : parts[0].split("\\.")) {
        if (!octet.matches("0|[1-9]\\d*") || Integer.parseInt(octet) > 255) {
          return Optional.empty();
        }
      }
    } else if (!IPV6.matcher(parts[0]).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(parts[0]).getAddress(); // literals are not looked up
      int bits = bytes.length * 8;
      int prefix = Integer.parseInt(parts[1]);
      BigInteger address = new BigInteger(1, bytes);
      boolean mapped = bits == 32 && parts[0].contains(":");
      boolean hostBits =
          prefix <= bits && !address.mod(BigInteger.TWO.pow(bits - prefix)).equals(BigInteger.ZERO);
      return mapped || prefix > bits || hostBits
          ? Optional.empty()
          : Optional.of(new ApiServerCidr(bits, address, prefix));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
