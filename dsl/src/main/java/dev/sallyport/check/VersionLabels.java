package dev.sallyport.check;

import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;

/**
 * Finds selectors that use a label which changes with every release: the policy would stop
 * selecting the pods at the next one.
 *
 * <p>Source: Kubernetes documentation, "Recommended Labels"; the labels that Deployments,
 * StatefulSets and Helm add to pods.
 */
final class VersionLabels {
  private VersionLabels() {}

  /**
   * Checks a workload's own selector; points at the label where the selector is not written.
   *
   * @return how severe what was found is; {@link Severity#OFF} if nothing was
   */
  static Severity check(Selector selector, WorkloadDeclaration declared, Findings findings) {
    String key = versionKey(selector);
    if (key.isEmpty()) {
      return Severity.OFF;
    }
    Place place = declared.selector().place();
    if (declared.selector().isEmpty()) {
      for (Text label : declared.labels()) {
        if (isOf(label.value(), key)) {
          place = label.place();
        }
      }
    }
    return findings.report(
        FindingCode.VERSION_LABEL,
        place,
        "the policy of workload \""
            + declared.name()
            + "\" selects its pods by \""
            + key
            + "\", which changes with releases; "
            + (declared.selector().isEmpty()
                ? "keep the label and give the stable ones as selector = \"...\""
                : "select by stable labels only"));
  }

  private static boolean isOf(String label, String key) {
    int equals = label.indexOf('=');
    return equals >= 0 && label.substring(0, equals).trim().equals(key);
  }

  /** Checks a selector in a rule. */
  static void check(Selector selector, Text text, Findings findings) {
    String key = versionKey(selector);
    if (!key.isEmpty()) {
      findings.report(
          FindingCode.VERSION_LABEL,
          text.place(),
          "\""
              + text
              + "\" selects by \""
              + key
              + "\", which changes with releases; select by"
              + " stable labels only");
    }
  }

  private static String versionKey(Selector selector) {
    for (String key : selector.matchLabels().keySet()) {
      if (isVersionKey(key)) {
        return key;
      }
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (isVersionKey(requirement.key())) {
        return requirement.key();
      }
    }
    return "";
  }

  private static boolean isVersionKey(String key) {
    String name = key.substring(key.indexOf('/') + 1);
    return name.equals("version")
        || name.endsWith("-version")
        || name.equals("chart") && key.startsWith("helm.sh/")
        || key.equals("pod-template-hash")
        || key.equals("controller-revision-hash")
        || key.equals("pod-template-generation")
        || key.equals("statefulset.kubernetes.io/pod-name");
  }
}
