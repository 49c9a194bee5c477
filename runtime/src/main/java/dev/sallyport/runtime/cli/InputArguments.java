package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleLimits;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.bundle.Records;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code INPUT...}, of all commands that read what was compiled and need at least one. */
final class InputArguments {
  static final String LABEL = "INPUT";
  static final String MEANING =
      "Jars, wars, class folders, Quarkus folders, OCI layouts, docker save tars.";

  @Parameters(arity = "1..*", paramLabel = LABEL, description = MEANING)
  private List<Path> inputs = List.of();

  InputArguments() {}

  /** The manifests and records in them. */
  Bundle bundle(CommandSpec spec) throws BundleException {
    return bundle(spec, inputs);
  }

  /** The records in them. */
  Records records(CommandSpec spec) throws BundleException {
    return records(spec, inputs);
  }

  static Bundle bundle(CommandSpec spec, List<Path> inputs) throws BundleException {
    return new BundleReader(BundleLimits.STANDARD, Sallyport.progress(spec)).read(inputs);
  }

  static Records records(CommandSpec spec, List<Path> inputs) throws BundleException {
    return new RecordReader(BundleLimits.STANDARD, Sallyport.progress(spec)).read(inputs);
  }
}
