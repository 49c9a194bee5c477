package dev.sallyport.runtime.cli;

import dev.sallyport.reach.PluginProfile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --plugin}, of all commands that ask who may connect to whom. */
final class PluginOption {
  @Option(
      names = "--plugin",
      paramLabel = "PROFILE",
      description =
          "How questions are decided that the API leaves to the network plugin: strict (left open),"
              + " calico-like, cilium-like or np-guard-like. Default: strict; for test what its file"
              + " says; for matrix -o tsv, which has no column for open questions, np-guard-like.")
  private @Nullable Plugin plugin;

  @SuppressWarnings("NullAway.Init")
  PluginOption() {}

  /** The profiles by the names that the command line gives them. */
  enum Plugin {
    STRICT,
    CALICO_LIKE,
    CILIUM_LIKE,
    NP_GUARD_LIKE;

    PluginProfile profile() {
      return switch (this) {
        case STRICT -> PluginProfile.STRICT;
        case CALICO_LIKE -> PluginProfile.CALICO_LIKE;
        case CILIUM_LIKE -> PluginProfile.CILIUM_LIKE;
        case NP_GUARD_LIKE -> PluginProfile.NP_GUARD_LIKE;
      };
    }

    @Override
    public String toString() {
      return profile().name();
    }
  }

  /** The profile that was chosen, if one was. */
  Optional<PluginProfile> chosen() {
    return Optional.ofNullable(plugin).map(Plugin::profile);
  }

  /** The profile that was chosen, or the one that leaves every question open. */
  PluginProfile profile() {
    return chosen().orElse(PluginProfile.STRICT);
  }
}
