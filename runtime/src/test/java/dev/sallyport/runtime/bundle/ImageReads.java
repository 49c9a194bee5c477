package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.path;

import java.nio.file.Path;
import java.util.List;

/** What tests of images put into them, and what they look at. */
final class ImageReads {
  private ImageReads() {}

  static Bundle read(Path input) throws Exception {
    return new BundleReader().read(List.of(input));
  }

  static List<String> names(Bundle bundle) {
    return bundle.manifests().stream().map(Manifest::name).toList();
  }

  static byte[] jar(String name) {
    return TestManifests.jar("shop", name).bytes();
  }

  static String unpacked(String name) {
    return "app/classes/" + path("shop", name);
  }
}
