package dev.sallyport.runtime.cli;

import picocli.CommandLine.Option;

/** {@code -o}, of commands whose output is text or JSON. */
final class TextOrJson {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json. Default: text.")
  private Format format = Format.TEXT;

  TextOrJson() {}

  /** The forms. */
  enum Format {
    TEXT,
    JSON
  }

  /** Whether it is JSON. */
  boolean isJson() {
    return format == Format.JSON;
  }
}
