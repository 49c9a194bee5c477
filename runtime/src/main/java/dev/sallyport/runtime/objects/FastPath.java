package dev.sallyport.runtime.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A faster way to read some texts, which gives exactly what the full reader would give or says that
 * it can't.
 */
public interface FastPath {

  /** Reads nothing: everything is for the full reader. */
  FastPath NONE =
      new FastPath() {
        @Override
        public Optional<FastList> read(
            Path file, String source, String defaultNamespace, TreeReader trees) {
          return Optional.empty();
        }

        @Override
        public Optional<FastList> read(
            byte[] text, String source, String defaultNamespace, TreeReader trees) {
          return Optional.empty();
        }
      };

  /**
   * Reads a file.
   *
   * @param source how messages name it
   * @param defaultNamespace the namespace of objects that give none
   * @param trees reads the items that are no pods
   * @return nothing if the file is for the full reader
   * @throws IOException if the file can't be read
   */
  Optional<FastList> read(Path file, String source, String defaultNamespace, TreeReader trees)
      throws IOException;

  /** Reads a text; see {@link #read(Path, String, String, TreeReader)}. */
  Optional<FastList> read(byte[] text, String source, String defaultNamespace, TreeReader trees);
}
