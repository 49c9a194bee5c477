package dev.sallyport.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReaderTest {
  @TempDir Path folder;

  private final BundleReader reader = new BundleReader();

  private Bundle read(Path... inputs) throws BundleException {
    return reader.read(List.of(inputs));
  }

  private List<String> sources(Bundle bundle) {
    return bundle.manifests().stream()
        .flatMap(manifest -> manifest.sources().stream())
        .map(source -> source.toString().replace(folder.toString(), ""))
        .toList();
  }

  private Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  @Nested
  class Layouts {
    @Test
    void plain_jar() throws Exception {
      Path jar = TestManifests.jar("shop", "orders").write(folder.resolve("orders.jar"));

      Bundle bundle = read(jar);

      assertThat(bundle.manifests())
          .singleElement()
          .satisfies(
              manifest -> {
                assertThat(manifest.text()).isEqualTo(TestManifests.policy("shop", "orders"));
                assertThat(manifest.path()).isEqualTo("shop/orders.yaml");
                assertThat(manifest.namespace()).isEqualTo("shop");
                assertThat(manifest.name()).isEqualTo("orders");
                assertThat(manifest.kind()).isEqualTo(PolicyKind.NETWORK_POLICY);
              });
      assertThat(bundle.contracts())
          .singleElement()
          .satisfies(
              contract -> {
                assertThat(contract.path()).isEqualTo("shop.orders.json");
                assertThat(contract.text()).isEqualTo("{\"name\":\"orders\"}");
              });
      assertThat(sources(bundle))
          .containsExactly("/orders.jar > META-INF/sallyport/manifests/shop/orders.yaml");
      assertThat(bundle.empty()).isEmpty();
    }

    @Test
    void folder_of_classes() throws Exception {
      write(
          "classes/" + TestManifests.path("shop", "orders"),
          TestManifests.policy("shop", "orders"));
      write("classes/shop/Orders.class", "not a class");

      assertThat(sources(read(folder.resolve("classes"))))
          .containsExactly("/classes > META-INF/sallyport/manifests/shop/orders.yaml");
    }

    @Test
    void spring_boot_jar_with_nested_jars_stored_and_deflated() throws Exception {
      Path jar =
          new TestJar()
              .text(
                  "BOOT-INF/classes/" + TestManifests.path("shop", "orders"),
                  TestManifests.policy("shop", "orders"))
              .stored("BOOT-INF/lib/ledger.jar", TestManifests.jar("shop", "ledger").bytes())
              .deflated("BOOT-INF/lib/mail.jar", TestManifests.jar("shop", "mail").bytes())
              .write(folder.resolve("app.jar"));

      assertThat(sources(read(jar)))
          .containsExactly(
              "/app.jar > BOOT-INF/lib/ledger.jar > META-INF/sallyport/manifests/shop/ledger.yaml",
              "/app.jar > BOOT-INF/lib/mail.jar > META-INF/sallyport/manifests/shop/mail.yaml",
              "/app.jar > BOOT-INF/classes/META-INF/sallyport/manifests/shop/orders.yaml");
    }

    @Test
    void executable_jar_behind_a_start_script() throws Exception {
      byte[] script = "#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8);
      byte[] jar = TestManifests.jar("shop", "orders").bytes();
      byte[] both = new byte[script.length + jar.length];
      System.arraycopy(script, 0, both, 0, script.length);
      System.arraycopy(jar, 0, both, script.length, jar.length);
      Path file = Files.write(folder.resolve("orders.jar"), both);

      assertThat(read(file).manifests()).hasSize(1);
    }

    @Test
    void war_with_libraries() throws Exception {
      Path war =
          new TestJar()
              .text(
                  "WEB-INF/classes/" + TestManifests.path("shop", "orders"),
                  TestManifests.policy("shop", "orders"))
              .stored("WEB-INF/lib/ledger.jar", TestManifests.jar("shop", "ledger").bytes())
              .write(folder.resolve("app.war"));

      assertThat(read(war).manifests())
          .extracting(Manifest::name)
          .containsExactly("ledger", "orders");
    }

    @Test
    void quarkus_fast_jar_folder() throws Exception {
      Path app = folder.resolve("quarkus-app");
      new TestJar().text("META-INF/MANIFEST.MF", "").write(app.resolve("quarkus-run.jar"));
      TestManifests.jar("shop", "orders").write(app.resolve("app/orders.jar"));
      TestManifests.jar("shop", "ledger").write(app.resolve("lib/main/ledger.jar"));

      assertThat(sources(read(app)))
          .containsExactly(
              "/quarkus-app > lib/main/ledger.jar > META-INF/sallyport/manifests/shop/ledger.yaml",
              "/quarkus-app > app/orders.jar > META-INF/sallyport/manifests/shop/orders.yaml");
    }

    @Test
    void jar_with_more_entries_than_a_plain_end_record_can_count() throws Exception {
      TestJar jar = TestManifests.jar("shop", "orders");
      for (int i = 0; i < 70_000; i++) {
        jar.stored("e/" + i, new byte[0]);
      }

      assertThat(read(jar.write(folder.resolve("large.jar"))).manifests()).hasSize(1);
    }

    @Test
    void manifest_without_namespace() throws Exception {
      String text = TestManifests.policy("shop", "orders").replace("  namespace: shop\n", "");
      Path jar =
          new TestJar()
              .text(TestManifests.path("_", "orders"), text)
              .write(folder.resolve("o.jar"));

      assertThat(read(jar).manifests()).extracting(Manifest::namespace).containsExactly("_");
    }
  }

  @Nested
  class SeveralInputs {
    @Test
    void the_same_manifest_twice_counts_once_and_knows_both_sources() throws Exception {
      Path one = TestManifests.jar("shop", "orders").write(folder.resolve("a.jar"));
      Path other = TestManifests.jar("shop", "orders").write(folder.resolve("b.jar"));

      Bundle bundle = read(one, other);

      assertThat(bundle.manifests()).hasSize(1);
      assertThat(bundle.contracts()).hasSize(1);
      assertThat(sources(bundle))
          .containsExactly(
              "/a.jar > META-INF/sallyport/manifests/shop/orders.yaml",
              "/b.jar > META-INF/sallyport/manifests/shop/orders.yaml");
    }

    @Test
    void two_different_manifests_of_one_path_are_refused_naming_both() throws Exception {
      Path one = TestManifests.jar("shop", "orders").write(folder.resolve("a.jar"));
      Path other =
          new TestJar()
              .text(
                  TestManifests.path("shop", "orders"),
                  TestManifests.policy("shop", "orders", "elsewhere"))
              .write(folder.resolve("b.jar"));

      assertThatThrownBy(() -> read(one, other))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("b.jar > META-INF/sallyport/manifests/shop/orders.yaml: it is not")
          .hasMessageContaining("a.jar > META-INF/sallyport/manifests/shop/orders.yaml;");
    }

    @Test
    void two_files_that_are_one_object_are_refused() throws Exception {
      Path jar =
          new TestJar()
              .text(TestManifests.path("shop", "orders"), TestManifests.policy("shop", "orders"))
              .text(TestManifests.path("shop", "other"), TestManifests.policy("shop", "orders"))
              .write(folder.resolve("a.jar"));

      assertThatThrownBy(() -> read(jar))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("NetworkPolicy shop/orders is also written by")
          .hasMessageContaining("orders.yaml")
          .hasMessageContaining("other.yaml");
    }

    @Test
    void policies_of_one_workload_from_several_classes_stay_apart() throws Exception {
      Path jar =
          new TestJar()
              .text(TestManifests.path("shop", "orders"), TestManifests.policy("shop", "orders"))
              .text(
                  TestManifests.path("shop", "orders.stripeclient"),
                  TestManifests.policy("shop", "orders.stripeclient"))
              .write(folder.resolve("a.jar"));

      assertThat(read(jar).manifests())
          .extracting(Manifest::name)
          .containsExactlyInAnyOrder("orders", "orders.stripeclient");
    }
  }

  @Nested
  class ClassPath {
    @Test
    void of_a_class_loader_with_a_jar_that_names_another() throws Exception {
      TestManifests.jar("shop", "ledger").write(folder.resolve("ledger.jar"));
      java.util.jar.Manifest manifest = new java.util.jar.Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "ledger.jar missing.jar");
      Path pathing = folder.resolve("pathing.jar");
      new JarOutputStream(Files.newOutputStream(pathing), manifest).close();
      Path classes = folder.resolve("classes");
      write(
          "classes/" + TestManifests.path("shop", "orders"),
          TestManifests.policy("shop", "orders"));
      URL[] urls = {
        pathing.toUri().toURL(), classes.toUri().toURL(), folder.resolve("no.jar").toUri().toURL()
      };

      try (URLClassLoader loader = new URLClassLoader(urls)) {
        assertThat(reader.readClassPath(loader).manifests())
            .extracting(Manifest::name)
            .contains("ledger", "orders");
      }
    }

    @Test
    void of_a_jar_that_names_nonsense_is_refused() throws Exception {
      java.util.jar.Manifest manifest = new java.util.jar.Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "%zz.jar");
      Path pathing = folder.resolve("pathing.jar");
      new JarOutputStream(Files.newOutputStream(pathing), manifest).close();
      URL[] urls = {pathing.toUri().toURL()};

      try (URLClassLoader loader = new URLClassLoader(urls)) {
        assertThatThrownBy(() -> reader.readClassPath(loader))
            .isInstanceOf(BundleException.class)
            .hasMessageContaining("pathing.jar: its Class-Path names \"%zz.jar\"");
      }
    }

    @Test
    void from_elsewhere_than_files_is_refused() throws Exception {
      URL[] urls = {new URL("http", "localhost", "/app.jar")};

      try (URLClassLoader loader = new URLClassLoader(urls)) {
        assertThatThrownBy(() -> reader.readClassPath(loader))
            .isInstanceOf(BundleException.class)
            .hasMessage(
                "http://localhost/app.jar: classes are loaded from there, but only files can be"
                    + " read");
      }
    }
  }

  @Nested
  class NothingThere {
    private byte[] compiled(String source, String name) throws IOException {
      Path out = Files.createDirectories(folder.resolve("compiled"));
      Path file = write("source/" + name + ".java", source);
      int code =
          javax.tools.ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  "-d",
                  out.toString(),
                  file.toString());
      assertThat(code).isZero();
      return Files.readAllBytes(out.resolve(name + ".class"));
    }

    @Test
    void with_annotated_classes_the_processor_did_not_run() throws Exception {
      byte[] annotated =
          compiled(
              "@dev.sallyport.Workload(name = \"orders\", labels = \"app=orders\")"
                  + " interface Orders {}",
              "Orders");
      byte[] repeated =
          compiled(
              "@dev.sallyport.EgressTo(pods = \"a=b\", ports = \"1\")"
                  + "@dev.sallyport.EgressTo(pods = \"a=c\", ports = \"2\") class Ledger {}",
              "Ledger");
      byte[] plain =
          compiled("class Plain { Class<?> c = dev.sallyport.Workload.class; }", "Plain");
      byte[] inner =
          new TestJar().deflated("Ledger.class", repeated).deflated("Plain.class", plain).bytes();
      Path jar =
          new TestJar()
              .deflated("BOOT-INF/classes/Orders.class", annotated)
              .stored("BOOT-INF/lib/ledger.jar", inner)
              .write(folder.resolve("app.jar"));

      assertThat(read(jar).empty())
          .singleElement()
          .satisfies(
              empty -> {
                assertThat(empty.isUnprocessed()).isTrue();
                assertThat(empty.annotated()).containsExactly("Ledger", "Orders");
                assertThat(empty.reason())
                    .contains("app.jar: 2 classes carry Sallyport's annotations (Ledger, Orders)")
                    .contains("the annotation processor did not run")
                    .contains("<annotationProcessorPaths>");
              });
    }

    @Test
    void without_annotated_classes_it_is_the_wrong_input() throws Exception {
      Path jar = new TestJar().text("a.txt", "a").write(folder.resolve("app.jar"));

      assertThat(read(jar).empty())
          .singleElement()
          .satisfies(
              empty -> {
                assertThat(empty.isUnprocessed()).isFalse();
                assertThat(empty.reason()).contains("is it the right input?");
              });
    }

    @Test
    void our_own_classes_carry_no_annotations() throws Exception {
      Path own =
          Path.of(
              dev.sallyport.Workload.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());

      assertThat(read(own).empty())
          .singleElement()
          .satisfies(empty -> assertThat(empty.annotated()).isEmpty());
    }

    @Test
    void is_said_of_each_input_on_its_own() throws Exception {
      Path full = TestManifests.jar("shop", "orders").write(folder.resolve("orders.jar"));
      Path empty = new TestJar().text("a.txt", "a").write(folder.resolve("app.jar"));

      assertThat(read(full, empty).empty())
          .extracting(e -> e.input().input())
          .containsExactly(empty.toString());
    }
  }
}
