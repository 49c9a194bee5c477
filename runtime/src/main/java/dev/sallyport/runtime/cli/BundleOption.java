package dev.sallyport.runtime.cli;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --bundle}, of all commands that bring policies to a cluster. */
final class BundleOption {
  @Option(
      names = "--bundle",
      paramLabel = "NAME",
      description =
          "Who owns these policies: the value of their label sallyport.dev/bundle. apply doesn't"
              + " touch a policy of another bundle.")
  private @Nullable String bundle;

  @SuppressWarnings("NullAway.Init")
  BundleOption() {}

  /**
   * The owner, if one is named.
   *
   * @throws ParameterException if the name can't be the value of a label
   */
  Optional<String> name(CommandSpec spec) {
    String name = bundle;
    if (name == null) {
      return Optional.empty();
    }
    try {
      LabelSyntax.value(name);
    } catch (InvalidValueException e) {
      throw new ParameterException(spec.commandLine(), "--bundle: " + e.getMessage());
    }
    if (name.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--bundle: a bundle needs a name");
    }
    return Optional.of(name);
  }
}
