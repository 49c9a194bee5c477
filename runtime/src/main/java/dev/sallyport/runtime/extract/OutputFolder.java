package dev.sallyport.runtime.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that is written whole or not at all: the files are written into a new folder beside it,
 * which then takes its place.
 *
 * <p>A folder that exists is replaced only if it is empty, or holds exactly the files that an
 * earlier call wrote, unchanged: {@value #MARKER} lists their checksums, in the form that {@code
 * sha256sum --check} reads. So nothing that a person put or changed there is ever lost.
 */
public final class OutputFolder {
  /** The file that makes a folder one of ours. */
  public static final String MARKER = ".sallyport.sha256";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  private final Path folder;

  /** A folder, which need not exist, nor its parents. */
  public OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the files, given by path relative to the folder.
   *
   * @throws ExtractionException if the folder holds something else, or can't be written; it is then
   *     as it was before
   */
  public void write(SortedMap<String, String> files) throws ExtractionException {
    try {
      Path target = target();
      boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
      if (exists) {
        checkReplaceable(target);
      }
      Path parent = target.getParent();
      if (parent == null) {
        throw new ExtractionException("the root of a file system can't be the output folder");
      }
      Files.createDirectories(parent);
      Path aside = Files.createTempDirectory(parent, ".sallyport-");
      try {
        fill(aside, files);
        if (exists) {
          replace(target, aside);
        } else {
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        delete(aside);
      }
    } catch (IOException e) {
      throw new ExtractionException("can't write " + folder + ": " + said(e), e);
    }
  }

  /** A link to a folder stays a link; what it leads to is replaced. */
  private Path target() throws IOException {
    return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
  }

  private void checkReplaceable(Path target) throws ExtractionException, IOException {
    if (!Files.isDirectory(target)) {
      throw new ExtractionException(folder + " is there and is no folder");
    }
    SortedMap<String, String> found = sums(target);
    if (found.isEmpty()) {
      return;
    }
    if (found.remove(MARKER) == null) {
      throw new ExtractionException(
          folder
              + " is not empty, and not written by sallyport: name an empty or new folder, or"
              + " delete it first");
    }
    SortedMap<String, String> listed = listed(target.resolve(MARKER));
    for (Map.Entry<String, String> file : found.entrySet()) {
      if (!file.getValue().equals(listed.get(file.getKey()))) {
        throw new ExtractionException(
            folder.resolve(file.getKey())
                + " was added or changed since sallyport wrote the folder: move it away, or delete"
                + " the folder, to extract into it again");
      }
    }
  }

  private static SortedMap<String, String> listed(Path marker) throws IOException {
    SortedMap<String, String> listed = new TreeMap<>();
    for (String line : Files.readString(marker).lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        listed.put(parts.group(2), parts.group(1));
      }
    }
    return listed;
  }

  /** The checksum of every file below a folder; something that is no file has a sum of its own. */
  private static SortedMap<String, String> sums(Path root) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
          String name = root.relativize(path).toString().replace('\\', '/');
          sums.put(name, file ? sha256(Files.readAllBytes(path)) : "no file");
        }
      }
    }
    return sums;
  }

  private static void fill(Path aside, SortedMap<String, String> files) throws IOException {
    StringBuilder marker = new StringBuilder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = aside.resolve(file.getKey()).normalize();
      if (!path.startsWith(aside) || path.equals(aside)) {
        throw new IllegalArgumentException("a path out of the folder: " + file.getKey());
      }
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      Files.createDirectories(path.resolveSibling("."));
      Files.write(path, bytes);
      marker.append(sha256(bytes)).append("  ").append(file.getKey()).append('\n');
    }
    Files.writeString(aside.resolve(MARKER), marker);
  }

  /**
   * Two renames, since Java can't exchange two folders in one step. If the second fails, the first
   * is taken back.
   */
  private static void replace(Path target, Path aside) throws IOException {
    Path before = aside.resolveSibling(aside.getFileName() + "-before");
    Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(before);
  }

  /** Deletes a folder and all below it, if it is there. Links are deleted, not followed. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> children = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      }
      for (Path child : children) {
        delete(child);
      }
    }
    Files.delete(folder);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private static String said(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
