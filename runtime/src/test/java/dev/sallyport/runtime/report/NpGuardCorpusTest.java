package dev.sallyport.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.Shared;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import dev.sallyport.runtime.objects.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Real connectivity tables over real manifests agree exactly. Compared as sets: both tables are cut
 * at all address boundaries that either has, and ports are sets. IPv6, of which the tables never
 * speak, is left out.
 */
class NpGuardCorpusTest {

  @TestFactory
  Stream<DynamicTest> agrees_on() throws IOException {
    Path corpus = Shared.folder("corpus/np-guard");
    try (Stream<Path> cases = Files.list(corpus)) {
      return cases.sorted().toList().stream()
          .map(one -> DynamicTest.dynamicTest(one.getFileName().toString(), () -> compare(one)));
    }
  }

  @Test
  void has_all_its_cases() throws IOException {
    try (Stream<Path> cases = Files.list(Shared.folder("corpus/np-guard"))) {
      assertThat(cases).hasSize(12);
    }
  }

  private static void compare(Path one) throws IOException {
    KubernetesObjects objects =
        new KubernetesReader("default").add(one.resolve("manifests")).objects();
    Connectivity connectivity =
        Connectivity.of(
            Reachability.of(Snapshots.of(objects, false), PluginProfile.NP_GUARD_LIKE).matrix());
    List<String[]> ours = new ArrayList<>();
    for (Connectivity.Row row : connectivity.rows()) {
      assertThat(row.pluginDependent().isEmpty()).isTrue();
      if (!isIpv6(row.from()) && !isIpv6(row.to())) {
        ours.add(new String[] {id(row.from()), id(row.to()), row.connections().toString()});
      }
    }
    List<String[]> expected = new ArrayList<>();
    for (String line : Files.readAllLines(one.resolve("expected.tsv"))) {
      String[] columns = line.split("\t");
      if (!columns[0].equals("source")) {
        expected.add(
            new String[] {
              columns[0].replace("[External]", ""),
              columns[1].replace("[External]", ""),
              connections(columns[2]).toString()
            });
      }
    }
    TreeSet<Long> cuts = new TreeSet<>();
    ours.forEach(row -> cut(row, cuts));
    expected.forEach(row -> cut(row, cuts));
    assertThat(pieces(ours, cuts)).isEqualTo(pieces(expected, cuts));
  }

  private static boolean isIpv6(Endpoint endpoint) {
    return endpoint instanceof AddressRange range && range.isIpv6();
  }

  private static String id(Endpoint endpoint) {
    return endpoint instanceof Pod pod ? pod.id() : endpoint.toString();
  }

  /** For example {@code TCP 8080,9090,UDP 8080}. */
  private static ConnectionSet connections(String text) {
    if (text.equals("All Connections")) {
      return ConnectionSet.ALL;
    }
    ConnectionSet connections = ConnectionSet.NONE;
    Protocol protocol = Protocol.TCP;
    for (String part : text.split(",")) {
      String[] words = part.split(" ");
      protocol = words.length == 2 ? Protocol.valueOf(words[0]) : protocol;
      String[] ports = words[words.length - 1].split("-");
      int first = Integer.parseInt(ports[0]);
      int last = Integer.parseInt(ports[ports.length - 1]);
      connections = connections.union(ConnectionSet.of(protocol, first, last));
    }
    return connections;
  }

  private static void cut(String[] row, TreeSet<Long> cuts) {
    for (int side = 0; side < 2; side++) {
      if (row[side].indexOf('/') < 0) {
        AddressRange range = AddressRange.parse(row[side]);
        cuts.add(range.first().low());
        cuts.add(range.last().low() + 1);
      }
    }
  }

  private static Map<String, String> pieces(List<String[]> rows, TreeSet<Long> cuts) {
    Map<String, String> pieces = new TreeMap<>();
    for (String[] row : rows) {
      for (String from : pieces(row[0], cuts)) {
        for (String to : pieces(row[1], cuts)) {
          assertThat(pieces.put(from + " -> " + to, row[2])).isNull();
        }
      }
    }
    return pieces;
  }

  private static List<String> pieces(String endpoint, TreeSet<Long> cuts) {
    if (endpoint.indexOf('/') >= 0) {
      return List.of(endpoint);
    }
    AddressRange range = AddressRange.parse(endpoint);
    return cuts.subSet(range.first().low(), range.last().low() + 1).stream()
        .map(cut -> "address " + cut)
        .toList();
  }
}
