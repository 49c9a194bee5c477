package dev.sallyport.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real inputs beside the project, which the project does not carry. */
public final class Shared {
  private Shared() {}

  /** A folder of them; skips the test, and says why, where they are absent. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("sallyport.shared", "../../shared"), name);
    if (!Files.isDirectory(folder)) {
      Assumptions.abort("skipped: there is no folder " + name + " beside the project");
    }
    return folder;
  }
}
