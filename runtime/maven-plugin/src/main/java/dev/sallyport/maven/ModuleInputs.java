package dev.sallyport.maven;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** What one module brings: its classes, and those of its dependencies that have contracts. */
final class ModuleInputs {
  private static final String BUNDLE = "META-INF/sallyport/";

  private ModuleInputs() {}

  /**
   * The folders and jars, the module's own first.
   *
   * @param testScope whether dependencies of scope test count
   * @param others the modules that bring their classes themselves
   */
  static List<String> of(
      MavenProject module, boolean testScope, Collection<File> more, List<MavenProject> others)
      throws BundleException {
    List<String> inputs = new ArrayList<>();
    File classes = new File(module.getBuild().getOutputDirectory());
    if (classes.isDirectory()) {
      inputs.add(classes.getPath());
    }
    more.forEach(file -> inputs.add(file.getPath()));
    List<String> own = others.stream().map(other -> other.getArtifact().getId()).toList();
    List<Artifact> dependencies = new ArrayList<>(module.getArtifacts());
    dependencies.sort(Comparator.comparing(Artifact::getId));
    for (Artifact dependency : dependencies) {
      File file = dependency.getFile();
      if (file != null
          && (testScope || !Artifact.SCOPE_TEST.equals(dependency.getScope()))
          && !own.contains(dependency.getId())
          && hasBundle(file)) {
        inputs.add(file.getPath());
      }
    }
    return inputs;
  }

  /**
   * Whether there is something to read in a dependency. Most jars have nothing of ours, and their
   * directory shows it; one that has something is read with the limits of every input.
   */
  private static boolean hasBundle(File file) throws BundleException {
    if (file.isDirectory()) {
      return new File(file, BUNDLE).isDirectory();
    }
    if (!file.getName().endsWith(".jar")) {
      return false;
    }
    try (ZipFile jar = new ZipFile(file)) {
      return jar.stream().anyMatch(entry -> entry.getName().startsWith(BUNDLE));
    } catch (IOException e) {
      throw new BundleException(Source.of(file.getPath()), e);
    }
  }
}
