package dev.sallyport.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The severities that options of the form {@code sallyport.severity.SP031=error|warning|off}
 * choose.
 *
 * <p>A code that is not suppressible keeps its severity: the API server would refuse the manifest,
 * or a rule would be lost.
 */
public final class SeverityOptions {
  /** What the name of such an option starts with. */
  public static final String PREFIX = "sallyport.severity.";

  private final Map<FindingCode, Severity> chosen = new HashMap<>();

  /** Creates options that change nothing. */
  public SeverityOptions() {}

  /**
   * Takes one option.
   *
   * @param option its whole name
   * @param value its value
   * @return what is wrong with it; empty text if nothing
   */
  public String put(String option, String value) {
    String id = option.substring(PREFIX.length());
    for (FindingCode code : FindingCode.values()) {
      if (code.id().equals(id)) {
        return put(code, option, value);
      }
    }
    return "there is no finding " + id + "; codes look like SP031";
  }

  private String put(FindingCode code, String option, String value) {
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(value)) {
        if (!code.suppressible() && severity != Severity.ERROR) {
          return code.id()
              + " can't be lowered, because a manifest would be refused or a rule lost; remove "
              + option;
        }
        chosen.put(code, severity);
        return "";
      }
    }
    return "\"" + value + "\" is no severity for " + option + "; write error, warning or off";
  }

  /** The severity of a code. */
  public Severity severity(FindingCode code) {
    Severity severity = chosen.get(code);
    return severity == null ? code.severity() : severity;
  }
}
