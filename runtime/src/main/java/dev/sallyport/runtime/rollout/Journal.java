package dev.sallyport.runtime.rollout;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.link.RecordFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How far a rollout is: what another machine needs to go on with it or to walk back.
 *
 * <p>As the data of a ConfigMap: {@code status} says it in words; {@code rollout} is JSON with
 * {@code schema}, {@code id}, {@code holder}, {@code phase}, {@code next} and {@code plugin};
 * {@code plan} and {@code accepted} are JSON too, compressed with gzip, in Base64. The plan has the
 * previous version of every policy that it touches.
 *
 * @param plan what is done
 * @param accepted what may be cut
 * @param profile what is known of the network plugin
 * @param holder who does it
 * @param phase in which direction
 * @param next forward, the number of steps that are done; backward, the number of steps that may
 *     still have to be undone
 */
public record Journal(
    Plan plan, AcceptedCuts accepted, PluginProfile profile, String holder, Phase phase, int next) {
  private static final String SCHEMA = "sallyport.dev/rollout/v1";

  /** A ConfigMap holds at most 1 MiB; the rest is for its metadata. */
  private static final int MOST_BYTES = 1_000_000;

  private static final int MOST_UNPACKED_BYTES = 64 << 20;

  /** In which direction the plan is walked. */
  public enum Phase {
    /** To its end. */
    FORWARD,
    /** Back to where it began. */
    BACKWARD
  }

  /** Creates a journal. */
  public Journal {
    if (next < 0 || next > plan.steps().size()) {
      throw new IllegalArgumentException("step " + next + " of " + plan.steps().size());
    }
  }

  Journal at(int step) {
    return new Journal(plan, accepted, profile, holder, phase, step);
  }

  Journal by(String another) {
    return new Journal(plan, accepted, profile, another, phase, next);
  }

  Journal accepting(AcceptedCuts cuts) {
    return new Journal(plan, cuts, profile, holder, phase, next);
  }

  /** The same on its way back; the step that was next may have been done in part. */
  Journal backward() {
    return phase == Phase.BACKWARD
        ? this
        : new Journal(
            plan,
            accepted,
            profile,
            holder,
            Phase.BACKWARD,
            Math.min(next + 1, plan.steps().size()));
  }

  /** How far it is, as one sentence without a full stop. */
  public String status() {
    String at;
    if (phase == Phase.FORWARD) {
      at =
          next == plan.steps().size()
              ? "all steps are done"
              : "next is step " + (next + 1) + ": " + plan.steps().get(next).what();
    } else {
      at =
          next == 0
              ? "going back, all steps are undone"
              : "going back, next to undo is step "
                  + next
                  + ": "
                  + plan.steps().get(next - 1).what();
    }
    return "rollout " + plan.id() + ", " + plan.steps().size() + " steps, by " + holder + ": " + at;
  }

  /**
   * The data of the ConfigMap.
   *
   * @throws RolloutRefusedException if a ConfigMap could not hold it
   */
  Map<String, String> data() throws RolloutRefusedException {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("status", status());
    data.put(
        "rollout",
        JsonWriter.write(
            Mapping.builder()
                .field("schema", SCHEMA)
                .field("id", plan.id())
                .field("holder", holder)
                .field("phase", phase.name())
                .field("next", next)
                .field("plugin", profile.name())
                .build()));
    data.put("plan", packed(PlanJson.text(plan)));
    data.put("accepted", packed(accepted.text()));
    long bytes = 0;
    for (String value : data.values()) {
      bytes += value.getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MOST_BYTES) {
      throw new RolloutRefusedException(
          "the plan is too large for its journal ("
              + bytes
              + " bytes, compressed, and a ConfigMap holds "
              + MOST_BYTES
              + "); roll out fewer inputs at once");
    }
    return data;
  }

  /**
   * Reads the data of the ConfigMap strictly.
   *
   * @throws RolloutRefusedException if it is not a journal, or one of a later version
   */
  static Journal parse(Map<String, String> data) throws RolloutRefusedException {
    Source source = Source.of("the journal");
    try {
      RecordFields fields = object(source, value(source, data, "rollout"));
      if (!fields.text("schema").equals(SCHEMA)) {
        throw new BundleException(source, "its schema is not \"" + SCHEMA + "\"");
      }
      Plan plan = PlanJson.parse(unpacked(source, value(source, data, "plan")));
      if (!plan.id().equals(fields.text("id"))) {
        throw new BundleException(source, "its plan is of another rollout");
      }
      return new Journal(
          plan,
          AcceptedCuts.parse("the journal", unpacked(source, value(source, data, "accepted"))),
          profile(fields.text("plugin")),
          fields.text("holder"),
          fields.constant("phase", Phase.class),
          fields.number("next"));
    } catch (BundleException | IllegalArgumentException e) {
      throw new RolloutRefusedException(
          e.getMessage()
              + "; somebody changed the ConfigMap, or another version of this program wrote it");
    }
  }

  private static RecordFields object(Source source, String text) throws BundleException {
    Documents documents = DocumentReader.read("the journal", text, 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    return new RecordFields(source, "", documents.documents().get(0).root());
  }

  private static String value(Source source, Map<String, String> data, String key)
      throws BundleException {
    String value = data.get(key);
    if (value == null) {
      throw new BundleException(source, "it has no " + key);
    }
    return value;
  }

  /** The profile of a name; where it is not known, the one that decides nothing. */
  private static PluginProfile profile(String name) {
    for (PluginProfile profile :
        new PluginProfile[] {
          PluginProfile.CALICO_LIKE, PluginProfile.CILIUM_LIKE, PluginProfile.NP_GUARD_LIKE
        }) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    return PluginProfile.STRICT;
  }

  private static String packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String unpacked(Source source, String packed) throws BundleException {
    byte[] bytes = Base64.getDecoder().decode(packed);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] text = in.readNBytes(MOST_UNPACKED_BYTES + 1);
      if (text.length > MOST_UNPACKED_BYTES) {
        throw new BundleException(source, "its plan is too large");
      }
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BundleException(source, e);
    }
  }
}
