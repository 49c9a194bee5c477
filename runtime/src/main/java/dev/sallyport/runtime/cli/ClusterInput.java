package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.cluster.Cluster;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.ClusterOptions;
import dev.sallyport.runtime.cluster.ObjectSink;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.input.ObjectInputs;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads a cluster as one of a command's inputs. */
final class ClusterInput {
  private ClusterInput() {}

  /** Reads a cluster, without the policies that are replaced. */
  static void add(
      String input,
      ObjectInputs inputs,
      ClusterFlags flags,
      Remarks remarks,
      Set<String> replaced) {
    inputs.naming("the cluster");
    read(
        input,
        flags,
        remarks,
        new ObjectSink() {
          @Override
          public void add(Document object) {
            inputs.add(object);
          }

          @Override
          public void add(String source, byte[] text) {
            String policy = "cluster:NetworkPolicy/";
            if (!source.startsWith(policy)
                || !replaced.contains(source.substring(policy.length()))) {
              inputs.add(source, text);
            }
          }
        });
  }

  private static void read(String input, ClusterFlags flags, Remarks remarks, ObjectSink sink) {
    ClusterOptions options = options(flags);
    String context = input.substring(ClusterFlags.PREFIX.length());
    if (!context.isEmpty()) {
      options = options.withContext(context);
    }
    try (Cluster cluster = connect(options)) {
      cluster.read(sink).forEach(remarks::say);
    } catch (ClusterException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The options of the command line. */
  static ClusterOptions options(ClusterFlags flags) {
    return new ClusterOptions(
        Optional.ofNullable(flags.context()),
        Optional.ofNullable(flags.kubeconfig()),
        flags.namespaces(),
        Duration.ofSeconds(flags.timeout()));
  }

  /**
   * Connects; fabric8 logs through SLF4J, which would say on standard error that nobody listens.
   */
  static Cluster connect(ClusterOptions options) throws ClusterException {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    return Cluster.connect(options);
  }
}
