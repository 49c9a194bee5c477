package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where questions about connections find their objects: files, and a cluster. */
final class ObjectSource {
  static final String LABEL = "PATH";

  /** What a path may be, of all commands that take one. */
  static final String FILES =
      "Files and folders of Kubernetes objects (YAML, JSON), folders of classes, jars and images,"
          + " git:REV:PATH, - for standard input";

  /** What a path may be, of all commands that also read clusters. */
  static final String PATHS =
      FILES + ", or cluster:CONTEXT for a live cluster (cluster: for the current context).";

  @Option(names = "--cluster", description = "Read a live cluster too; the same as cluster:.")
  private boolean cluster;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  ObjectSource() {}

  /** The namespace of objects and workloads that give none. */
  String defaultNamespace() {
    return flags.defaultNamespace();
  }

  /** The paths that were named, and the cluster if it was asked for. */
  List<String> paths(CommandSpec spec, List<String> paths) {
    return flags.inputs(spec, cluster, paths);
  }

  /**
   * Reads them.
   *
   * @throws IOException if one of them can't be read as a whole; the message names it
   */
  ObjectInputs read(CommandSpec spec, List<String> paths) throws IOException {
    ObjectInputs inputs = new ObjectInputs(flags.defaultNamespace(), Sallyport.progress(spec));
    for (String path : paths(spec, paths)) {
      CommandInputs.add(path, inputs, flags, Remarks.of(spec));
    }
    return inputs;
  }
}
