package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import dev.sallyport.runtime.terminal.Ink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The command {@code apply}, run against the tests' own API server, and what comes of it. */
final class ApplyRuns implements AutoCloseable {
  private static final String NAMESPACES =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: bank}
      """;

  final Path folder;
  final TestApiServer server;
  final List<String> questions = new ArrayList<>();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  ApplyRuns(Path folder) throws IOException {
    this.folder = folder;
    this.server = new TestApiServer().with(NAMESPACES);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Runs the command where there is nobody to ask. */
  int apply(String... args) {
    return apply(Ink.PLAIN, Optional.empty(), args);
  }

  /** Runs the command where a person answers, or where there is nobody. */
  int apply(Ink ink, Optional<Boolean> answer, String... args) {
    CommandLine commandLine = Sallyport.commandLine(ink);
    ApplyCommand apply = commandLine.getSubcommands().get("apply").getCommand();
    apply.askBy(
        question -> {
          questions.add(question);
          return answer;
        });
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("apply"));
    all.addAll(List.of(args));
    all.addAll(List.of("--kubeconfig", server.kubeconfig(folder).toString()));
    return commandLine.execute(all.toArray(String[]::new));
  }

  String jar(String namespace, String... names) throws Exception {
    TestJar jar = new TestJar().text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
    for (String name : names) {
      jar.text(TestManifests.path(namespace, name), TestManifests.policy(namespace, name));
    }
    return jar.write(folder.resolve(String.join("-", names) + ".jar")).toString();
  }

  /** Two running pods of a workload. */
  void deploy(String name) {
    server.with(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: NAME}}
            spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: NAME-1
          namespace: shop
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: NAME, controller: true}]
        spec:
          replicas: 2
          template:
            metadata: {labels: {app: NAME, hash: "1"}}
            spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: NAME-1-a
          namespace: shop
          labels: {app: NAME, hash: "1"}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME-1, controller: true}]
        spec: {containers: [{name: main, ports: [{containerPort: 8080}]}], futureField: {a: 1}}
        status: {phase: Running}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: NAME-1-b
          namespace: shop
          labels: {app: NAME, hash: "1"}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: NAME-1, controller: true}]
        spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}
        status: {phase: Running}
        """
            .replace("NAME", name));
  }

  /** How many requests changed something. */
  int writes() {
    return (int)
        server.requests().stream()
            .filter(r -> !r.startsWith("GET") && !r.contains("dryRun"))
            .count();
  }

  String masked(StringWriter text) {
    return text.toString()
        .replace(server.url(), "https://SERVER")
        .replace(folder.toString(), "FOLDER");
  }
}
