package dev.sallyport.runtime.question;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.Change;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.Reason;
import dev.sallyport.reach.Verdict;
import dev.sallyport.runtime.edge.PortRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer as JSON: {@code schema}, {@code from}, {@code to}, {@code verdict} ({@code allowed},
 * {@code denied} or {@code depends}), {@code port} if one was asked for, {@code ports} and {@code
 * pluginDependentPorts} (what is possible at all; ranges with {@code protocol}, {@code first},
 * {@code last}, inclusive), {@code choices} (the open questions on which it hinges). An explanation
 * also has {@code egress} and {@code ingress} ({@code allows}; {@code reasons} with {@code text}
 * and {@code lines}) and {@code changes}. Fields may be added; none changes its meaning without a
 * new schema.
 */
public final class AnswerJson {
  private static final String SCHEMA = "sallyport.dev/answer/v1";

  private AnswerJson() {}

  /** The verdict alone. */
  public static String verdict(Answer answer) {
    return JsonWriter.write(verdictFields(answer).build());
  }

  /** The verdict with its reasons. */
  public static String explanation(Answer answer, AnswerText texts) {
    Mapping.Builder object = verdictFields(answer);
    side(object, "egress", answer.explanation().egress(), texts);
    side(object, "ingress", answer.explanation().ingress(), texts);
    List<String> changes =
        answer.explanation().smallestChange().stream().map(Change::text).toList();
    object.field("changes", Sequence.ofStrings(changes));
    return JsonWriter.write(object.build());
  }

  private static Mapping.Builder verdictFields(Answer answer) {
    Question question = answer.question();
    Mapping.Builder object =
        Mapping.builder()
            .field("schema", SCHEMA)
            .field("from", question.from().id())
            .field("to", question.to().id())
            .field("verdict", answer.word());
    question.port().ifPresent(port -> object.field("port", PortRanges.json(port)));
    object.field("ports", PortRanges.json(answer.always()));
    object.field("pluginDependentPorts", PortRanges.json(answer.sometimes()));
    List<String> choices =
        answer.verdict() instanceof Verdict.PluginDependent dependent
            ? dependent.choices().stream().map(PluginChoice::name).toList()
            : List.of();
    return object.field("choices", Sequence.ofStrings(choices));
  }

  private static void side(
      Mapping.Builder object, String name, Optional<Explanation.Side> side, AnswerText texts) {
    if (side.isEmpty()) {
      return;
    }
    List<Node> reasons = new ArrayList<>();
    for (Reason reason : side.get().reasons()) {
      reasons.add(
          Mapping.builder()
              .field("text", reason.toString())
              .field("lines", Sequence.ofStrings(texts.lines(reason)))
              .build());
    }
    object.field(
        name,
        Mapping.builder()
            .field("allows", side.get().allows())
            .field("reasons", Sequence.of(reasons))
            .build());
  }
}
