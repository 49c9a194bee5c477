package dev.sallyport.runtime.cli;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.link.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sallyport rollout}: the safe way to default deny. */
@Command(
    name = "rollout",
    header = "Brings policies to a cluster step by step, without cutting what they allow.",
    description = {
      "Brings the policies of the inputs to a cluster in small steps, each of which is proven"
          + " beforehand: nothing that is possible now and in the end is cut in between, and nothing"
          + " is opened in between that is possible neither now nor in the end.",
      "",
      "First it shows what is wrong, which connections end and begin, and every step. Connections"
          + " that end must be accepted. Workloads that no policy isolates yet get parachutes, which"
          + " allow everything as before; then the real policies come; then each workload is"
          + " narrowed, and its parachutes come back unless somebody confirms that it still works.",
      "",
      "A rollout that was interrupted is resumed or aborted from any machine: its journal is the"
          + " ConfigMap sallyport-rollout. Two rollouts keep each other out.",
      "",
      "Ends with 0 if all is done, 1 if something stands against it or nobody confirmed, 2 if it"
          + " could not run or not to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport rollout orders.jar ledger.jar --plan",
      "  sallyport rollout orders.jar ledger.jar --write-cuts cuts.json --plan",
      "  sallyport rollout orders.jar ledger.jar --accept-cuts cuts.json --confirm",
      "  sallyport rollout orders.jar --accept-all-cuts --confirm-command ./smoke-test.sh --yes",
      "  sallyport rollout --resume --confirm-after 10m"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RolloutCommand implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h)");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = InputArguments.LABEL,
      description = InputArguments.MEANING)
  private List<Path> inputs = List.of();

  @ArgGroup(exclusive = true)
  private @Nullable What what;

  /** What to do with inputs or with the rollout that is under way. */
  static final class What {
    @Option(names = "--plan", description = "Show everything, and do nothing.")
    private boolean plan;

    @Option(names = "--resume", description = "Go on with the rollout that is under way.")
    private boolean resume;

    @Option(names = "--abort", description = "Walk it back: everything as before it began.")
    private boolean abort;

    @Option(names = "--status", description = "Say how far it is.")
    private boolean status;

    What() {}
  }

  @ArgGroup(exclusive = true)
  private @Nullable Confirm confirm;

  /** Who confirms that a workload still works. */
  static final class Confirm {
    @SuppressWarnings("UnusedVariable") // what the group means without one of the others
    @Option(names = "--confirm", description = "Ask here after each workload.")
    private boolean prompt;

    @Option(
        names = "--confirm-command",
        paramLabel = "COMMAND",
        description =
            "Run this after each workload, with sh; 0 confirms. $SALLYPORT_WORKLOAD is the"
                + " workload, namespace/name.")
    private @Nullable String command;

    @Option(
        names = "--confirm-after",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "Wait so long after each workload, and take silence for consent: 90s, 10m.")
    private @Nullable Duration after;

    Confirm() {}
  }

  @Option(
      names = "--confirm-within",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "10m",
      description = "How long --confirm and --confirm-command may take. Default: 10m.")
  private Duration within = Duration.ofMinutes(10);

  @Option(
      names = "--accept-cuts",
      paramLabel = "FILE",
      description = "Connections that may end: a file that --write-cuts wrote.")
  private @Nullable Path acceptCuts;

  @Option(names = "--accept-all-cuts", description = "Any connection may end.")
  private boolean acceptAllCuts;

  @Option(
      names = "--write-cuts",
      paramLabel = "FILE",
      description = "Write the connections that would end, to be read by people and accepted.")
  private @Nullable Path writeCuts;

  @Option(names = "--without-dns", description = "Workloads may lose the resolution of names.")
  private boolean withoutDns;

  @Option(
      names = "--remove",
      paramLabel = "NAMESPACE/NAME",
      description = "A policy that shall go, such as one written by hand. Can be repeated.")
  private List<String> removed = new ArrayList<>();

  @Mixin private KnownPods pods = new KnownPods();

  @Mixin private BundleOption bundle = new BundleOption();

  @Mixin private NamespaceMapOption namespaces = new NamespaceMapOption();

  @Mixin private PluginOption plugin = new PluginOption();

  @Option(
      names = "--journal-namespace",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Where the journal is, the same for everybody. Default: default.")
  private String journalNamespace = "default";

  @Mixin private TextOrJson output = new TextOrJson();

  @Mixin private Consent consent = new Consent();

  @Mixin private Severities severities = new Severities();

  @Mixin private ClusterFlags flags = new ClusterFlags();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  RolloutCommand() {}

  /** Reads {@code 90s}, {@code 10m} and {@code 2h}. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    TimeConverter() {}

    @Override
    public Duration convert(String text) {
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is no time; write 90s, 10m or 2h");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }

  @Override
  public Integer call() {
    flags.check(spec, true);
    What todo = what == null ? new What() : what;
    boolean underWay = todo.resume || todo.abort || todo.status;
    if (underWay != inputs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          underWay
              ? "--resume, --abort and --status take no INPUT: the plan is in the journal."
              : "Name an INPUT, or say --resume, --abort or --status.");
    }
    boolean narrows = !todo.plan && !todo.abort && !todo.status;
    if (narrows && confirm == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Say how a narrowed workload is confirmed: --confirm, --confirm-command or"
              + " --confirm-after.");
    }
    try {
      RolloutSession session = new RolloutSession(options(), spec);
      if (todo.status) {
        return session.status();
      }
      if (todo.abort) {
        return session.abort();
      }
      if (todo.resume) {
        return session.resume();
      }
      Bundle read = InputArguments.bundle(spec, inputs);
      if (report(read)) {
        return ExitCode.FINDINGS;
      }
      // The contracts name the namespaces of the code; a map would have to change them too.
      Link link = Link.of(InputArguments.records(spec, inputs));
      return session.begin(
          read,
          namespaces.map(spec),
          namespaces.isEmpty() ? link.statements() : List.of(),
          todo.plan);
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } catch (InvalidValueException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Says what was left aside and what is empty, and why; whether that forbids to go on. */
  private boolean report(Bundle read) {
    Remarks remarks = Remarks.of(spec);
    boolean unprocessed = remarks.sayAll(read.notes(), read.empty());
    if (read.manifests().isEmpty()) {
      remarks.say("there is nothing to roll out.");
    }
    return unprocessed || read.manifests().isEmpty();
  }

  private RolloutSession.Options options() {
    if (acceptAllCuts && acceptCuts != null) {
      throw new ParameterException(
          spec.commandLine(), "--accept-cuts and --accept-all-cuts don't go together.");
    }
    if (flags.namespaces().size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "-n names the one namespace of manifests that give none; the whole cluster is read.");
    }
    for (String policy : removed) {
      if (policy.indexOf('/') < 1) {
        throw new ParameterException(
            spec.commandLine(), "--remove " + policy + ": write NAMESPACE/NAME.");
      }
    }
    Confirm by = confirm == null ? new Confirm() : confirm;
    return new RolloutSession.Options(
        flags,
        acceptCuts,
        acceptAllCuts,
        writeCuts,
        withoutDns,
        removed,
        pods.expected(spec),
        bundle.name(spec),
        plugin.profile(),
        journalNamespace,
        output.isJson(),
        consent,
        by.command,
        by.after,
        within,
        severities.options(spec));
  }
}
