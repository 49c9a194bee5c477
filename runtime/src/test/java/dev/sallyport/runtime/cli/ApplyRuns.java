package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import dev.sallyport.runtime.terminal.Ink;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/** The command {@code apply}, run against the tests' own API server, and what comes of it. */
final class ApplyRuns implements AfterEachCallback {
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
  private final Console console = new Console();
  final StringWriter out = console.out;
  final StringWriter err = console.err;

  ApplyRuns() throws IOException {
    this.folder = Files.createTempDirectory("apply");
    this.server = new TestApiServer().with(NAMESPACES);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    server.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
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
    Path kubeconfig = server.kubeconfig(folder);
    Object[] words = Console.words(List.of("apply", "--kubeconfig", kubeconfig), (Object[]) args);
    return console.clear().run(commandLine, words);
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
