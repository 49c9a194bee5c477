package dev.sallyport.runtime.cli;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --namespace-map}, of all commands that write or apply manifests. */
final class NamespaceMapOption {
  @Option(
      names = "--namespace-map",
      paramLabel = "NAME=REAL",
      split = ",",
      description = "Gives a namespace another name, also where selectors name it.")
  private Map<String, String> namespaces = new LinkedHashMap<>();

  NamespaceMapOption() {}

  /** Whether every namespace keeps its name. */
  boolean isEmpty() {
    return namespaces.isEmpty();
  }

  /**
   * The names.
   *
   * @throws ParameterException if one of them is no name of a namespace
   */
  NamespaceMap map(CommandSpec spec) {
    try {
      return NamespaceMap.of(namespaces);
    } catch (InvalidValueException e) {
      throw new ParameterException(spec.commandLine(), "--namespace-map: " + e.getMessage());
    }
  }
}
