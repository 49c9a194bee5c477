package dev.sallyport.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contracts in one jar, services in two others: real files, the processor found as a service on the
 * processor path.
 */
class RealJarsTest {
  private static final String[] CONTRACTS = {
    """
    @Namespace(value = "shop", dns = Dns.NODE_LOCAL, defaultDeny = true, kubeApi = "172.18.0.2/32")
    package shop;
    """,
    """
    package shop;

    public interface Contracts {
      String METRICS = "metrics";

      @Workload(
          name = "frontend",
          labels = "app=frontend",
          ports = {@Port(name = "http", number = 8080), @Port(name = METRICS, number = 9090)})
      interface Frontend {}

      @Workload(
          name = "orders",
          labels = {"app=orders", "tier=backend"},
          ports = {
            @Port(name = "http", number = 8080),
            @Port(name = METRICS, number = 9090),
            @Port(number = 7946, protocol = Protocol.UDP)
          })
      @NeverReachableFrom(Internet.class)
      interface Orders {}
    }
    """,
    """
    package shop;

    @External(host = "pay.example.com", cidrs = "192.0.2.0/24", ports = @Port(number = 443))
    public interface Payments {}
    """,
    """
    package shop;

    @AllowsIngressFrom(namespace = "monitoring", pods = "app=prometheus", ports = Contracts.METRICS)
    @EgressTo(namespace = "monitoring", pods = "app=collector", ports = "4317", why = "traces – ✓")
    @EgressTo(value = KubeApi.class, why = "leader")
    public @interface Monitored {}
    """,
  };

  private static final String[] FRONTEND = {
    """
    package front;

    import shop.Contracts;

    @shop.Monitored
    @AllowsIngressFrom(value = Internet.class, ports = "http", why = "customers")
    @EgressTo(value = Contracts.Orders.class, ports = "http")
    public class FrontendApp implements Contracts.Frontend {}
    """,
  };

  private static final String[] ORDERS = {
    """
    package back;

    import shop.Contracts;

    @shop.Monitored
    @AllowsIngressFrom(value = Contracts.Frontend.class, ports = "http")
    public class OrdersApp implements Contracts.Orders {
      @AllowsIngressFrom(value = SameNamespace.class, ports = Ports.ALL, why = "gossip")
      void first() {}

      @EgressTo(cidr = "192.0.2.0/24", except = {"192.0.2.128/25", "192.0.2.0/30"}, ports = "25")
      static class Nested {
        @EgressTo({Contracts.Orders.class, shop.Payments.class})
        void second() {}

        @AllowsIngressFrom(Contracts.Orders.class)
        <T> void third(T t) {}
      }

      @EgressTo(pods = "app in (b,a)", ports = {"1-2/UDP", "3"})
      void fourth() {}
    }
    """,
    """
    package back;

    @EgressTo(shop.Payments.class)
    record PaymentsClient(String name) {}
    """,
    """
    package back;

    @PartOf(shop.Contracts.Orders.class)
    @EgressTo(cidr = "2001:db8::/32", ports = "443")
    enum MailClient {
      ONE
    }
    """,
    """
    @PartOf(shop.Contracts.Orders.class)
    @EgressTo(cidr = "192.0.2.77/32", ports = "25")
    package back.mail;
    """,
  };

  @TempDir Path directory;

  /** All that is written, by jar, and the classes of constants in the jar of contracts. */
  private record Written(
      Map<String, String> contracts,
      Map<String, String> frontend,
      Map<String, String> orders,
      Map<String, String> constants) {

    static Written of(Outcome contracts, Outcome frontend, Outcome orders) {
      Map<String, String> constants = new TreeMap<>();
      contracts.sources().forEach((name, bytes) -> constants.put(name, new String(bytes, UTF_8)));
      assertThat(constants.keySet())
          .containsExactly(
              "shop/Contracts_FrontendWorkload.java", "shop/Contracts_OrdersWorkload.java");
      return new Written(
          contracts.sallyport(), frontend.sallyport(), orders.sallyport(), constants);
    }

    /** As in a module that can't name the annotation {@code @Generated}. */
    Written withoutGenerated() {
      Map<String, String> bare = new TreeMap<>();
      constants.forEach(
          (name, text) ->
              bare.put(
                  name,
                  text.replaceFirst("import javax.annotation.processing.Generated;\n\n", "")
                      .replaceFirst("@Generated\\(.*\\)\n", "")));
      return new Written(contracts, frontend, orders, bare);
    }
  }

  @ParameterizedTest
  @EnumSource
  void on_the_class_path(TestCompiler compiler) throws IOException {
    Written written = onClassPath(compiler, "one", 0);
    assertThat(written.contracts().keySet())
        .containsExactlyInAnyOrder(
            "manifests/shop/default-deny.yaml", "workloads/shop.orders.shop.contracts.json");
    assertThat(written.frontend().keySet())
        .containsExactlyInAnyOrder("manifests/shop/frontend.yaml", "workloads/shop.frontend.json");
    assertThat(written.orders().keySet())
        .containsExactlyInAnyOrder(
            "manifests/shop/orders.yaml",
            "manifests/shop/orders.back.mail.yaml",
            "manifests/shop/orders.back.mail-client.yaml",
            "manifests/shop/orders.back.payments-client.yaml",
            "workloads/shop.orders.json",
            "workloads/shop.orders.back.mail.json",
            "workloads/shop.orders.back.mail-client.json",
            "workloads/shop.orders.back.payments-client.json");
    assertThat(written.orders().get("manifests/shop/orders.yaml"))
        .contains("port: 8080", "169.254.20.10/32", "traces – ✓");
  }

  @Test
  void both_compilers_write_the_same_bytes() throws IOException {
    assertThat(onClassPath(TestCompiler.ECJ, "e", 0))
        .isEqualTo(onClassPath(TestCompiler.JAVAC, "j", 0));
  }

  @ParameterizedTest
  @EnumSource
  void the_order_of_sources_changes_no_byte(TestCompiler compiler) throws IOException {
    Written first = onClassPath(compiler, "first", 0);
    for (int seed = 1; seed <= 3; seed++) {
      assertThat(onClassPath(compiler, "shuffled" + seed, seed)).isEqualTo(first);
      assertThat(onModulePath(compiler, "module" + seed, "requires static java.compiler;", seed))
          .isEqualTo(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void on_the_module_path(TestCompiler compiler) throws IOException {
    Written onClassPath = onClassPath(compiler, "classpath", 0);
    Written withoutGenerated = onClassPath.withoutGenerated();
    assertThat(withoutGenerated).isNotEqualTo(onClassPath);
    assertThat(onModulePath(compiler, "plain", "", 0)).isEqualTo(withoutGenerated);
    assertThat(onModulePath(compiler, "compiler", "requires static java.compiler;", 0))
        .isEqualTo(onClassPath);
  }

  private Written onClassPath(TestCompiler compiler, String name, int seed) throws IOException {
    Path contracts = directory.resolve(name + "-contracts");
    Path front = directory.resolve(name + "-front");
    Path back = directory.resolve(name + "-back");
    String dsl = dsl();
    Outcome first = compile(compiler, contracts, shuffled(CONTRACTS, seed), "-classpath", dsl);
    String jar = jar(contracts);
    String path = dsl + File.pathSeparator + jar;
    return Written.of(
        first,
        compile(compiler, front, shuffled(FRONTEND, seed), "-classpath", path),
        compile(compiler, back, shuffled(ORDERS, seed), "-classpath", path));
  }

  private Written onModulePath(TestCompiler compiler, String name, String more, int seed)
      throws IOException {
    Path contracts = directory.resolve(name + "-module-contracts");
    Path front = directory.resolve(name + "-module-front");
    Path back = directory.resolve(name + "-module-back");
    String dsl = dsl();
    List<SourceFile> sources = shuffled(CONTRACTS, seed);
    sources.add(module("module shop.contracts { requires dev.sallyport; exports shop; %s }", more));
    Outcome first = compile(compiler, contracts, sources, "--module-path", dsl);
    String path = dsl + File.pathSeparator + jar(contracts);
    String service = "module %s { requires dev.sallyport; requires shop.contracts; %%s }";
    List<SourceFile> frontend = shuffled(FRONTEND, seed);
    frontend.add(module(service.formatted("shop.front"), more));
    List<SourceFile> orders = shuffled(ORDERS, seed);
    orders.add(module(service.formatted("shop.back"), more));
    return Written.of(
        first,
        compile(compiler, front, frontend, "--module-path", path),
        compile(compiler, back, orders, "--module-path", path));
  }

  private static SourceFile module(String text, String more) {
    return SourceFile.named("module-info", text.formatted(more));
  }

  private static List<SourceFile> shuffled(String[] sources, int seed) {
    List<SourceFile> files = new ArrayList<>(SourceFile.all(sources));
    if (seed > 0) {
      Collections.shuffle(files, new Random(seed));
    }
    return files;
  }

  /** JavaPoet's classes are the most of what the processor could load. */
  @ParameterizedTest
  @EnumSource
  void javapoet_is_needed_for_classes_of_constants_only(TestCompiler compiler) throws IOException {
    Path contracts = directory.resolve("without-javapoet");
    Outcome outcome =
        compiler.compile(
            shuffled(CONTRACTS, 0),
            contracts,
            null,
            "-processorpath",
            processor(),
            "-classpath",
            dsl());
    assertThat(outcome.success()).as(outcome::output).isTrue();
    assertThat(outcome.sources()).isEmpty();
    assertThat(outcome.sallyport())
        .isEqualTo(onClassPath(compiler, "with-javapoet", 0).contracts());
  }

  private static String processor() {
    return TestCompiler.home(StatementProcessor.class)
        + File.pathSeparator
        + TestCompiler.home(dev.sallyport.Workload.class);
  }

  private static Outcome compile(
      TestCompiler compiler, Path directory, List<SourceFile> sources, String... path) {
    String processors = processor() + File.pathSeparator + TestCompiler.home(JavaFile.class);
    Outcome outcome =
        compiler.compile(
            sources,
            directory,
            null,
            Stream.concat(
                    Stream.of("-Asallyport.constants=true", "-processorpath", processors),
                    Stream.of(path))
                .toArray(String[]::new));
    assertThat(outcome.messages())
        .as(outcome::output)
        .noneMatch(m -> m.kind() == Diagnostic.Kind.ERROR || m.text().startsWith("["));
    assertThat(outcome.success()).isTrue();
    return outcome;
  }

  /** The language as a jar: in this build it may be a directory. */
  private String dsl() throws IOException {
    Path home = Path.of(TestCompiler.home(dev.sallyport.Workload.class));
    return Files.isDirectory(home) ? jar(home, directory.resolve("dsl.jar")) : home.toString();
  }

  private static String jar(Path compiled) throws IOException {
    return jar(
        compiled.resolve("classes"), compiled.resolveSibling(compiled.getFileName() + ".jar"));
  }

  private static String jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : TestCompiler.files(classes).entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue());
      }
    }
    return jar.toString();
  }
}
