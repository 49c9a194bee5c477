package dev.sallyport.runtime.input;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleLimits;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.fast.KubectlLists;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import dev.sallyport.runtime.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

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
  private final Progress progress;
  private final Map<String, byte[]> texts = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /**
   * Creates inputs that hold nothing yet.
   *
   * @param defaultNamespace the namespace of objects that give none
   */
  public ObjectInputs(String defaultNamespace) {
    this(defaultNamespace, Progress.NONE);
  }

  /**
   * Creates inputs that hold nothing yet.
   *
   * @param defaultNamespace the namespace of objects that give none
   * @param progress is told of what is read
   */
  public ObjectInputs(String defaultNamespace, Progress progress) {
    this(defaultNamespace, Path.of("").toAbsolutePath(), progress);
  }

  /**
   * Creates inputs that hold nothing yet.
   *
   * @param defaultNamespace the namespace of objects that give none
   * @param directory where git revisions are looked up
   */
  public ObjectInputs(String defaultNamespace, Path directory) {
    this(defaultNamespace, directory, Progress.NONE);
  }

  private ObjectInputs(String defaultNamespace, Path directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
    this.reader = new KubernetesReader(defaultNamespace, new KubectlLists(), progress);
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
      names.add("standard input");
      return add("standard input", System.in.readAllBytes());
    }
    if (input.startsWith(GitTree.PREFIX)) {
      names.add(input);
      for (Map.Entry<String, byte[]> file : GitTree.parse(input, directory).files().entrySet()) {
        String revision = input.substring(0, input.indexOf(':', GitTree.PREFIX.length()) + 1);
        addAny(revision + file.getKey(), file.getKey(), file.getValue());
      }
      return this;
    }
    try {
      Path path = Path.of(input);
      names.add(input);
      if (KubernetesReader.isClasses(path)) {
        reader.addClasses(path);
      } else if (Files.isRegularFile(path) && isArchive(path)) {
        addBundle(path);
      } else {
        reader.add(path);
      }
      return this;
    } catch (IOException | InvalidPathException e) {
      String said = String.valueOf(e.getMessage());
      throw new IOException(
          said.startsWith(input + ": ") ? said : input + ": can't be read: " + said, e);
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
    Bundle bundle = new BundleReader(BundleLimits.STANDARD, progress).read(List.of(path));
    for (EmptyInput empty : bundle.empty()) {
      throw new IOException(empty.reason());
    }
    for (var record :
        new RecordReader(BundleLimits.STANDARD, progress).read(List.of(path)).records()) {
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

  /**
   * Reads Sallyport's manifests and records from the class path of the running program. Jars
   * without them are passed over; so are folders, unless they hold annotated classes.
   *
   * @return this
   * @throws IOException if a place can't be read, or the annotation processor did not run on the
   *     classes of a folder; the message names it
   */
  public ObjectInputs addClassPath(ClassLoader loader) throws IOException {
    try {
      for (Path place : BundleReader.classPath(loader)) {
        if (KubernetesReader.isClasses(place)) {
          reader.addClasses(place);
        } else if (Files.isDirectory(place)) {
          for (EmptyInput empty : new BundleReader().read(List.of(place)).empty()) {
            if (empty.isUnprocessed()) {
              throw new IOException(empty.reason());
            }
          }
        } else if (isArchive(place) && hasBundle(place)) {
          addBundle(place);
        }
      }
      return this;
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean hasBundle(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().anyMatch(entry -> entry.getName().startsWith("META-INF/sallyport/"));
    }
  }

  /**
   * Names an input of which the objects are added one by one, for messages about all inputs.
   *
   * @return this
   */
  public ObjectInputs naming(String input) {
    names.add(input);
    return this;
  }

  /** Everything that was read so far. */
  public KubernetesObjects objects() {
    return reader.objects();
  }

  /**
   * Everything that was read so far, if that is something: of nothing a table would be empty and a
   * check clean, and both would mean nothing.
   *
   * @throws IOException if there is neither an object nor a problem in any input
   */
  public KubernetesObjects someObjects() throws IOException {
    KubernetesObjects objects = objects();
    if (objects.isEmpty() && objects.problems().isEmpty()) {
      throw new IOException(
          String.join(", ", names)
              + ": there is no Kubernetes object here that says who may connect to whom:"
              + " workloads, policies, namespaces or services; name their files or folders"
              + leftAside(objects));
    }
    return objects;
  }

  private static String leftAside(KubernetesObjects objects) {
    StringBuilder text = new StringBuilder();
    objects
        .skipped()
        .forEach(
            (kind, count) ->
                text.append(
                        text.isEmpty() ? ". Left aside, because they are not evaluated: " : ", ")
                    .append(count)
                    .append(" of ")
                    .append(kind));
    return text.toString();
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
