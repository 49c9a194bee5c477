package dev.sallyport.samples.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a README that a program prints: what stands between {@code <!-- name: begin -->} and
 * {@code <!-- name: end -->}, each on a line of its own.
 *
 * @param readme the file
 * @param name the section
 */
public record ReadmeSection(Path readme, String name) {

  /** What stands there, without the markers; ends with a line break unless empty. */
  public String read() {
    String text = text();
    return text.substring(first(text), last(text));
  }

  /** Puts other text there. */
  public void write(String section) {
    String text = text();
    String changed = text.substring(0, first(text)) + section + text.substring(last(text));
    try {
      Files.writeString(readme, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    try {
      return Files.readString(readme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int first(String text) {
    String marker = "<!-- " + name + ": begin -->\n";
    return found(text.indexOf(marker), marker) + marker.length();
  }

  private int last(String text) {
    String marker = "<!-- " + name + ": end -->\n";
    return found(text.indexOf(marker), marker);
  }

  private int found(int index, String marker) {
    if (index < 0) {
      throw new IllegalStateException(readme + " has no line " + marker.strip());
    }
    return index;
  }
}
