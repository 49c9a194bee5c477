package dev.sallyport.runtime.expect;

import dev.sallyport.check.NearNames;
import dev.sallyport.reach.PluginProfile;
import java.util.List;

/** The plugin profiles by their names. */
public final class Profiles {
  private static final List<PluginProfile> ALL =
      List.of(
          PluginProfile.STRICT,
          PluginProfile.CALICO_LIKE,
          PluginProfile.CILIUM_LIKE,
          PluginProfile.NP_GUARD_LIKE);

  private Profiles() {}

  /**
   * The profile of a name.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  public static PluginProfile named(String name) {
    for (PluginProfile profile : ALL) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    List<String> names = ALL.stream().map(PluginProfile::name).toList();
    String meant = NearNames.didYouMean(name, names);
    throw new IllegalArgumentException(
        "there is no plugin profile \""
            + name
            + "\""
            + (meant.isEmpty() ? "; there are " + String.join(", ", names) : meant));
  }
}
