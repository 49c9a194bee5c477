package dev.sallyport.maven;

import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import dev.sallyport.runtime.link.Link;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Checks all services together, as the compiler checks one: both ends of every connection,
 * duplicates, overlaps, invariants, and contracts for which nobody speaks. It reads the classes of
 * every module that has this goal and the dependencies of those that have contracts in them, once,
 * in the module that gets here last.
 */
@Mojo(
    name = "link",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class LinkMojo extends Goal {
  /** Severities by the code of the finding: <code>error</code>, <code>warning</code>, off. */
  @Parameter private Map<String, String> severities;

  /** Whether an error among the findings fails the build. */
  @Parameter(property = "sallyport.failOnError", defaultValue = "true")
  private boolean failOnError;

  /** A file for the findings; none by default. Its folder is made. */
  @Parameter(property = "sallyport.reportFile")
  private @Nullable File reportFile;

  /** The form of that file: <code>TEXT</code>, <code>JSON</code>, SARIF or GITHUB. */
  @Parameter(property = "sallyport.reportFormat", defaultValue = "SARIF")
  private ReportFormat reportFormat;

  /** Maven makes it and fills it. */
  public LinkMojo() {
    severities = Map.of();
    reportFormat = ReportFormat.SARIF;
  }

  @Override
  void work(List<Path> inputs, Path root)
      throws BundleException, MojoExecutionException, MojoFailureException {
    SeverityOptions options = new SeverityOptions();
    for (Map.Entry<String, String> each : severities.entrySet()) {
      String problem = options.put(SeverityOptions.PREFIX + each.getKey(), each.getValue());
      if (!problem.isEmpty()) {
        throw new MojoExecutionException("<severities>: " + problem);
      }
    }
    Records records = new RecordReader().read(inputs);
    tell(records.empty(), records.notes(), records.records().size());
    Report report = Link.of(records).report(options).below(root);
    for (Report.Result result : report.results()) {
      String text = line(result);
      if (result.severity() == Severity.ERROR) {
        getLog().error(text);
      } else {
        getLog().warn(text);
      }
    }
    write(report);
    long errors = report.count(Severity.ERROR);
    if (errors > 0 && failOnError) {
      throw new MojoFailureException(
          "The services don't fit together: "
              + errors
              + (errors == 1 ? " error" : " errors")
              + ". Mend what the lines above name; <failOnError>false</failOnError> only reports.");
    }
    getLog()
        .info(
            records.records().size()
                + " contract records linked: "
                + errors
                + (errors == 1 ? " error, " : " errors, ")
                + report.count(Severity.WARNING)
                + (report.count(Severity.WARNING) == 1 ? " warning" : " warnings"));
  }

  private static String line(Report.Result result) {
    String source = result.location().source();
    return result.location().path()
        + ": "
        + result.text()
        + (source.isEmpty() ? "" : "\n  at " + source);
  }

  private void write(Report report) throws MojoExecutionException {
    if (reportFile == null) {
      return;
    }
    StringWriter text = new StringWriter();
    reportFormat.print(report, new PrintWriter(text));
    try {
      Path file = reportFile.toPath().toAbsolutePath();
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new MojoExecutionException("<reportFile>: can't write " + reportFile + ": " + e, e);
    }
  }
}
