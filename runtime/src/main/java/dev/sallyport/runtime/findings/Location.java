package dev.sallyport.runtime.findings;

import dev.sallyport.declaration.Place;
import java.nio.file.Path;

/**
 * Where something is wrong, at deploy time.
 *
 * @param file the file or input, as it was named
 * @param line from 1; 0 where no line can be named
 * @param within where in the file: the entries of an archive, joined by {@code " > "}; empty if the
 *     file is no archive
 * @param source what says it there: an annotation and where it stands, or an object; may be empty
 */
public record Location(String file, int line, String within, String source) implements Place {

  /** A place in a file that is no archive. */
  public static Location of(String file, int line, String source) {
    return new Location(file, line, "", source);
  }

  /** The same, the file relative to a folder if it is in it. */
  Location below(Path folder) {
    Path path = Path.of(file);
    String name =
        !file.isEmpty() && path.startsWith(folder) ? folder.relativize(path).toString() : file;
    return new Location(name.replace('\\', '/'), line, within, source);
  }

  /** File, entries and line: {@code orders.jar > META-INF/...} or {@code orders.yaml:12}. */
  public String path() {
    return file + (within.isEmpty() ? "" : " > " + within) + (line > 0 ? ":" + line : "");
  }

  @Override
  public String describe() {
    return path() + (source.isEmpty() ? "" : ": " + source);
  }
}
