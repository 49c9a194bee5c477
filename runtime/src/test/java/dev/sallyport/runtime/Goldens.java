package dev.sallyport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole outputs that are kept as files; {@code -DupdateGoldens=true} writes them anew. */
public final class Goldens {
  private static final Path FOLDER = Path.of("src/test/resources/goldens");

  private Goldens() {}

  /** Compares a text with its file. */
  public static void check(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("run with -DupdateGoldens=true to write it").exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
