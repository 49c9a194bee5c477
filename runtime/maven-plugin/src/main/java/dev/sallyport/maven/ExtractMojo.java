package dev.sallyport.maven;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.extract.ApplyOrder;
import dev.sallyport.runtime.extract.Extraction;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.ExtractionOptions;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.extract.OutputFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Takes the manifests of all services into one folder. It reads the classes of every module that
 * has this goal and the dependencies of those that have manifests in them, once, in the module that
 * gets here last. The folder is written whole or not at all; one that exists is replaced only if it
 * is empty, or holds nothing but what this goal wrote, unchanged.
 */
@Mojo(
    name = "extract",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class ExtractMojo extends Goal {
  /** The folder to write. */
  @Parameter(
      property = "sallyport.outputDirectory",
      defaultValue = "${session.executionRootDirectory}/target/sallyport",
      required = true)
  private File outputDirectory;

  /** The form: <code>KUSTOMIZE</code>, <code>YAML</code>, <code>LIST</code> or HELM. */
  @Parameter(property = "sallyport.format", defaultValue = "KUSTOMIZE", required = true)
  private ExtractionFormat format;

  /** The real names of namespaces, by the names that the code uses. */
  @Parameter private Map<String, String> namespaces;

  /** Whether each manifest says with a sync wave of Argo CD when to apply it. */
  @Parameter(property = "sallyport.argocd", defaultValue = "false")
  private boolean argocd;

  /** Maven makes it and fills it. */
  @SuppressWarnings("NullAway.Init")
  public ExtractMojo() {
    namespaces = Map.of();
  }

  @Override
  void work(List<Path> inputs, Path root)
      throws BundleException, MojoExecutionException, MojoFailureException {
    try {
      ExtractionOptions options =
          new ExtractionOptions(
              format,
              NamespaceMap.of(namespaces),
              argocd ? new ApplyOrder.ArgoCd() : new ApplyOrder.Unsaid());
      Bundle bundle = new BundleReader().read(inputs);
      tell(bundle.empty(), bundle.notes(), bundle.manifests().size());
      new OutputFolder(outputDirectory.toPath()).write(new Extraction(bundle, options).files());
      getLog().info(bundle.manifests().size() + " manifests are in " + outputDirectory);
    } catch (InvalidValueException e) {
      throw new MojoExecutionException("<namespaces>: " + e.getMessage(), e);
    } catch (ExtractionException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }
}
