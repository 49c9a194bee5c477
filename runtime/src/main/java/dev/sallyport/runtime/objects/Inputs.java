package dev.sallyport.runtime.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the files that paths name. */
final class Inputs {
  private Inputs() {}

  /**
   * The files of a path: the file itself, whatever its name; of a folder all {@code .yaml}, {@code
   * .yml} and {@code .json} files in it and below, sorted by path. Folders behind symbolic links
   * are not entered.
   *
   * @throws IOException if the path does not exist or a folder can't be read
   */
  static List<Path> files(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> files = new ArrayList<>(below.filter(Inputs::isManifest).toList());
      files.sort((a, b) -> name(a).compareTo(name(b)));
      return files;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How messages name a file: its path with slashes, the same on every system. */
  static String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Reads a file to its end. */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readAllBytes();
    }
  }

  private static boolean isManifest(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(path);
  }
}
