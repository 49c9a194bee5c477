package dev.sallyport.runtime.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.Mutation;
import dev.sallyport.runtime.fast.KubectlLists;
import dev.sallyport.runtime.report.MatrixReport;
import dev.sallyport.runtime.report.TsvReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Objects with words, lines and bytes changed: the reader gives them or says a problem, and what it
 * gives makes a table.
 */
class KubernetesReaderFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofText();
  }

  private static void table(String name, List<Mutation> changes) throws IOException {
    byte[] text = Files.readAllBytes(Path.of("src/test/resources/inputs").resolve(name));
    long start = System.nanoTime();
    KubernetesReader reader = new KubernetesReader("default", new KubectlLists());
    reader.add("fuzz", Mutation.all(text, changes));
    KubernetesObjects objects = reader.objects();
    assertThat(objects.problems())
        .allSatisfy(problem -> assertThat(problem.toString()).startsWith("fuzz"));
    StringWriter out = new StringWriter();
    MatrixReport report =
        MatrixReport.of(Snapshots.of(objects, PluginProfile.STRICT), PluginProfile.STRICT);
    TsvReport.print(report.connectivity(), new PrintWriter(out));
    assertThat(out.toString().lines()).allMatch(line -> line.split("\t", -1).length == 5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
  }

  @Property(tries = 800)
  void policies(@ForAll("changes") List<Mutation> changes) throws IOException {
    table("shop/policies.yaml", changes);
  }

  @Property(tries = 800)
  void workloads(@ForAll("changes") List<Mutation> changes) throws IOException {
    table("shop/deployments.yaml", changes);
  }

  @Property(tries = 500)
  void records_of_contracts(@ForAll("changes") List<Mutation> changes) throws IOException {
    Path file =
        Path.of("src/test/resources/inputs/classes/META-INF/sallyport/workloads/shop.billing.json");
    KubernetesReader reader = new KubernetesReader("default");
    reader.addRecord("fuzz", Mutation.all(Files.readAllBytes(file), changes));
    Snapshots.of(reader.objects(), PluginProfile.STRICT);
  }
}
