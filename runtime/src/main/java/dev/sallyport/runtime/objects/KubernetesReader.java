package dev.sallyport.runtime.objects;

import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads Kubernetes objects from files, folders and streams.
 *
 * <pre>{@code
 * KubernetesObjects objects = new KubernetesReader("default").add(Path.of("k8s")).objects();
 * }</pre>
 *
 * <p>What can't be read is among the problems of the result; it never keeps the rest from being
 * read.
 */
public final class KubernetesReader {
  private static final String CLASSES_FOLDER = "META-INF/sallyport";

  private final ObjectCollector collector = new ObjectCollector();
  private final ObjectReader reader;
  private final ContractReader contracts;
  private final String defaultNamespace;
  private final FastPath fastPath;
  private final Progress progress;

  /**
   * Creates a reader.
   *
   * @param defaultNamespace the namespace of objects that give none
   */
  public KubernetesReader(String defaultNamespace) {
    this(defaultNamespace, FastPath.NONE);
  }

  /**
   * Creates a reader.
   *
   * @param defaultNamespace the namespace of objects that give none
   * @param fastPath is asked first
   */
  public KubernetesReader(String defaultNamespace, FastPath fastPath) {
    this(defaultNamespace, fastPath, Progress.NONE);
  }

  /**
   * Creates a reader.
   *
   * @param defaultNamespace the namespace of objects that give none
   * @param fastPath is asked first
   * @param progress is told of files and objects
   */
  public KubernetesReader(String defaultNamespace, FastPath fastPath, Progress progress) {
    this.progress = progress;
    this.defaultNamespace = defaultNamespace;
    this.fastPath = fastPath;
    this.reader = new ObjectReader(collector, defaultNamespace);
    this.contracts = new ContractReader(collector, defaultNamespace);
  }

  /**
   * Reads what the compiler left in a folder of classes: the workloads of its records, and its
   * manifests.
   *
   * @param classes a folder with {@code META-INF/sallyport}, for example {@code target/classes}
   * @return this reader
   * @throws IOException if the folder can't be listed
   */
  public KubernetesReader addClasses(Path classes) throws IOException {
    Path folder = classes.resolve(CLASSES_FOLDER);
    Path records = folder.resolve("workloads");
    if (Files.isDirectory(records)) {
      for (Path file : Inputs.files(records)) {
        addRecord(Inputs.name(file), Inputs.bytes(file));
      }
    }
    Path manifests = folder.resolve("manifests");
    return Files.isDirectory(manifests) ? add(manifests) : this;
  }

  /**
   * Reads a contract record as the workloads that it describes.
   *
   * @param source how messages name it
   * @param text UTF-8
   * @return this reader
   */
  public KubernetesReader addRecord(String source, byte[] text) {
    Documents documents = DocumentReader.read(source, text);
    collector.problems(documents.problems());
    documents.documents().forEach(contracts::read);
    return this;
  }

  /** Whether the compiler left something in a folder; then read it with {@link #addClasses}. */
  public static boolean isClasses(Path folder) {
    return Files.isDirectory(folder.resolve(CLASSES_FOLDER));
  }

  /**
   * Reads a file, or all {@code .yaml}, {@code .yml} and {@code .json} files of a folder and below.
   *
   * @return this reader
   * @throws IOException if the path does not exist, or a folder can't be listed
   */
  public KubernetesReader add(Path path) throws IOException {
    progress.phase("reading " + path);
    for (Path file : Inputs.files(path)) {
      progress.count(Progress.Unit.FILES, 1);
      try {
        String source = Inputs.name(file);
        Optional<FastList> list = fastPath.read(file, source, defaultNamespace, trees(source));
        if (list.isPresent()) {
          add(source, list.get());
        } else {
          addFully(source, Inputs.bytes(file));
        }
      } catch (IOException e) {
        collector.problem(Problem.of(Inputs.name(file), 0, "can't be read: " + e.getMessage()));
      }
    }
    return this;
  }

  /**
   * Reads a text of any number of YAML or JSON documents.
   *
   * @param source how messages name it
   * @param text UTF-8
   * @return this reader
   */
  public KubernetesReader add(String source, byte[] text) {
    Optional<FastList> list = fastPath.read(text, source, defaultNamespace, trees(source));
    if (list.isPresent()) {
      add(source, list.get());
    } else {
      addFully(source, text);
    }
    return this;
  }

  /**
   * Reads the objects of a document.
   *
   * @return this reader
   */
  public KubernetesReader add(Document document) {
    reader.read(document);
    return this;
  }

  private TreeReader trees(String source) {
    return root -> {
      if (!ObjectReader.saysItsType(root)) {
        return new FastItem.Tree(root);
      }
      Found found = new Found();
      new ObjectReader(found.sink(), defaultNamespace).read(source, root, "", "", 1);
      return new FastItem.Known(found);
    };
  }

  private void add(String source, FastList list) {
    progress.count(Progress.Unit.OBJECTS, list.items().size());
    String itemKind = list.kind().substring(0, list.kind().length() - "List".length());
    String itemVersion = itemKind.isEmpty() ? "" : list.apiVersion();
    for (FastItem item : list.items()) {
      if (item instanceof FastItem.Pod pod) {
        collector.add(pod.pod());
      } else if (item instanceof FastItem.Known known) {
        known.found().to(collector);
      } else if (item instanceof FastItem.Tree tree) {
        reader.read(source, tree.root(), itemVersion, itemKind, 1);
      } else if (item instanceof FastItem.Other other) {
        Documents documents = DocumentReader.read(source, other.text(), other.line());
        collector.problems(documents.problems());
        for (Document document : documents.documents()) {
          reader.read(source, document.root(), itemVersion, itemKind, 1);
        }
      }
    }
  }

  private void addFully(String source, byte[] text) {
    Documents documents = DocumentReader.read(source, text);
    collector.problems(documents.problems());
    for (Document document : documents.documents()) {
      reader.read(document);
      progress.count(Progress.Unit.OBJECTS, 1);
    }
  }

  /** Everything that was found so far. */
  public KubernetesObjects objects() {
    return collector.objects();
  }
}
