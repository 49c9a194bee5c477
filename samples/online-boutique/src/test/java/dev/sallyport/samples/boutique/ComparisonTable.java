package dev.sallyport.samples.boutique;

import static dev.sallyport.samples.evidence.Surroundings.KUBE_DNS;
import static dev.sallyport.samples.evidence.Surroundings.STRANGER;

import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.samples.evidence.Connection;
import dev.sallyport.samples.evidence.Connectivity;
import dev.sallyport.samples.evidence.KubernetesFiles;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two sets of policies on the same Deployments, connection by connection, as Markdown.
 *
 * @param ours what can connect under the compiled manifests
 * @param official what can connect under the policies that come with the system
 * @param ourSources the annotated classes
 * @param ourFiles the compiled manifests
 * @param officialFiles the policies that come with the system
 */
record ComparisonTable(
    Connectivity ours, Connectivity official, Path ourSources, Path ourFiles, Path officialFiles) {

  /** The tables. Lines are counted without blank lines, comments and imports. */
  String print() {
    return "| caller → callee | the call needs | Sallyport | official |\n|---|---|---|---|\n"
        + connections()
        + "\n| | Sallyport | official |\n|---|---|---|\n"
        + row("connections between services that are open", count(ours), count(official))
        + row("... of which no service needs", needless(ours), needless(official))
        + row("services that may call any address, any port", toAnybody(ours), toAnybody(official))
        + row("a pod of another namespace reaches", byStranger(ours), byStranger(official))
        + row("addresses outside the cluster reach", fromOutside(ours), fromOutside(official))
        + row("policies", counted(NetworkPolicyCount.POLICIES))
        + row("ingress rules", counted(NetworkPolicyCount.INGRESS))
        + row("egress rules", counted(NetworkPolicyCount.EGRESS))
        + row("... rules for anybody on any port", counted(NetworkPolicyCount.WIDE))
        + row("lines of YAML", lines(ourFiles, ".yaml"), lines(officialFiles, ".yaml"))
        + row("lines of Java that they come from", lines(ourSources, ".java"), "none");
  }

  private String connections() {
    Map<String, ConnectionSet> needed = byPair(OnlineBoutique.CALLS);
    Map<String, ConnectionSet> open = byPair(services(ours));
    Map<String, ConnectionSet> openOfficially = byPair(services(official));
    SortedSet<String> pairs = new TreeSet<>(needed.keySet());
    pairs.addAll(open.keySet());
    pairs.addAll(openOfficially.keySet());
    return pairs.stream()
        .map(
            pair ->
                row(
                    pair,
                    cell(needed, pair, "nothing"),
                    cell(open, pair, "closed"),
                    cell(openOfficially, pair, "closed")))
        .collect(Collectors.joining());
  }

  private static Map<String, ConnectionSet> byPair(List<Connection> connections) {
    Map<String, ConnectionSet> result = new TreeMap<>();
    for (Connection each : connections) {
      result.merge(each.from() + " → " + each.to(), each.on(), ConnectionSet::union);
    }
    return result;
  }

  private static String cell(Map<String, ConnectionSet> connections, String pair, String none) {
    ConnectionSet on = connections.getOrDefault(pair, ConnectionSet.NONE);
    return on.isEmpty() ? none : on.isAll() ? "**every port**" : on.toString();
  }

  private static List<Connection> services(Connectivity connectivity) {
    return connectivity.without(KUBE_DNS, STRANGER);
  }

  private static String count(Connectivity connectivity) {
    return "" + byPair(services(connectivity)).size();
  }

  private static String needless(Connectivity connectivity) {
    SortedSet<String> pairs = new TreeSet<>(byPair(services(connectivity)).keySet());
    pairs.removeAll(byPair(OnlineBoutique.CALLS).keySet());
    return "" + pairs.size();
  }

  private static String toAnybody(Connectivity connectivity) {
    return ""
        + connectivity.toOutside().entrySet().stream()
            .filter(each -> isService(each.getKey()))
            .filter(
                each -> each.getValue().stream().anyMatch(o -> o.isEverybody() && o.on().isAll()))
            .count();
  }

  private static String byStranger(Connectivity connectivity) {
    return names(
        connectivity.betweenPods().stream()
            .filter(each -> each.from().equals(STRANGER) && isService(each.to()))
            .map(each -> each.to() + " on " + ports(each.on())));
  }

  private static String fromOutside(Connectivity connectivity) {
    return names(
        connectivity.fromOutside().entrySet().stream()
            .filter(each -> isService(each.getKey()))
            .flatMap(
                each ->
                    each.getValue().stream()
                        .map(
                            outside ->
                                each.getKey()
                                    + " on "
                                    + ports(outside.on())
                                    + (outside.isEverybody()
                                        ? ", from every address"
                                        : ", from public addresses"))));
  }

  private static String ports(ConnectionSet on) {
    return on.isAll() ? "every port" : on.toString();
  }

  private static String names(Stream<String> names) {
    String joined = names.sorted().collect(Collectors.joining("; "));
    return joined.isEmpty() ? "nobody" : joined;
  }

  private static boolean isService(String name) {
    return !name.equals(KUBE_DNS) && !name.equals(STRANGER);
  }

  private enum NetworkPolicyCount {
    POLICIES(policy -> 1L),
    INGRESS(policy -> (long) policy.getSpec().getIngress().size()),
    EGRESS(policy -> (long) policy.getSpec().getEgress().size()),
    WIDE(
        policy ->
            policy.getSpec().getIngress().stream()
                    .filter(rule -> rule.getFrom().isEmpty() && rule.getPorts().isEmpty())
                    .count()
                + policy.getSpec().getEgress().stream()
                    .filter(rule -> rule.getTo().isEmpty() && rule.getPorts().isEmpty())
                    .count());

    private final Function<NetworkPolicy, Long> of;

    NetworkPolicyCount(Function<NetworkPolicy, Long> of) {
      this.of = of;
    }
  }

  private String[] counted(NetworkPolicyCount count) {
    return Stream.of(ourFiles, officialFiles)
        .map(
            folder ->
                KubernetesFiles.read(folder).policies().stream().mapToLong(count.of::apply).sum())
        .map(String::valueOf)
        .toArray(String[]::new);
  }

  private static String lines(Path folder, String ending) {
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ending)) {
          lines += Files.readAllLines(file).stream().filter(ComparisonTable::counts).count();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "" + lines;
  }

  private static boolean counts(String line) {
    String text = line.strip();
    return !text.isEmpty()
        && Stream.of("#", "/**", "*", "import ", "package ").noneMatch(text::startsWith);
  }

  private static String row(String first, String... cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |\n";
  }
}
