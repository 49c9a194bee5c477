package dev.sallyport.runtime.bundle;

import java.util.Locale;
import java.util.Optional;

/**
 * The rules for names of entries: relative, going down only. What a name says decides whether an
 * entry is read: everything under a folder {@code META-INF/sallyport}, wherever that stands, and
 * every {@code .jar}, {@code .war} and {@code .ear}.
 */
final class EntryName {
  static final String FOLDER = "META-INF/sallyport/";

  private EntryName() {}

  /**
   * The name without a leading {@code ./} and without a trailing {@code /}; empty for the root.
   *
   * @param backslashes whether {@code \} separates too, as some zip readers have it
   * @throws BundleException if the name is absolute or climbs out
   */
  static String normal(Source archive, String name, boolean backslashes) throws BundleException {
    String judged = backslashes ? name.replace('\\', '/') : name;
    if (judged.startsWith("/") || (backslashes && judged.matches("[A-Za-z]:.*"))) {
      throw new BundleException(archive.entry(name), "an absolute entry name is refused");
    }
    if (judged.indexOf('\0') >= 0) {
      throw new BundleException(archive.entry(name), "an entry name with a NUL is refused");
    }
    if (plain(judged)) {
      return judged.endsWith("/") ? judged.substring(0, judged.length() - 1) : judged;
    }
    StringBuilder normal = new StringBuilder(judged.length());
    for (String part : judged.split("/", -1)) {
      if (part.equals("..")) {
        throw new BundleException(
            archive.entry(name), "an entry name that climbs out (\"..\") is refused");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        normal.append(normal.isEmpty() ? "" : "/").append(part);
      }
    }
    return normal.toString();
  }

  /** Whether no part of the name is empty, {@code .} or {@code ..}: by far the usual case. */
  private static boolean plain(String name) {
    return !name.startsWith(".") && !name.contains("//") && !name.contains("/.");
  }

  /** What stands behind {@code META-INF/sallyport/}, if the name is in such a folder. */
  static Optional<String> inBundle(String name) {
    if (name.startsWith(FOLDER)) {
      return Optional.of(name.substring(FOLDER.length()));
    }
    int at = name.indexOf("/" + FOLDER);
    return at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1 + FOLDER.length()));
  }

  /** Whether the name is {@code META-INF/sallyport} itself, or that folder's parent. */
  static boolean isBundleFolder(String name) {
    String slashed = "/" + name;
    return slashed.endsWith("/META-INF/sallyport") || slashed.endsWith("/META-INF");
  }

  /** Whether the name is that of an archive of classes. */
  static boolean isArchive(String name) {
    int length = name.length();
    if (length < 5 || name.charAt(length - 4) != '.') {
      return false;
    }
    String ending = name.substring(length - 3).toLowerCase(Locale.ROOT);
    return ending.equals("jar") || ending.equals("war") || ending.equals("ear");
  }

  /** Whether a reader has any business with an entry of this name. */
  static boolean isRead(String name) {
    return isArchive(name) || inBundle(name).isPresent();
  }
}
