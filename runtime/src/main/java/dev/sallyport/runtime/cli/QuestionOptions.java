package dev.sallyport.runtime.cli;

import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import dev.sallyport.runtime.question.Answer;
import dev.sallyport.runtime.question.InvalidQuestionException;
import dev.sallyport.runtime.question.Question;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** What {@code allowed} and {@code explain} are asked. */
final class QuestionOptions {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "namespace/workload, an address or a CIDR.")
  private String from = "";

  @Parameters(
      index = "1",
      paramLabel = "TO[:PORT]",
      description =
          "The same, and a port: 8080, http, 53/UDP. An IPv6 address with a port stands in"
              + " brackets. Without a port: whether any connection is possible.")
  private String to = "";

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = ObjectSource.LABEL,
      description = ObjectSource.PATHS)
  private List<String> paths = List.of();

  @Mixin private ObjectSource source = new ObjectSource();

  @Mixin private PluginOption plugin = new PluginOption();

  @Mixin private TextOrJson output = new TextOrJson();

  // Made when asked: every start of the program makes this object, and must load no reader for it.
  private @Nullable ObjectInputs inputs;

  QuestionOptions() {}

  /** Whether the answer is wanted as JSON. */
  boolean isJson() {
    return output.isJson();
  }

  /** What was read, after {@link #answer}. */
  ObjectInputs inputs() {
    return Objects.requireNonNull(inputs);
  }

  /** Reads the inputs and answers. An object that can't be read makes every answer doubtful. */
  Answer answer(CommandSpec spec) {
    try {
      ObjectInputs inputs = source.read(spec, paths);
      this.inputs = inputs;
      KubernetesObjects objects = inputs.someObjects();
      Remarks remarks = Remarks.of(spec);
      OtherPolicies.tell(objects, remarks);
      if (!objects.problems().isEmpty()) {
        remarks.list(objects.problems());
        throw new CommandFailedException(
            "without what the lines above name there is no sure answer; mend it and ask again");
      }
      Snapshot snapshot = Snapshots.of(objects, plugin.profile());
      return Answer.of(
          Question.parse(from, to, snapshot, source.defaultNamespace()),
          snapshot,
          plugin.profile());
    } catch (IOException | InvalidQuestionException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
