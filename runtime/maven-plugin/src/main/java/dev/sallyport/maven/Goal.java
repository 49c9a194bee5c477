package dev.sallyport.maven;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.EmptyInput;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What both goals have in common: they gather every module's inputs, and work in the last one. */
abstract class Goal extends AbstractMojo {
  /** The build. */
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** The module. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** This execution. */
  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /**
   * Leaves this module out. On the command line it leaves all modules out, so that the goal does
   * nothing.
   */
  @Parameter(property = "sallyport.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Works on a part of the modules too, when <code>-pl</code>, <code>-rf</code> or the folder in
   * which Maven was started leave others out. By default the goal then does nothing and says so,
   * because of a part it would report connections whose other end is only left out.
   */
  @Parameter(property = "sallyport.partial", defaultValue = "false")
  private boolean partial;

  /** Whether dependencies of scope test count too. */
  @Parameter(property = "sallyport.includeTestScope", defaultValue = "false")
  private boolean includeTestScope;

  /** Further inputs: jars, wars, folders of classes, images; for example of other teams. */
  @Parameter private List<File> additionalInputs;

  /** Maven makes it and fills it. */
  @SuppressWarnings("NullAway.Init")
  Goal() {
    additionalInputs = List.of();
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    Reactor reactor = new Reactor(session, execution);
    List<MavenProject> absent = reactor.absent();
    if (!skip && !partial && !absent.isEmpty()) {
      // Once is enough.
      if (project.equals(reactor.modules().get(0))) {
        getLog().warn(left(absent));
      }
      return;
    }
    try {
      Meeting meeting = reactor.meeting();
      List<String> own =
          skip
              ? List.of()
              : ModuleInputs.of(project, includeTestScope, additionalInputs, reactor.modules());
      Optional<List<String>> all = meeting.arrive(project.getId(), own);
      if (all.isEmpty()) {
        Set<String> missing = meeting.missing();
        getLog().debug("Waits for " + String.join(", ", missing));
      } else if (all.get().isEmpty()) {
        getLog().info(skip ? "Skipped." : "There are no classes in this build: nothing to do.");
      } else {
        work(all.get().stream().map(Path::of).toList(), reactor.root().toPath());
      }
    } catch (BundleException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private static String left(List<MavenProject> absent) {
    return "Not done: this build leaves "
        + absent.size()
        + " of the modules out ("
        + absent.get(0).getArtifactId()
        + (absent.size() > 1 ? ", ..." : "")
        + "), and what connects modules can be judged on all of them only. Build all of them, or"
        + " set -Dsallyport.partial=true.";
  }

  /**
   * Does what the goal is for.
   *
   * @param inputs folders and jars of all modules, at least one
   * @param root the folder in which the build was started
   */
  abstract void work(List<Path> inputs, Path root)
      throws BundleException, MojoExecutionException, MojoFailureException;

  /**
   * Says what was left aside; fails where the annotation processor did not run, and where there is
   * nothing at all. A module without annotations is nothing unusual here.
   */
  final void tell(List<EmptyInput> empty, List<String> notes, int found)
      throws MojoFailureException {
    notes.forEach(getLog()::warn);
    List<String> unprocessed = new ArrayList<>();
    for (EmptyInput each : empty) {
      if (each.isUnprocessed()) {
        unprocessed.add(each.reason());
      } else {
        getLog().debug(each.reason());
      }
    }
    if (!unprocessed.isEmpty()) {
      throw new MojoFailureException(String.join("\n", unprocessed));
    }
    if (found == 0) {
      throw new MojoFailureException(
          "No module has anything of Sallyport in it, nor has a dependency: annotate a class, or"
              + " take the plugin out of this build, or set -Dsallyport.skip.");
    }
  }
}
