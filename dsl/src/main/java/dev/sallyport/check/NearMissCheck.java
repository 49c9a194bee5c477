package dev.sallyport.check;

import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds selectors in rules that match no known workload although one of their labels is nearly that
 * of one, and namespaces by name that are nearly a known one: most likely misspelled. A selector
 * that is far from everything known is left alone: it speaks of pods that are declared elsewhere.
 */
final class NearMissCheck {
  private static final List<String> SYSTEM_NAMESPACES =
      List.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final Findings findings;

  NearMissCheck(Findings findings) {
    this.findings = findings;
  }

  /** {@code O(rules with selectors × workloads)}. */
  void check(World world) {
    Set<String> namespaces = null;
    for (CheckedStatement checked : world.statementsHere()) {
      Statement statement = checked.statement();
      for (RuleDeclaration rule : statement.rules()) {
        Text pods = rule.pods();
        if (pods != null) {
          pods(pods, rule, checked, world);
        }
        Text namespace = rule.namespace();
        if (namespace != null) {
          namespaces = namespaces == null ? namespaces(world) : namespaces;
          namespace(namespace, namespaces);
        }
      }
    }
  }

  private void namespace(Text written, Set<String> known) {
    if (known.contains(written.value())) {
      return;
    }
    String near = NearNames.nearest(written.value(), known);
    if (!near.isEmpty()) {
      findings.report(
          FindingCode.NEAR_MISS_SELECTOR,
          written.place(),
          "no namespace \"" + written + "\" is declared; did you mean \"" + near + "\"?");
    }
  }

  private void pods(Text written, RuleDeclaration rule, CheckedStatement checked, World world) {
    Selector selector;
    try {
      selector = Selector.parse(written.value());
    } catch (InvalidValueException e) {
      return; // reported with the rule
    }
    String near = "";
    for (Workload workload : world.workloads().values()) {
      if (!mayBeIn(workload.namespace(), rule, checked)) {
        continue;
      }
      if (selector.matches(workload.labels())) {
        return;
      }
      near = near.isEmpty() ? near(selector, workload) : near;
    }
    if (!near.isEmpty()) {
      findings.report(
          FindingCode.NEAR_MISS_SELECTOR,
          written.place(),
          "\"" + written + "\" matches no declared workload; did you mean \"" + near + "\"?");
    }
  }

  private static boolean mayBeIn(String namespace, RuleDeclaration rule, CheckedStatement checked) {
    Text name = rule.namespace();
    if (name != null) {
      return name.value().equals(namespace);
    }
    return rule.namespaces() != null || namespace.equals(checked.workload().namespace());
  }

  /** The label that, put in place of one of the selector's, makes it match; or empty text. */
  private static String near(Selector selector, Workload workload) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      for (Map.Entry<String, String> real : workload.labels().entrySet()) {
        boolean sameKey = real.getKey().equals(label.getKey());
        boolean sameValue = real.getValue().equals(label.getValue());
        boolean near =
            sameKey && isNear(label.getValue(), real.getValue())
                || sameValue && isNear(label.getKey(), real.getKey());
        if (near && !(sameKey && sameValue)) {
          Map<String, String> corrected = new TreeMap<>(selector.matchLabels());
          corrected.remove(label.getKey());
          corrected.put(real.getKey(), real.getValue());
          if (new Selector(corrected, selector.matchExpressions()).matches(workload.labels())) {
            return real.getKey() + "=" + real.getValue();
          }
        }
      }
    }
    return "";
  }

  private static boolean isNear(String written, String real) {
    return !NearNames.nearest(written, List.of(real)).isEmpty();
  }

  private static Set<String> namespaces(World world) {
    Set<String> names = new TreeSet<>(SYSTEM_NAMESPACES);
    for (WorkloadDeclaration contract : world.contracts().values()) {
      names.add(contract.namespace().value());
    }
    for (NamespaceDeclaration namespace : world.namespaces()) {
      names.add(namespace.name().value());
    }
    names.remove("");
    return names;
  }
}
