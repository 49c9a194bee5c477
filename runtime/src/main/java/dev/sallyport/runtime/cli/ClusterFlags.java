package dev.sallyport.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Which cluster, as kubectl is told. Holds options alone: what speaks to a cluster is loaded by
 * {@link ClusterInput}, when there is one to speak to.
 */
final class ClusterFlags {
  /** Starts an input that is a cluster; the name of a context may follow. */
  static final String PREFIX = "cluster:";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description =
          "The namespace of objects that give none (default: default; for apply: none). Of a"
              + " cluster only this namespace is read, or these if it is repeated; without it all.")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig. Default: the current one.")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig. Default: $KUBECONFIG, then ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long a request to the cluster may take. Default: ${DEFAULT-VALUE}.")
  private int timeout = 30;

  ClusterFlags() {}

  /** Whether an input is a cluster: {@code cluster:} or {@code cluster:CONTEXT}. */
  static boolean isCluster(String input) {
    return input.startsWith(PREFIX);
  }

  /** The namespace of objects that give none. */
  String defaultNamespace() {
    return namespaces.isEmpty() ? "default" : namespaces.get(0);
  }

  List<String> namespaces() {
    return namespaces;
  }

  @Nullable String context() {
    return context;
  }

  @Nullable Path kubeconfig() {
    return kubeconfig;
  }

  int timeout() {
    return timeout;
  }

  /**
   * The inputs of a command, with the cluster if it was asked for. Checks the options.
   *
   * @param cluster whether the command was told to read a cluster
   * @param inputs what else it was told to read
   */
  List<String> inputs(CommandSpec spec, boolean cluster, List<String> inputs) {
    List<String> all = new ArrayList<>(inputs);
    if (cluster) {
      all.add(PREFIX);
    }
    if (all.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "There is nothing to read: name files or folders, or say --cluster.");
    }
    check(spec, all.stream().anyMatch(ClusterFlags::isCluster));
    return all;
  }

  /**
   * Checks the options.
   *
   * @param speaks whether the command speaks to a cluster
   */
  void check(CommandSpec spec, boolean speaks) {
    if (timeout < 1) {
      throw new ParameterException(
          spec.commandLine(), "--request-timeout must be a number of seconds from 1 on.");
    }
    if (speaks) {
      return;
    }
    String needs = " says something about a cluster, and no cluster is read; add --cluster.";
    if (namespaces.size() > 1) {
      throw new ParameterException(spec.commandLine(), "More than one --namespace" + needs);
    }
    if (context != null || kubeconfig != null) {
      throw new ParameterException(
          spec.commandLine(), (context != null ? "--context" : "--kubeconfig") + needs);
    }
  }
}
