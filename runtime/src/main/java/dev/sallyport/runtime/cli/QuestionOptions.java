package dev.sallyport.runtime.cli;

import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import dev.sallyport.runtime.question.Answer;
import dev.sallyport.runtime.question.InvalidQuestionException;
import dev.sallyport.runtime.question.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      paramLabel = "PATH",
      description =
          "Files and folders of Kubernetes objects, folders of classes, jars and images,"
              + " git:REV:PATH, - for standard input, or cluster:CONTEXT for a live cluster (cluster:"
              + " for the current context).")
  private List<String> paths = List.of();

  @Option(names = "--cluster", description = "Read a live cluster too; the same as cluster:.")
  private boolean cluster;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  @Option(
      names = "--plugin",
      paramLabel = "PROFILE",
      defaultValue = "strict",
      description = "strict (open questions stay open), calico-like, cilium-like, np-guard-like.")
  private MatrixCommand.Plugin plugin = MatrixCommand.Plugin.STRICT;

  // Made when asked: every start of the program makes this object, and must load no reader for it.
  private @Nullable ObjectInputs inputs;

  QuestionOptions() {}

  /** What was read, after {@link #answer}. */
  ObjectInputs inputs() {
    return Objects.requireNonNull(inputs);
  }

  /** Reads the inputs and answers. An object that can't be read makes every answer doubtful. */
  Answer answer(CommandSpec spec) {
    ObjectInputs inputs = new ObjectInputs(flags.defaultNamespace(), Sallyport.progress(spec));
    this.inputs = inputs;
    try {
      for (String path : flags.inputs(spec, cluster, paths)) {
        CommandInputs.add(path, inputs, flags, spec.commandLine().getErr());
      }
      KubernetesObjects objects = inputs.someObjects();
      OtherPolicies.tell(objects, spec.commandLine().getErr());
      if (!objects.problems().isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        objects.problems().forEach(problem -> err.println(problem));
        throw new CommandFailedException(
            "without what the lines above name there is no sure answer; mend it and ask again");
      }
      Snapshot snapshot = Snapshots.of(objects, plugin.profile());
      return Answer.of(
          Question.parse(from, to, snapshot, flags.defaultNamespace()), snapshot, plugin.profile());
    } catch (IOException | InvalidQuestionException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
