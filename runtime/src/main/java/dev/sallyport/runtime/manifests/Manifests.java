package dev.sallyport.runtime.manifests;

import dev.sallyport.runtime.document.Problem;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The NetworkPolicies that the compiler wrote.
 *
 * <pre>{@code
 * for (NetworkPolicy policy : Manifests.ofJar(Path.of("orders.jar")).policies()) {
 *   client.resource(policy).serverSideApply();
 * }
 * }</pre>
 *
 * @param manifests the manifests, sorted by container and entry
 * @param problems why others were refused, sorted
 */
public record Manifests(List<Manifest> manifests, List<Problem> problems) {
  /** The folder of a jar or class folder in which the compiler writes manifests. */
  public static final String FOLDER = "META-INF/sallyport/manifests/";

  /** Copies both lists. */
  public Manifests {
    manifests = List.copyOf(manifests);
    problems = problems.stream().sorted().toList();
  }

  /**
   * The manifests of a jar. Jars inside it are not opened.
   *
   * @throws IOException if the file is not a readable jar
   */
  public static Manifests ofJar(Path jar) throws IOException {
    ManifestReader reader = new ManifestReader();
    reader.addJar(jar);
    return reader.manifests();
  }

  /**
   * The manifests of a folder of classes, for example {@code target/classes}.
   *
   * @throws IOException if the folder can't be read
   */
  public static Manifests ofFolder(Path classes) throws IOException {
    ManifestReader reader = new ManifestReader();
    reader.addFolder(classes);
    return reader.manifests();
  }

  /**
   * The manifests of all jars and folders from which a class loader and its parents load.
   *
   * @param loader for example {@code Thread.currentThread().getContextClassLoader()}
   * @throws IOException if one of them can't be read
   */
  public static Manifests ofClassPath(ClassLoader loader) throws IOException {
    ManifestReader reader = new ManifestReader();
    reader.addClassPath(loader);
    return reader.manifests();
  }

  /** The policies alone, in the same order. */
  public List<NetworkPolicy> policies() {
    return manifests.stream().map(Manifest::policy).toList();
  }
}
