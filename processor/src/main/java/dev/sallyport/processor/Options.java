package dev.sallyport.processor;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.NearNames;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.policy.PolicyTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The processor options: {@code -Asallyport.severity.CODE=error|warning|off} and {@code
 * -Asallyport.target=TARGET}, with the names of {@link PolicyTarget}, and {@code
 * -Asallyport.constants=true|false}. An option that starts with {@code sallyport.} and is none of
 * these is an error: a misspelled severity would otherwise silently have no effect.
 */
final class Options {
  private static final String PREFIX = "sallyport.";
  private static final String TARGET = "sallyport.target";
  private static final String CONSTANTS = "sallyport.constants";
  private static final String KUBERNETES = "kubernetes";

  /**
   * The numbers of all findings. The compiler asks for the names of options before it is known
   * whether there is anything to do, and the findings themselves are a large class.
   */
  private static final String CODES =
      "001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 018 "
          + "020 021 022 023 024 025 026 027 030 031 032 033 034 035 040 041 042 043 044 "
          + "045 046 047 048 049 050 051 052 053 054 055 056 057 058 059 060 061 062 "
          + "063 064 065 066 067 068 069 070 090 091";

  private Options() {}

  /** The names of all options. */
  static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(TARGET);
    names.add(CONSTANTS);
    for (int i = 0; i < CODES.length(); i += 4) {
      names.add(SeverityOptions.PREFIX + "SP" + CODES.substring(i, i + 3));
    }
    return names;
  }

  /** Whether any of them is given, right or wrong. */
  static boolean areGiven(Map<String, String> options) {
    for (String option : options.keySet()) {
      if (option.startsWith(PREFIX)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a class of constants is written for each contract: only if that is asked for, because
   * another class costs its compilation more than all else that is done for a contract.
   */
  static boolean constants(Map<String, String> options) {
    return "true".equals(options.get(CONSTANTS));
  }

  /**
   * Reads the options.
   *
   * @param messager receives what is wrong; null where another processor reports it
   */
  static SeverityOptions read(Map<String, String> options, Messager messager, boolean report) {
    SeverityOptions severities = new SeverityOptions();
    Map<String, String> own = new TreeMap<>();
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().startsWith(PREFIX)) {
        String value = option.getValue();
        own.put(option.getKey(), value == null ? "" : value);
      }
    }
    for (Map.Entry<String, String> option : own.entrySet()) {
      String problem = take(option.getKey(), option.getValue(), severities);
      if (report && !problem.isEmpty()) {
        messager.printMessage(Diagnostic.Kind.ERROR, problem);
      }
    }
    return severities;
  }

  /**
   * The target that was chosen; null for plain NetworkPolicies, whose compilation has nothing to do
   * with targets, and where the choice is not known.
   */
  static @Nullable PolicyTarget target(Map<String, String> options) {
    String value = options.get(TARGET);
    return value == null || value.equals(KUBERNETES) ? null : PolicyTarget.of(value).orElse(null);
  }

  private static String take(String name, String value, SeverityOptions severities) {
    if (name.startsWith(SeverityOptions.PREFIX)) {
      String problem = severities.put(name, value);
      return problem.isEmpty() ? "" : "[" + FindingCode.OPTION_VALUE.id() + "] " + problem;
    }
    if (name.equals(TARGET)) {
      return value.equals(KUBERNETES) || PolicyTarget.of(value).isPresent()
          ? ""
          : "["
              + FindingCode.OPTION_VALUE.id()
              + "] \""
              + value
              + "\" is no target; the targets are "
              + PolicyTarget.all()
              + ", and without the option it is kubernetes";
    }
    if (name.equals(CONSTANTS)) {
      return value.equals("true") || value.equals("false")
          ? ""
          : "["
              + FindingCode.OPTION_VALUE.id()
              + "] \""
              + value
              + "\" does not say whether classes of constants are written; write"
              + " -Asallyport.constants=true or -Asallyport.constants=false";
    }
    String near = NearNames.didYouMean(name, new ArrayList<>(names()));
    return "["
        + FindingCode.UNKNOWN_OPTION.id()
        + "] there is no option "
        + name
        + (near.isEmpty()
            ? "; the options are "
                + TARGET
                + ", "
                + CONSTANTS
                + " and "
                + SeverityOptions.PREFIX
                + "CODE"
            : near);
  }
}
