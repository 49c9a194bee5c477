package dev.sallyport.runtime.emit;

import static dev.sallyport.runtime.link.TestContracts.jar;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.findings.CollectedFindings;
import java.nio.file.Path;
import java.util.List;

/** Emissions of a test, and what is found in them. */
final class Emissions {
  final Path folder;
  final CollectedFindings findings = new CollectedFindings(new SeverityOptions());

  Emissions(Path folder) {
    this.folder = folder;
  }

  Emission emit(EmissionOptions options, Path... inputs) throws Exception {
    return Emission.of(new BundleReader().read(List.of(inputs)), options, findings);
  }

  Emission emit(PolicyTarget target, Statement... statements) throws Exception {
    return emit(Shop.options(target), jar(folder.resolve("some.jar"), statements));
  }

  List<String> codes() {
    return findings.results().stream().map(result -> result.code()).toList();
  }
}
