package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.Refusals.bytes;
import static dev.sallyport.runtime.bundle.Refusals.replaced;
import static dev.sallyport.runtime.bundle.TestManifests.FOLDER;
import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {
  @TempDir Path folder;

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] input)
      throws IOException {
    return Refusals.assertRefused(Files.write(folder.resolve("input"), input));
  }

  @Nested
  class Names {
    @Test
    void that_climb_out() throws Exception {
      for (String name : List.of("../a", "a/../../b", "..", "META-INF/sallyport/../../../x")) {
        assertRefused(new TestJar().text(name, "a").bytes())
            .hasMessageContaining(" > " + name + ": ")
            .hasMessageContaining("climbs out");
        assertRefused(new TestTar().text(name, "a").bytes())
            .hasMessageContaining(" > " + name + ": ")
            .hasMessageContaining("climbs out");
      }
    }

    @Test
    void that_climb_out_with_backslashes_in_a_zip() throws Exception {
      assertRefused(new TestJar().text("a\\..\\..\\b", "a").bytes())
          .hasMessageContaining("climbs out");
    }

    @Test
    void that_are_absolute() throws Exception {
      assertRefused(new TestJar().text("/etc/passwd", "a").bytes())
          .hasMessageContaining("absolute");
      assertRefused(new TestJar().text("C:\\a", "a").bytes()).hasMessageContaining("absolute");
      assertRefused(new TestTar().text("/etc/passwd", "a").bytes())
          .hasMessageContaining("absolute");
    }

    @Test
    void that_would_forge_a_line_of_a_message() throws Exception {
      assertRefused(new TestJar().text("../a\nsallyport: all is well\u202e", "a").bytes())
          .hasMessageContaining("../a\\u000asallyport: all is well\\u202e");
    }

    @Test
    void that_are_not_utf_8() throws Exception {
      byte[] jar = new TestJar().text("META-INF/sallyport/XX.yaml", "a").bytes();

      assertRefused(replaced(jar, "XX", "\u00c3\u0028")).hasMessageContaining("not UTF-8");
    }

    @Test
    void that_sallyport_does_not_write() throws Exception {
      for (String name :
          List.of(
              "manifests/shop/a/b.yaml",
              "manifests/a.yaml",
              "manifests/Shop/a.yaml",
              "manifests/shop/A.yaml",
              "manifests/shop/a.yml",
              "workloads/a.json",
              "workloads/shop.A.json",
              "other.txt")) {
        assertRefused(new TestJar().text(FOLDER + name, policy("shop", "a")).bytes())
            .hasMessageContaining(
                " > " + FOLDER + name + ": Sallyport writes no file of this name");
      }
    }

    @Test
    void that_come_twice() throws Exception {
      String twin = path("shop", "order2");
      byte[] jar =
          new TestJar()
              .text(path("shop", "orders"), policy("shop", "orders"))
              .text(twin, policy("shop", "orders"))
              .bytes();
      byte[] tar =
          new TestTar()
              .text(path("shop", "orders"), policy("shop", "orders"))
              .text(path("shop", "orders"), policy("shop", "orders"))
              .bytes();

      assertRefused(replaced(jar, "order2.yaml", "orders.yaml"))
          .hasMessageContaining(path("shop", "orders") + ": two entries of this name");
      assertRefused(tar)
          .hasMessageContaining(path("shop", "orders") + ": two entries of this name");
    }

    @Test
    void of_layers_that_come_twice_in_an_image() throws Exception {
      byte[] layer = new TestTar().text("a", "a").bytes();
      byte[] tar =
          new TestTar()
              .file("l.tar", layer)
              .file("l.tar", layer)
              .text("manifest.json", "[{\"Layers\":[\"l.tar\"]}]")
              .bytes();

      assertRefused(tar).hasMessageContaining(" > l.tar: two entries of this name");
    }

    @Test
    void with_a_nul() throws Exception {
      byte[] tar = new TestTar().pax("path=a\0/../../b").text("a", "a").bytes();

      assertRefused(tar).hasMessageContaining("a NUL is refused");
    }
  }

  @Nested
  class Links {
    @Test
    void in_a_zip() throws Exception {
      byte[] jar = new TestJar().text(path("shop", "orders"), "/etc/passwd").bytes();
      ByteBuffer zip = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
      int central = zip.getInt(jar.length - 6);
      zip.put(central + 5, (byte) 3);
      zip.putInt(central + 38, 0xa1ff << 16);

      assertRefused(jar).hasMessageContaining("a symbolic link in a zip is refused");
    }

    @Test
    void in_a_folder_out_of_it() throws Exception {
      Path outside = Files.createDirectories(folder.resolve("outside"));
      TestManifests.jar("shop", "orders").write(outside.resolve("orders.jar"));
      Path input = Files.createDirectories(folder.resolve("in"));

      Files.createSymbolicLink(input.resolve("lib"), outside);
      Refusals.assertRefused(input).hasMessageContaining("in > lib: it is a symbolic link to");
      Files.delete(input.resolve("lib"));
      Files.createSymbolicLink(input.resolve("a.jar"), outside.resolve("orders.jar"));
      Refusals.assertRefused(input).hasMessageContaining("in > a.jar: it is a symbolic link to");
      Files.delete(input.resolve("a.jar"));
      Files.createSymbolicLink(input.resolve("README"), outside.resolve("orders.jar"));
      assertThat(new BundleReader().read(List.of(input)).manifests()).isEmpty();
    }

    @Test
    void in_a_folder_as_a_manifest() throws Exception {
      Path input = folder.resolve("in");
      Path manifest = input.resolve(path("shop", "orders"));
      Files.createDirectories(manifest.getParent());
      Files.createSymbolicLink(manifest, folder.resolve("secret"));

      Refusals.assertRefused(input)
          .hasMessageContaining("in > " + path("shop", "orders") + ": a symbolic link is refused");
    }

    @Test
    void in_a_folder_that_leads_in_a_circle() throws Exception {
      Path input = Files.createDirectories(folder.resolve("in"));
      TestManifests.jar("shop", "orders").write(input.resolve("orders.jar"));
      Files.createSymbolicLink(input.resolve("again"), input);
      Files.createSymbolicLink(input.resolve("b.jar"), Path.of("orders.jar"));

      assertThat(new BundleReader().read(List.of(input)).manifests()).hasSize(1);
    }

    @Test
    void that_lead_nowhere() throws Exception {
      Path input = Files.createDirectories(folder.resolve("in"));
      Files.createSymbolicLink(input.resolve("a.jar"), Path.of("nothing"));

      Refusals.assertRefused(input).hasMessageContaining("leads nowhere");
    }
  }

  @Nested
  class Manifests {
    private AbstractThrowableAssert<?, ? extends Throwable> assertManifestRefused(byte[] text)
        throws IOException {
      return assertRefused(new TestJar().deflated(path("shop", "orders"), text).bytes())
          .hasMessageContaining(" > " + path("shop", "orders") + ": ");
    }

    @Test
    void that_are_not_utf_8() throws Exception {
      assertManifestRefused(new byte[] {'a', ':', ' ', (byte) 0xc3, 0x28})
          .hasMessageContaining("it is not UTF-8");
    }

    @Test
    void that_are_many() throws Exception {
      assertManifestRefused(bytes(policy("shop", "orders") + "---\n".repeat(1000)))
          .hasMessageContaining("more than one document");
    }

    @Test
    void that_are_no_policies() throws Exception {
      String binding =
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata:
            name: orders
            namespace: shop
          """;

      assertManifestRefused(bytes(binding))
          .hasMessageContaining("it is no policy that Sallyport writes");
    }

    @Test
    void that_stand_in_the_folder_of_another_namespace() throws Exception {
      assertManifestRefused(bytes(policy("kube-system", "orders")))
          .hasMessageContaining("in the folder of \"shop\" but is for namespace \"kube-system\"");
    }
  }

  @Nested
  class Inputs {
    @Test
    void that_are_not_there() {
      Refusals.assertRefused(folder.resolve("missing"))
          .hasMessageEndingWith("there is no such file or folder");
    }

    @Test
    void that_are_something_else() throws Exception {
      assertRefused(bytes("hello")).hasMessageContaining("it is no jar, war, zip, tar, image");
      assertRefused(new byte[0]).hasMessageContaining("it is empty");
    }
  }
}
