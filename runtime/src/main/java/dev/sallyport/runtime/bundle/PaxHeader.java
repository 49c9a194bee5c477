package dev.sallyport.runtime.bundle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records of a pax header, each {@code "LENGTH KEY=VALUE\n"} with the length of the whole
 * record in bytes.
 *
 * <p>Source: POSIX.1-2017, pax, "pax Header Block".
 */
final class PaxHeader {
  private static final String DAMAGED = "the tar is damaged: a pax header is malformed";

  private PaxHeader() {}

  static Map<String, String> read(byte[] data, Source source) throws BundleException {
    Map<String, String> records = new LinkedHashMap<>();
    int at = 0;
    while (at < data.length) {
      int space = indexOf(data, at, ' ');
      long length = number(TarReader.decode(data, at, space - at, source), source);
      long end = at + length;
      if (end > data.length || end <= space + 1 || data[(int) end - 1] != '\n') {
        throw new BundleException(source, DAMAGED);
      }
      int equals = indexOf(data, space + 1, '=');
      if (equals >= end) {
        throw new BundleException(source, DAMAGED);
      }
      String key = TarReader.decode(data, space + 1, equals - space - 1, source);
      if (isRead(key)) {
        String value = TarReader.decode(data, equals + 1, (int) end - 2 - equals, source);
        if (records.put(key, value) != null) {
          throw new BundleException(source, "a pax header sets \"" + key + "\" twice");
        }
      }
      at = (int) end;
    }
    return records;
  }

  /** Other records, such as extended attributes, may be binary. */
  private static boolean isRead(String key) {
    return key.equals("path")
        || key.equals("linkpath")
        || key.equals("size")
        || key.startsWith("GNU.sparse.");
  }

  static long number(String text, Source source) throws BundleException {
    if (!text.matches("[0-9]{1,18}")) {
      throw new BundleException(source, DAMAGED);
    }
    return Long.parseLong(text);
  }

  private static int indexOf(byte[] data, int from, char c) {
    int at = from;
    while (at < data.length && data[at] != c) {
      at++;
    }
    return at;
  }
}
