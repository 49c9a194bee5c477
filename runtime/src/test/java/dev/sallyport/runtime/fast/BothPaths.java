package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.FastItem;
import dev.sallyport.runtime.objects.FastList;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the fast path and the full reader make of a text. */
final class BothPaths {
  private BothPaths() {}

  static String json(long seed, int pods) {
    return write(seed, pods, true);
  }

  static String write(long seed, int pods, boolean json) {
    try {
      StringWriter out = new StringWriter();
      KubectlText text = new KubectlText(seed, 2);
      if (json) {
        text.writeJson(pods, out);
      } else {
        text.writeYaml(pods, out);
      }
      return out.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What the fast path makes of a text; empty if it leaves the text to the full reader. */
  static Optional<FastList> served(String text) {
    return new KubectlLists()
        .read(text.getBytes(StandardCharsets.UTF_8), "list", "default", FastItem.Tree::new);
  }

  static KubernetesObjects full(String text) {
    return new KubernetesReader("default")
        .add("list", text.getBytes(StandardCharsets.UTF_8))
        .objects();
  }

  static KubernetesObjects fast(String text) {
    return new KubernetesReader("default", new KubectlLists())
        .add("list", text.getBytes(StandardCharsets.UTF_8))
        .objects();
  }
}
