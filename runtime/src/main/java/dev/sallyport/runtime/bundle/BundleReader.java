package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.terminal.Progress;
import java.nio.file.Path;
import java.util.List;

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
  private final Progress progress;

  /** A reader with {@link BundleLimits#STANDARD}. */
  public BundleReader() {
    this(BundleLimits.STANDARD);
  }

  /** A reader with limits of its own. */
  public BundleReader(BundleLimits limits) {
    this(limits, Progress.NONE);
  }

  /** A reader that says how far it is. */
  public BundleReader(BundleLimits limits, Progress progress) {
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Reads the inputs together. The same file in two inputs counts once.
   *
   * @throws BundleException if an input can't be read or must not be believed, if a file differs
   *     between two inputs, or if a manifest is not in the strict subset of {@link ManifestParser}
   */
  public Bundle read(List<Path> inputs) throws BundleException {
    Budget budget = new Budget(limits, progress);
    BundleCollector collector = new BundleCollector(budget);
    BundleInputs read = BundleInputs.read(inputs, budget, collector::add);
    return collector.bundle(read.empty(), read.notes());
  }

  /**
   * Reads the class path and module path of the running program, and what the class loader and its
   * parents add to it. Places that do not exist are left out, as the virtual machine does; so is
   * what lies deeper in a folder than a class loader finds it as {@code META-INF/sallyport}.
   *
   * @throws BundleException as for {@link #read}, or if a class loader loads from other places than
   *     files
   */
  public Bundle readClassPath(ClassLoader loader) throws BundleException {
    Budget budget = new Budget(limits, progress);
    BundleCollector collector = new BundleCollector(budget);
    BundleInputs read = BundleInputs.readClassPath(classPath(loader), budget, collector::add);
    return collector.bundle(read.empty(), read.notes());
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
}
