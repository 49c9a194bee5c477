package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.OutputFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code -o} and {@code --format}, of all commands that write manifests. */
final class ManifestOutput {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder to write, or - for standard output.")
  private Path output = Path.of("-");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "yaml, list, kustomize or helm. Default: kustomize for a folder, yaml for standard"
              + " output, which takes yaml and list only.")
  private @Nullable ExtractionFormat format;

  @SuppressWarnings("NullAway.Init")
  ManifestOutput() {}

  /** Something to write, made when it is known in which form. */
  interface Made<T> {
    T make() throws BundleException, ExtractionException;
  }

  private boolean isStream() {
    return output.toString().equals("-");
  }

  /**
   * The form.
   *
   * @throws ParameterException if it is several files and there is no folder to write them to
   */
  ExtractionFormat format(CommandSpec spec) {
    ExtractionFormat standard = isStream() ? ExtractionFormat.YAML : ExtractionFormat.KUSTOMIZE;
    ExtractionFormat chosen = format == null ? standard : format;
    if (isStream() && !chosen.isStream()) {
      throw new ParameterException(
          spec.commandLine(),
          "--format " + option(chosen) + " is several files: name a folder with -o.");
    }
    return chosen;
  }

  private static String option(ExtractionFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** Writes the files as a folder, whole or not at all, or the text to standard output. */
  void write(CommandSpec spec, Made<String> text, Made<SortedMap<String, String>> files)
      throws BundleException, ExtractionException {
    if (isStream()) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text.make());
      out.flush();
    } else {
      new OutputFolder(output).write(files.make());
    }
  }
}
