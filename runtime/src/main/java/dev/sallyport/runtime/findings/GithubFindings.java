package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import dev.sallyport.runtime.terminal.Visible;

/**
 * Findings as GitHub's workflow commands, which annotate a pull request.
 *
 * <p>Source: "Workflow commands for GitHub Actions" in GitHub's documentation.
 */
final class GithubFindings {
  private GithubFindings() {}

  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Result result : report.results()) {
      Location location = result.location();
      text.append(result.severity() == Severity.ERROR ? "::error " : "::warning ");
      if (!location.file().isEmpty()) {
        text.append("file=").append(property(location.file())).append(',');
        if (location.line() > 0 && location.within().isEmpty()) {
          text.append("line=").append(location.line()).append(',');
        }
      }
      text.append("title=").append(property("sallyport " + report.command() + " " + result.code()));
      String where =
          location.within().isEmpty() && location.source().isEmpty()
              ? ""
              : "\nat " + location.describe();
      text.append("::").append(data(result.text() + where)).append('\n');
    }
    return text.toString();
  }

  private static String data(String text) {
    return Visible.text(text).replace("%", "%25").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
