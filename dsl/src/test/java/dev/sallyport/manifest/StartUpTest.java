package dev.sallyport.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.DnsEgress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.RuleMerge;
import dev.sallyport.policy.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What rendering costs each user's compiler is loading and linking classes. Counting them is exact
 * where timing is not.
 */
class StartUpTest {

  /** Renders one policy with all that a policy can hold. */
  static final class Renderer {
    private Renderer() {}

    public static void main(String[] args) {
      Origin origin = new Origin("@EgressTo", "because");
      Peer some =
          new Peer.PodsInNamespaces(
              Selector.parse("team in (a,b),x!=y"), Selector.parse("app=web,!old"));
      List<PolicyPort> ports =
          List.of(
              new PolicyPort.Range(Protocol.TCP, 80, 81),
              new PolicyPort.Range(Protocol.TCP, 82, 90),
              new PolicyPort.Named(Protocol.UDP, "dns"));
      List<Rule> egress = new ArrayList<>(DnsEgress.rules(Dns.NODE_LOCAL, origin));
      egress.add(new Rule(BuiltInPeers.internet(), ports, List.of(origin)));
      egress.add(new Rule(BuiltInPeers.sameNamespace(), ports, List.of(origin)));
      egress.add(new Rule(List.of(some, some), List.of(PolicyPort.EVERY), List.of(origin)));
      Policy policy =
          new Policy(
              "shop",
              "web",
              Selector.parse("app=web"),
              Set.of(Direction.INGRESS, Direction.EGRESS),
              List.of(new Rule(BuiltInPeers.anywhere(), ports, List.of(origin, origin))),
              RuleMerge.merge(egress),
              origin);
      Mapping manifest = NetworkPolicyManifest.of(policy, Map.of("sallyport.dev/source", "a.B"));
      System.out.print(YamlWriter.write(manifest));
      System.out.print(JsonWriter.write(manifest));
    }
  }

  @Test
  void rendering_needs_few_classes_and_links_no_code_at_run_time() throws Exception {
    List<String> all = loadedClasses();
    List<String> loaded = all.subList(all.indexOf(Renderer.class.getName()), all.size());

    assertThat(loaded).contains("dev.sallyport.manifest.YamlWriter");
    assertThat(loaded)
        .as("string concatenation, lambdas, methods of records, switches over patterns")
        .noneMatch(
            name ->
                name.startsWith("java.lang.invoke.")
                    || name.startsWith("java.lang.runtime.")
                    || name.startsWith("java.util.regex.")
                    || name.startsWith("java.util.stream."));
    assertThat(loaded.stream().filter(name -> name.startsWith("dev.sallyport.manifest.")))
        .hasSizeLessThan(20);
  }

  private static List<String> loadedClasses() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Renderer.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<String> classes = new ArrayList<>();
    for (String line : output.lines().toList()) {
      int tag = line.indexOf("[class,load] ");
      if (tag >= 0) {
        classes.add(line.substring(tag + "[class,load] ".length()).split(" ")[0]);
      }
    }
    return classes;
  }
}
