package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.processor.TestCompiler.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiling a part of the classes again touches the files of that part only. */
class IncrementalTest {
  private static final String FRONTEND_APP =
      """
      package shop;

      @EgressTo(value = Orders.class, ports = "http")
      class FrontendApp implements Frontend {}
      """;

  private static final String ORDERS_APP =
      """
      package shop;

      @AllowsIngressFrom(value = Frontend.class, ports = "http")
      class OrdersApp implements Orders {
        @EgressTo(cidr = "192.0.2.1/32", ports = "443")
        static class Client {}
      }
      """;

  private static final String PACKAGE =
      """
      @Namespace(value = "shop", defaultDeny = true)
      package shop;
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void one_class_of_several_leaves_the_other_files_untouched(TestCompiler compiler)
      throws IOException {
    compile(compiler, PACKAGE, Shop.FRONTEND, Shop.ORDERS, FRONTEND_APP, ORDERS_APP);
    Path classes = directory.resolve("classes");
    FileTime past = FileTime.fromMillis(0);
    Map<String, byte[]> before = TestCompiler.files(classes);
    for (String file : before.keySet()) {
      Files.setLastModifiedTime(classes.resolve(file), past);
    }
    Outcome outcome =
        compile(
            compiler,
            FRONTEND_APP.replace(
                "@EgressTo", "@AllowsIngressFrom(SameNamespace.class)\n@EgressTo"));
    List<String> touched = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : outcome.classes().entrySet()) {
      if (!Files.getLastModifiedTime(classes.resolve(file.getKey())).equals(past)) {
        touched.add(file.getKey());
      } else {
        assertThat(file.getValue()).isEqualTo(before.get(file.getKey()));
      }
    }
    assertThat(touched)
        .containsExactlyInAnyOrder(
            "shop/FrontendApp.class",
            "META-INF/sallyport/manifests/shop/frontend.yaml",
            "META-INF/sallyport/workloads/shop.frontend.json");
    assertThat(outcome.sallyport().get("manifests/shop/frontend.yaml"))
        .contains("@AllowsIngressFrom(SameNamespace.class)");
    assertThat(outcome.sallyport()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void a_namespace_of_two_packages_has_one_default_deny_whoever_is_compiled(TestCompiler compiler) {
    String other = PACKAGE.replace("package shop;", "package shop.web;");
    Map<String, String> together = compile(compiler, PACKAGE, other).sallyport();
    assertThat(compile(compiler, other).sallyport()).isEqualTo(together).hasSize(1);
    assertThat(compile(compiler, PACKAGE).sallyport()).isEqualTo(together);
  }

  private Outcome compile(TestCompiler compiler, String... sources) {
    String path =
        TestCompiler.home(dev.sallyport.Workload.class)
            + File.pathSeparator
            + directory.resolve("classes");
    Outcome outcome =
        compiler.compile(
            SourceFile.all(sources),
            directory,
            TestCompiler.processors(),
            "-Asallyport.constants=true",
            "-classpath",
            path);
    assertThat(outcome.success()).as(() -> outcome.messages().toString()).isTrue();
    return outcome;
  }

  @Test
  void each_file_has_one_origin() {
    List<Processor> processors = new ArrayList<>();
    Map<String, List<String>> origins = Collections.synchronizedMap(new TreeMap<>());
    for (Processor processor : TestCompiler.processors()) {
      processors.add(new Spy(processor, origins));
    }
    Outcome outcome =
        TestCompiler.JAVAC.compile(
            SourceFile.all(
                PACKAGE,
                Shop.FRONTEND,
                Shop.ORDERS,
                FRONTEND_APP,
                ORDERS_APP,
                """
                @PartOf(shop.Orders.class)
                package shop.mail;
                """,
                """
                package shop.mail;

                class Mail {
                  @EgressTo(cidr = "192.0.2.2/32", ports = "25")
                  void send() {}
                }
                """),
            directory,
            processors,
            "-Asallyport.constants=true",
            "-classpath",
            TestCompiler.home(dev.sallyport.Workload.class));
    assertThat(outcome.success()).isTrue();
    assertThat(origins)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "shop.FrontendWorkload", List.of("shop.Frontend"),
                "shop.OrdersWorkload", List.of("shop.Orders"),
                "META-INF/sallyport/manifests/shop/default-deny.yaml", List.of("shop"),
                "META-INF/sallyport/manifests/shop/frontend.yaml", List.of("shop.FrontendApp"),
                "META-INF/sallyport/workloads/shop.frontend.json", List.of("shop.FrontendApp"),
                "META-INF/sallyport/manifests/shop/orders.yaml", List.of("shop.OrdersApp"),
                "META-INF/sallyport/workloads/shop.orders.json", List.of("shop.OrdersApp"),
                "META-INF/sallyport/manifests/shop/orders.shop.mail.mail.yaml",
                    List.of("shop.mail.Mail"),
                "META-INF/sallyport/workloads/shop.orders.shop.mail.mail.json",
                    List.of("shop.mail.Mail")));
  }

  @Test
  void gradle_is_told_what_each_processor_is() throws IOException {
    assertThat(lines("META-INF/gradle/incremental.annotation.processors"))
        .containsExactlyInAnyOrder(
            ModuleProcessor.class.getName() + ",aggregating",
            StatementProcessor.class.getName() + ",isolating",
            VocabularyProcessor.class.getName() + ",isolating");
  }

  @Test
  void the_claiming_processor_is_registered_last() throws IOException {
    assertThat(lines("META-INF/services/javax.annotation.processing.Processor"))
        .containsExactly(
            ModuleProcessor.class.getName(),
            StatementProcessor.class.getName(),
            VocabularyProcessor.class.getName());
  }

  private static List<String> lines(String resource) throws IOException {
    Path home = Path.of(TestCompiler.home(StatementProcessor.class));
    for (URL url :
        Collections.list(StatementProcessor.class.getClassLoader().getResources(resource))) {
      if (url.toString().contains(home.toString())) {
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
          return reader.lines().filter(line -> !line.isBlank()).toList();
        }
      }
    }
    throw new AssertionError(resource + " is missing");
  }

  /** Runs a processor with a filer that notes the originating elements of each file. */
  private static final class Spy extends DelegatingProcessor {
    private final Map<String, List<String>> origins;

    Spy(Processor processor, Map<String, List<String>> origins) {
      super(processor);
      this.origins = origins;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Filer filer = proxy(Filer.class, environment.getFiler(), true);
      super.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  Spy.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (self, method, arguments) ->
                      method.getName().equals("getFiler")
                          ? filer
                          : method.invoke(environment, arguments)));
    }

    private <T> T proxy(Class<T> type, T target, boolean note) {
      return type.cast(
          Proxy.newProxyInstance(
              Spy.class.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                if (note && method.getName().startsWith("create")) {
                  int last = arguments.length - 1;
                  List<String> names = new ArrayList<>();
                  for (Element element : (Element[]) arguments[last]) {
                    names.add(element.toString());
                  }
                  origins.put(arguments[last - 1].toString(), names);
                }
                try {
                  return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause() instanceof IOException cause
                      ? cause
                      : new UncheckedIOException(new IOException(e.getCause()));
                }
              }));
    }
  }
}
