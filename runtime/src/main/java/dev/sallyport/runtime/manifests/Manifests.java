package dev.sallyport.runtime.manifests;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.Problem;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The NetworkPolicies that the compiler wrote.
 *
 * <pre>{@code
 * for (NetworkPolicy policy : Manifests.of(Path.of("orders.jar")).policies()) {
 *   client.resource(policy).serverSideApply();
 * }
 * }</pre>
 *
 * @param manifests the manifests, sorted by namespace and name
 * @param problems why others were refused, sorted
 */
public record Manifests(List<Manifest> manifests, List<Problem> problems) {

  /** Copies both lists. */
  public Manifests {
    manifests = List.copyOf(manifests);
    problems = problems.stream().sorted().toList();
  }

  /**
   * The manifests of jars, images, folders of classes and all else that {@link BundleReader} reads,
   * within its limits. The same manifest in two inputs counts once.
   *
   * @throws BundleException as {@link BundleReader#read}
   */
  public static Manifests of(Path... inputs) throws BundleException {
    return of(new BundleReader().read(List.of(inputs)));
  }

  /**
   * The manifests of the class path of the running program, and of all jars and folders from which
   * a class loader and its parents load.
   *
   * @param loader for example {@code Thread.currentThread().getContextClassLoader()}
   * @throws BundleException as {@link BundleReader#readClassPath}
   */
  public static Manifests ofClassPath(ClassLoader loader) throws BundleException {
    return of(new BundleReader().readClassPath(loader));
  }

  /** The manifests of a bundle; what is another kind of policy is a problem here. */
  public static Manifests of(Bundle bundle) {
    List<Manifest> manifests = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (var found : bundle.manifests()) {
      Source source = found.sources().get(0);
      StrictNetworkPolicies read =
          StrictNetworkPolicies.read(
              source.toString(), found.text().getBytes(StandardCharsets.UTF_8));
      problems.addAll(read.problems());
      read.policies().forEach(policy -> manifests.add(new Manifest(source, policy)));
    }
    return new Manifests(manifests, problems);
  }

  /** The policies alone, in the same order. */
  public List<NetworkPolicy> policies() {
    return manifests.stream().map(Manifest::policy).toList();
  }
}
