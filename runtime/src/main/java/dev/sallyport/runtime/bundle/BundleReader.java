package dev.sallyport.runtime.bundle;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code META-INF/sallyport} out of anything that holds Java classes:
 *
 * <ul>
 *   <li>a folder of classes or jars, or a Quarkus fast-jar folder;
 *   <li>a jar, a Spring Boot jar, a war, a zip of them;
 *   <li>a container image: an OCI layout as a folder or tar, or what {@code docker save} writes;
 *   <li>any other tar, gzipped or not, as one tree of files;
 *   <li>the class path of the running program.
 * </ul>
 *
 * <p>What an input is shows in its structure, not its name. A folder {@code META-INF/sallyport} is
 * read wherever it stands, and so is every jar, war and ear.
 *
 * <pre>{@code
 * Bundle bundle = new BundleReader().read(List.of(Path.of("target/orders.jar")));
 * }</pre>
 *
 * <p>Costs {@code O(bytes)} of the archives' directories and of what is read; layers of images are
 * inflated whole.
 */
public final class BundleReader {
  private final BundleLimits limits;

  /** A reader with {@link BundleLimits#STANDARD}. */
  public BundleReader() {
    this(BundleLimits.STANDARD);
  }

  /** A reader with limits of its own. */
  public BundleReader(BundleLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the inputs together. The same file in two inputs counts once.
   *
   * @throws BundleException if an input can't be read or must not be believed, if a file differs
   *     between two inputs, or if a manifest is not in the strict subset of {@link ManifestParser}
   */
  public Bundle read(List<Path> inputs) throws BundleException {
    Budget budget = new Budget(limits);
    BundleCollector collector = new BundleCollector(budget);
    List<EmptyInput> empty = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path input : inputs) {
      Source source = Source.of(input.toString());
      Collecting collecting = new Collecting(collector);
      notes.addAll(new InputReader(budget, collecting).read(input, source));
      if (collecting.count == 0) {
        AnnotatedClasses classes = new AnnotatedClasses();
        new InputReader(new Budget(limits), classes).read(input, source);
        empty.add(classes.in(source));
      }
    }
    return collector.bundle(empty, notes);
  }

  /**
   * Reads the class path and module path of the running program, and what the class loader and its
   * parents add to it. Places that do not exist are left out, as the virtual machine does.
   *
   * @throws BundleException as for {@link #read}, or if a class loader loads from other places than
   *     files
   */
  public Bundle readClassPath(ClassLoader loader) throws BundleException {
    return read(classPath(loader));
  }

  /**
   * The existing files and folders from which the running program loads classes, in the order of
   * the class path, each once.
   *
   * @throws BundleException if a class loader loads from other places than files
   */
  public static List<Path> classPath(ClassLoader loader) throws BundleException {
    return ClassPathPlaces.of(loader);
  }

  /** Shows the files of bundles to the collector, and counts them. */
  private static final class Collecting implements EntryVisitor {
    private final BundleCollector collector;
    private int count;

    Collecting(BundleCollector collector) {
      this.collector = collector;
    }

    @Override
    public boolean wants(String name) {
      return EntryName.inBundle(name).isPresent();
    }

    @Override
    public void file(Source where, String name, long size, InputStream content)
        throws BundleException {
      Optional<String> path = EntryName.inBundle(name);
      if (path.isPresent()) {
        collector.add(where, path.get(), size, content);
        count++;
      }
    }
  }
}
