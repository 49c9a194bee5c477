package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * The golden files of one test method: {@code goldens/<Test>/<method>/<file>}. The system property
 * {@code sallyport.updateGoldens} writes them anew.
 *
 * @param directory where they are
 */
record Goldens(Path directory) {

  static Goldens of(Class<?> test, String method) {
    return new Goldens(
        Path.of("src", "test", "resources", "goldens", test.getSimpleName(), method));
  }

  /** Compares all files but classes, or writes them. */
  void check(List<JavaFileObject> generated) {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : generated) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        files.put(name(file), content(file));
      }
    }
    try {
      if (Boolean.getBoolean("sallyport.updateGoldens")) {
        write(files);
      }
      assertThat(files).isNotEmpty();
      assertThat(read()).isEqualTo(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the location; generated Java would be compiled with the tests under its own name. */
  private static String name(JavaFileObject file) {
    String path = file.toUri().getPath().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", "");
    return path.replaceFirst("^META-INF/sallyport/", "");
  }

  private static String content(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.exists(directory)) {
      for (Map.Entry<String, byte[]> file : TestCompiler.files(directory).entrySet()) {
        files.put(
            file.getKey(), new String(file.getValue(), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private void write(Map<String, String> files) throws IOException {
    if (Files.exists(directory)) {
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
  }
}
