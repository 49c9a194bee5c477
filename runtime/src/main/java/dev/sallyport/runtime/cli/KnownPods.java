package dev.sallyport.runtime.cli;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.runtime.deployed.ExpectedPods;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --pods}, of all commands that look for the pods which policies name. */
final class KnownPods {
  @Option(
      names = "--pods",
      paramLabel = "NAMESPACE/NAME:LABELS",
      description =
          "Pods that an operator makes, so that nobody misses them:"
              + " monitoring/prometheus:app=prometheus,tier=x. Can be repeated.")
  private List<String> pods = new ArrayList<>();

  KnownPods() {}

  /**
   * The pods.
   *
   * @throws ParameterException if one of them is written otherwise
   */
  List<ExpectedPods> expected(CommandSpec spec) {
    List<ExpectedPods> expected = new ArrayList<>();
    for (String text : pods) {
      try {
        expected.add(ExpectedPods.parse(text));
      } catch (InvalidValueException e) {
        throw new ParameterException(spec.commandLine(), "--pods " + text + ": " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--pods " + e.getMessage());
      }
    }
    return expected;
  }
}
