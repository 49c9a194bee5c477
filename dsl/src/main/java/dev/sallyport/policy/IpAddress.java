package dev.sallyport.policy;

/**
 * One IPv4 or IPv6 address. Reads strictly and asks no resolver: a host name is never looked up.
 *
 * <p>Source: RFC 4291 section 2.2 (text forms), RFC 5952 (canonical form).
 *
 * @param isIpv6 the family
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; the 32 bits of an IPv4 address
 */
public record IpAddress(boolean isIpv6, long high, long low) implements Comparable<IpAddress> {

  /**
   * Creates an address from its bits.
   *
   * @throws InvalidValueException if it is of IPv4 and bits above the lower 32 are set
   */
  public IpAddress {
    checkWidth(isIpv6, high, low);
  }

  static void checkWidth(boolean isIpv6, long high, long low) {
    if (!isIpv6 && (high != 0 || low >>> 32 != 0)) {
      throw new InvalidValueException(
          Violation.CIDR_SYNTAX,
          "an IPv4 address has 32 bits, but more are set; put it in the lower 32 of the lower half");
    }
  }

  /**
   * Reads an address.
   *
   * @throws InvalidValueException with one of the {@code CIDR_} violations
   */
  public static IpAddress parse(String text) {
    return parse(text, text);
  }

  /** The block that holds this address only: {@code /32} or {@code /128}. */
  public Cidr toCidr() {
    return new Cidr(isIpv6, high, low, isIpv6 ? 128 : 32);
  }

  @Override
  public int compareTo(IpAddress other) {
    int order = Boolean.compare(isIpv6, other.isIpv6);
    order = order != 0 ? order : Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return format(isIpv6, high, low);
  }

  static Cidr parseCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw syntax(text, "the prefix length is missing; write for example \"192.0.2.7/32\"");
    }
    IpAddress address = parse(text.substring(0, slash), text);
    String prefix = text.substring(slash + 1);
    if (prefix.isEmpty() || prefix.length() > 3 || !digits(prefix)) {
      throw syntax(text, "the prefix length must be a number");
    }
    if (prefix.length() > 1 && prefix.charAt(0) == '0') {
      throw zeros(text);
    }
    int length = Integer.parseInt(prefix);
    if (length > (address.isIpv6 ? 128 : 32)) {
      throw syntax(text, "the prefix length is at most " + (address.isIpv6 ? 128 : 32));
    }
    return new Cidr(address.isIpv6, address.high, address.low, length);
  }

  private static IpAddress parse(String address, String whole) {
    return address.indexOf(':') < 0 ? parseIpv4(address, whole) : parseIpv6(address, whole);
  }

  private static IpAddress parseIpv4(String address, String whole) {
    long bits = 0;
    int start = 0;
    boolean zeros = false;
    for (int part = 0; part < 4; part++) {
      int end = part == 3 ? address.length() : address.indexOf('.', start);
      String octet = end < start ? "" : address.substring(start, end);
      if (octet.isEmpty()
          || octet.length() > 3
          || !digits(octet)
          || Integer.parseInt(octet) > 255) {
        throw syntax(whole, "an IPv4 address is four numbers of 0 to 255, with dots between them");
      }
      zeros |= octet.length() > 1 && octet.charAt(0) == '0';
      bits = bits << 8 | Integer.parseInt(octet);
      start = end + 1;
    }
    if (zeros) {
      throw zeros(whole);
    }
    return new IpAddress(false, 0, bits);
  }

  private static IpAddress parseIpv6(String address, String whole) {
    int gap = address.indexOf("::");
    int[] groups = new int[8];
    if (address.lastIndexOf(':') > address.indexOf('.') && address.indexOf('.') >= 0) {
      throw syntax(whole, "an IPv4 address may only stand at the end of an IPv6 address");
    }
    if (gap < 0) {
      if (groups(address, groups, 0, whole) != 8) {
        throw syntax(whole, "an IPv6 address without \"::\" has eight groups");
      }
    } else {
      if (address.indexOf("::", gap + 1) >= 0) {
        throw syntax(whole, "\"::\" may occur only once");
      }
      int[] tail = new int[8];
      int before = groups(address.substring(0, gap), groups, 0, whole);
      int after = groups(address.substring(gap + 2), tail, before, whole);
      if (before + after > 7) {
        throw syntax(whole, "\"::\" must stand for at least one group");
      }
      System.arraycopy(tail, before, groups, 8 - after, after);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    if (high == 0 && low >>> 32 == 0xFFFFL) {
      throw new InvalidValueException(
          Violation.CIDR_IPV4_MAPPED,
          LabelSyntax.quoted(whole)
              + " is an IPv4-mapped IPv6 address, which matches nothing; write the IPv4 form");
    }
    return new IpAddress(true, high, low);
  }

  /** Reads groups into {@code groups} from {@code offset} on and returns how many there were. */
  private static int groups(String text, int[] groups, int offset, String whole) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    int start = 0;
    while (true) {
      int end = text.indexOf(':', start);
      boolean last = end < 0;
      String group = text.substring(start, last ? text.length() : end);
      boolean dotted = last && group.indexOf('.') >= 0;
      if (offset + count + (dotted ? 2 : 1) > 8) {
        throw syntax(whole, "an IPv6 address has at most eight groups");
      }
      if (dotted) {
        long bits = parseIpv4(group, whole).low;
        groups[offset + count++] = (int) (bits >>> 16);
        groups[offset + count++] = (int) (bits & 0xFFFF);
      } else {
        groups[offset + count++] = hex(group, whole);
      }
      if (last) {
        return count;
      }
      start = end + 1;
    }
  }

  private static int hex(String group, String whole) {
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      value = digit < 0 ? -1 : value << 4 | digit;
      if (value < 0) {
        break;
      }
    }
    if (group.isEmpty() || group.length() > 4 || value < 0) {
      throw syntax(whole, "a group of an IPv6 address is one to four hexadecimal digits");
    }
    return value;
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static InvalidValueException syntax(String text, String what) {
    return new InvalidValueException(
        Violation.CIDR_SYNTAX, LabelSyntax.quoted(text) + " is not a valid CIDR: " + what);
  }

  private static InvalidValueException zeros(String text) {
    return new InvalidValueException(
        Violation.CIDR_LEADING_ZEROS,
        LabelSyntax.quoted(text)
            + " has leading zeros, which some software reads as octal; drop them");
  }

  static String format(boolean isIpv6, long high, long low) {
    StringBuilder text = new StringBuilder(isIpv6 ? 39 : 15);
    if (!isIpv6) {
      text.append(low >>> 24 & 255).append('.').append(low >>> 16 & 255).append('.');
      return text.append(low >>> 8 & 255).append('.').append(low & 255).toString();
    }
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(high, low, i + run) == 0) {
        run++;
      }
      if (run > gapLength) {
        gap = i;
        gapLength = run;
      }
      i += run;
    }
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(group(high, low, i)));
      }
    }
    return text.toString();
  }

  private static int group(long high, long low, int index) {
    return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3)) & 0xFFFF);
  }
}
