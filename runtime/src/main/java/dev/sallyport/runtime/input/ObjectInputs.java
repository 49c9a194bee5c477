package dev.sallyport.runtime.input;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.fast.KubectlLists;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes objects out of any input: files and folders of YAML and JSON, folders of classes, jars
 * and images with Sallyport's manifests, {@code git:REV:path}, and standard input.
 *
 * <pre>{@code
 * KubernetesObjects objects =
 *     new ObjectInputs("default").add("k8s").add("orders.jar").add("git:main:policies").objects();
 * }</pre>
 */
public final class ObjectInputs {
  private static final String RECORDS = "META-INF/sallyport/workloads/";

  private final KubernetesReader reader;
  private final Path directory;
  private final Map<String, byte[]> texts = new HashMap<>();

  /**
   * Creates inputs that hold nothing yet.
   *
   * @param defaultNamespace the namespace of objects that give none
   */
  public ObjectInputs(String defaultNamespace) {
    this(defaultNamespace, Path.of("").toAbsolutePath());
  }

  /**
   * Creates inputs that hold nothing yet.
   *
   * @param defaultNamespace the namespace of objects that give none
   * @param directory where git revisions are looked up
   */
  public ObjectInputs(String defaultNamespace, Path directory) {
    this.directory = directory;
    this.reader = new KubernetesReader(defaultNamespace, new KubectlLists());
  }

  /**
   * Reads one input. {@code O(bytes)}.
   *
   * @param input a path, {@code git:REV:path}, or {@code -} for standard input
   * @return this
   * @throws IOException if the input as a whole can't be read; the message names it
   */
  public ObjectInputs add(String input) throws IOException {
    if (input.equals("-")) {
      return add("standard input", System.in.readAllBytes());
    }
    if (input.startsWith(GitTree.PREFIX)) {
      for (Map.Entry<String, byte[]> file : GitTree.parse(input, directory).files().entrySet()) {
        String revision = input.substring(0, input.indexOf(':', GitTree.PREFIX.length()) + 1);
        addAny(revision + file.getKey(), file.getKey(), file.getValue());
      }
      return this;
    }
    try {
      Path path = Path.of(input);
      if (KubernetesReader.isClasses(path)) {
        reader.addClasses(path);
      } else if (Files.isRegularFile(path) && isArchive(path)) {
        addBundle(path);
      } else {
        reader.add(path);
      }
      return this;
    } catch (IOException | InvalidPathException e) {
      throw new IOException(input + ": can't be read: " + e.getMessage(), e);
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Reads a text of YAML or JSON documents. */
  public ObjectInputs add(String source, byte[] text) {
    texts.put(source, text);
    reader.add(source, text);
    return this;
  }

  /** Reads the objects of a document. */
  public ObjectInputs add(Document document) {
    reader.add(document);
    return this;
  }

  private void addAny(String source, String name, byte[] text) {
    if (("/" + name).contains("/" + RECORDS)) {
      reader.addRecord(source, text);
    } else {
      add(source, text);
    }
  }

  private void addBundle(Path path) throws BundleException, IOException {
    Bundle bundle = new BundleReader().read(List.of(path));
    for (EmptyInput empty : bundle.empty()) {
      throw new IOException(empty.reason());
    }
    for (var record : new RecordReader().read(List.of(path)).records()) {
      reader.addRecord(
          record.sources().get(0).toString(), record.text().getBytes(StandardCharsets.UTF_8));
    }
    for (var manifest : bundle.manifests()) {
      add(manifest.sources().get(0).toString(), manifest.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Whether a file is a zip, a gzip or a tar, by its first bytes. */
  private static boolean isArchive(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(262);
      String text = new String(start, StandardCharsets.ISO_8859_1);
      return text.startsWith("PK\3\4")
          || text.startsWith("\u001f\u008b")
          || (text.length() == 262 && text.startsWith("ustar", 257));
    }
  }

  /** Everything that was read so far. */
  public KubernetesObjects objects() {
    return reader.objects();
  }

  /** The text of a source that an object names; empty if it can't be read any more. */
  public Optional<String> text(String source) {
    byte[] known = texts.get(source);
    try {
      if (known == null) {
        Path path = Path.of(source);
        if (!Files.isRegularFile(path)) {
          return Optional.empty();
        }
        known = Files.readAllBytes(path);
        texts.put(source, known);
      }
      return Optional.of(new String(known, StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
