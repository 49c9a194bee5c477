package dev.sallyport.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** The modules of a build in which one execution of a goal runs. */
final class Reactor {
  private final MavenSession session;
  private final MojoExecution execution;

  Reactor(MavenSession session, MojoExecution execution) {
    this.session = session;
    this.execution = execution;
  }

  /** Where they wait for each other. */
  Meeting meeting() {
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    Map<String, Map<String, Object>> contexts = new LinkedHashMap<>();
    for (MavenProject module : modules(session.getProjects())) {
      contexts.put(module.getId(), session.getPluginContext(plugin, module));
    }
    return new Meeting(
        execution.getGoal() + ":" + execution.getExecutionId(),
        contexts,
        session.getPluginContext(plugin, session.getProjects().get(0)));
  }

  /** The modules of this build in which the execution runs, in the order of the build. */
  List<MavenProject> modules() {
    return modules(session.getProjects());
  }

  /**
   * The modules in which the execution would run too, but which are not part of this build: those
   * that {@code -pl} or {@code -rf} left out, and a parent above the folder in which the build was
   * started.
   */
  List<MavenProject> absent() {
    List<MavenProject> others = new ArrayList<>(session.getAllProjects());
    for (MavenProject module : session.getProjects()) {
      for (MavenProject parent = module.getParent();
          parent != null && parent.getFile() != null;
          parent = parent.getParent()) {
        others.add(parent);
      }
    }
    List<String> built = session.getProjects().stream().map(MavenProject::getId).toList();
    return modules(others).stream()
        .filter(module -> !built.contains(module.getId()))
        .distinct()
        .toList();
  }

  /** The folder in which the build was started. */
  File root() {
    return new File(session.getExecutionRootDirectory());
  }

  private List<MavenProject> modules(List<MavenProject> projects) {
    if (execution.getSource() == MojoExecution.Source.CLI) {
      return projects;
    }
    return projects.stream().filter(this::hasExecution).toList();
  }

  private boolean hasExecution(MavenProject module) {
    Plugin plugin =
        module.getPlugin(Plugin.constructKey(execution.getGroupId(), execution.getArtifactId()));
    if (plugin == null) {
      return false;
    }
    for (PluginExecution each : plugin.getExecutions()) {
      if (each.getId().equals(execution.getExecutionId())
          && each.getGoals().contains(execution.getGoal())) {
        return !"none".equals(each.getPhase());
      }
    }
    return false;
  }
}
