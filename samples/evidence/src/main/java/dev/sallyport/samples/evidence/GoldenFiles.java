package dev.sallyport.samples.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the compiler wrote for a sample, kept in the repository so that each change of it is seen in
 * review: manifests and classes of constants.
 *
 * @param directory where the golden files are
 */
public record GoldenFiles(Path directory) {

  /**
   * What was written for modules: texts by file name.
   *
   * @param modules the modules' folders; no two may have written a file of the same name
   */
  public static Map<String, String> written(List<Path> modules) {
    Map<String, String> written = new TreeMap<>();
    for (Path module : modules) {
      Path target = module.resolve("target");
      add(target.resolve("classes/META-INF/sallyport/manifests"), "manifests/", written);
      add(target.resolve("generated-sources/annotations"), "constants/", written);
    }
    return written;
  }

  /** The golden files: texts by file name. */
  public Map<String, String> read() {
    Map<String, String> files = new TreeMap<>();
    add(directory, "", files);
    return files;
  }

  /** Replaces the golden files. */
  public void write(Map<String, String> files) {
    try {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Path folder, String prefix, Map<String, String> files) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = prefix + folder.relativize(path).toString().replace('\\', '/');
        if (files.put(name, Files.readString(path)) != null) {
          throw new IllegalStateException("two modules have written " + name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
