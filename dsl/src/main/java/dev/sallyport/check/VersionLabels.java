package dev.sallyport.check;

import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;

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
   * Checks a workload's own selector: points at each label where the selector is not written.
   *
   * @return how severe the worst that was found is; {@link Severity#OFF} if nothing was
   */
  static Severity check(Selector selector, WorkloadDeclaration declared, Findings findings) {
    List<String> keys = versionKeys(selector);
    if (keys.isEmpty()) {
      return Severity.OFF;
    }
    String policy = "the policy of workload \"" + declared.name() + "\" selects its pods by ";
    Place place = declared.selector().place();
    if (!declared.selector().isEmpty()) {
      return findings.report(
          FindingCode.VERSION_LABEL,
          place,
          policy + change(keys) + " with releases; select by stable labels only");
    }
    Severity worst = Severity.OFF;
    for (String key : keys) {
      Severity severity =
          findings.report(
              FindingCode.VERSION_LABEL,
              ContractCheck.placeOf(key, declared.labels(), place),
              policy
                  + change(List.of(key))
                  + " with releases; keep the label and give the stable ones as selector ="
                  + " \"...\"");
      worst = severity == Severity.ERROR || worst == Severity.OFF ? severity : worst;
    }
    return worst;
  }

  /** Checks a selector in a rule. */
  static void check(Selector selector, Text text, Findings findings) {
    List<String> keys = versionKeys(selector);
    if (!keys.isEmpty()) {
      findings.report(
          FindingCode.VERSION_LABEL,
          text.place(),
          "\""
              + text
              + "\" selects by "
              + change(keys)
              + " with releases; select by stable labels only");
    }
  }

  /** For example {@code "chart" and "version", which change}. */
  private static String change(List<String> keys) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : i == keys.size() - 1 ? " and " : ", ");
      text.append('"').append(keys.get(i)).append('"');
    }
    return text.append(keys.size() == 1 ? ", which changes" : ", which change").toString();
  }

  /** The keys that change with releases, in the selector's order, each once. */
  private static List<String> versionKeys(Selector selector) {
    List<String> keys = List.of();
    for (String key : selector.matchLabels().keySet()) {
      keys = isVersionKey(key) ? with(keys, key) : keys;
    }
    for (Requirement requirement : selector.matchExpressions()) {
      String key = requirement.key();
      keys = isVersionKey(key) && !keys.contains(key) ? with(keys, key) : keys;
    }
    return keys;
  }

  private static List<String> with(List<String> keys, String key) {
    List<String> all = new ArrayList<>(keys);
    all.add(key);
    return all;
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
