package dev.sallyport.runtime.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * How long commands take from start to end, in processes of their own: the jar alone, the jar with
 * the launcher's flags, and the launcher with its class archive, which a run that is not counted
 * makes. Prints a table of the least and the median time of each.
 *
 * <p>Needs nothing but the built program: {@code java
 * runtime/src/jmh/java/dev/sallyport/runtime/cli/StartUp.java [RUNS]}, from the folder of the
 * parent POM. The Java that runs it is the one that is measured.
 */
public final class StartUp {
  private static final Path PROGRAM = Path.of("runtime/target/sallyport");
  private static final int PODS = 1_000;
  private static final int REPLICAS = 10;

  private final Path work;
  private final int runs;
  private final Path jar;

  private StartUp(Path work, int runs, Path jar) {
    this.work = work;
    this.runs = runs;
    this.jar = jar;
  }

  /**
   * Measures and prints.
   *
   * @param args how many runs are counted; 10 if not given
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path jar;
    try (var files = Files.list(PROGRAM.resolve("lib"))) {
      jar = files.filter(f -> f.toString().endsWith("-cli.jar")).findFirst().orElseThrow();
    }
    Path work = Files.createTempDirectory("sallyport-start-up-");
    int runs = args.length == 0 ? 10 : Integer.parseInt(args[0]);
    new StartUp(work, runs, jar.toAbsolutePath()).table();
    try (var paths = Files.walk(work)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void table() throws IOException, InterruptedException {
    Path bundle = bundle(work.resolve("shop.jar"));
    Path pods = Files.writeString(work.resolve("pods.json"), pods());
    List<List<String>> commands =
        List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("extract", bundle.toString(), "-o", "-"),
            List.of("matrix", pods.toString()));
    System.out.printf(
        "JDK %s, %d processors, %d runs each; milliseconds, least / median%n%n",
        Runtime.version().feature(), Runtime.getRuntime().availableProcessors(), runs);
    System.out.println("| command | java -jar | with flags | launcher |");
    System.out.println("|---|---|---|---|");
    for (List<String> command : commands) {
      String name = command.get(0).equals("matrix") ? "matrix, 1,000 pods" : command.get(0);
      System.out.printf(
          "| `%s` | %s | %s | %s |%n",
          name,
          measure(java(List.of(), command)),
          measure(java(flags(), command)),
          measure(launcher(command)));
    }
  }

  private static List<String> flags() {
    return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
  }

  private List<String> java(List<String> flags, List<String> command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(flags);
    all.addAll(List.of("-jar", jar.toString()));
    all.addAll(command);
    return all;
  }

  private static List<String> launcher(List<String> command) {
    List<String> all = new ArrayList<>();
    all.add(PROGRAM.resolve("bin/sallyport").toAbsolutePath().toString());
    all.addAll(command);
    return all;
  }

  private String measure(List<String> command) throws IOException, InterruptedException {
    long[] millis = new long[runs];
    for (int run = -2; run < runs; run++) {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("SALLYPORT_CACHE", work.resolve("cache").toString());
      builder.redirectErrorStream(true).redirectOutput(work.resolve("out").toFile());
      long start = System.nanoTime();
      int code = builder.start().waitFor();
      long end = System.nanoTime();
      if (code != 0) {
        throw new IOException(command + " ends with " + code + ": see " + work.resolve("out"));
      }
      if (run >= 0) {
        millis[run] = Math.round((end - start) / 1e6);
      }
    }
    Arrays.sort(millis);
    return millis[0] + " / " + millis[runs / 2];
  }

  /** A jar with ten manifests, as the compiler writes them. */
  private static Path bundle(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (int i = 0; i < 10; i++) {
        entries.putNextEntry(
            new JarEntry("META-INF/sallyport/manifests/shop/service-" + i + ".yaml"));
        String text =
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: service-%1$d
              namespace: shop
            spec:
              podSelector:
                matchLabels:
                  app: service-%1$d
              policyTypes:
              - Ingress
              - Egress
              ingress:
              - from:
                - podSelector:
                    matchLabels:
                      app: frontend
                ports:
                - protocol: TCP
                  port: 8080
            """
                .formatted(i);
        entries.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /** A cluster as kubectl lists it: pods of some applications, each with a policy. */
  private static String pods() {
    List<String> items = new ArrayList<>();
    for (int app = 0; app < PODS / REPLICAS; app++) {
      for (int replica = 0; replica < REPLICAS; replica++) {
        items.add(
            String.format(
                Locale.ROOT,
                """
                        {
                            "apiVersion": "v1",
                            "kind": "Pod",
                            "metadata": {
                                "labels": {
                                    "app": "app-%1$d"
                                },
                                "name": "app-%1$d-%2$d",
                                "namespace": "ns-%3$d"
                            },
                            "spec": {
                                "containers": [
                                    {
                                        "name": "main",
                                        "ports": [
                                            {
                                                "containerPort": 8080,
                                                "name": "http",
                                                "protocol": "TCP"
                                            }
                                        ]
                                    }
                                ]
                            }
                        }""",
                app,
                replica,
                app % 10));
      }
      items.add(
          String.format(
              Locale.ROOT,
              """
                      {
                          "apiVersion": "networking.k8s.io/v1",
                          "kind": "NetworkPolicy",
                          "metadata": {
                              "name": "app-%1$d",
                              "namespace": "ns-%2$d"
                          },
                          "spec": {
                              "ingress": [
                                  {
                                      "from": [
                                          {
                                              "podSelector": {
                                                  "matchLabels": {
                                                      "app": "app-%3$d"
                                                  }
                                              }
                                          }
                                      ],
                                      "ports": [
                                          {
                                              "port": "http",
                                              "protocol": "TCP"
                                          }
                                      ]
                                  }
                              ],
                              "podSelector": {
                                  "matchLabels": {
                                      "app": "app-%1$d"
                                  }
                              },
                              "policyTypes": [
                                  "Ingress"
                              ]
                          }
                      }""",
              app,
              app % 10,
              (app + 10) % (PODS / REPLICAS)));
    }
    return "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n"
        + String.join(",\n", items)
        + "\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n"
        + "        \"resourceVersion\": \"\"\n    }\n}\n";
  }
}
