package dev.sallyport.check;

import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds selectors in rules that match no known workload, or no known namespace, although one of
 * their labels is nearly that of one, and namespaces by name that are nearly a known one: most
 * likely misspelled. A selector that is far from everything known is left alone: it speaks of pods
 * and namespaces that are declared elsewhere.
 */
final class NearMissCheck {
  private final Findings findings;
  private final World world;
  private final WorkloadIndex index;
  private final Map<String, String> meant = new HashMap<>();
  private @Nullable KnownNamespaces namespaces;

  NearMissCheck(Findings findings, World world, WorkloadIndex index) {
    this.findings = findings;
    this.world = world;
    this.index = index;
  }

  /**
   * {@code O(rules with selectors)} for those that match, and {@code O(workloads + namespaces)} for
   * each different one that does not.
   */
  void check() {
    for (CheckedStatement checked : world.statementsHere()) {
      for (int i = 0; i < checked.rules().size(); i++) {
        RuleDeclaration declared = checked.statement().rules().get(i);
        List<Rule> rules = checked.rules().get(i);
        if (declared.peers().isEmpty() && declared.cidr() == null && !rules.isEmpty()) {
          selectors(declared, rules.get(0).peers().get(0), checked.workload());
        }
      }
    }
  }

  private void selectors(RuleDeclaration declared, Peer peer, Workload own) {
    Text pods = declared.pods();
    Text namespace = declared.namespace();
    Text labels = declared.namespaces();
    if (peer instanceof Peer.Pods only && pods != null) {
      pods(pods, only.pods(), own.namespace());
    } else if (peer instanceof Peer.PodsInNamespaces both) {
      if (pods != null) {
        String name = namespace == null ? WorkloadIndex.ANY_NAMESPACE : namespace.value();
        pods(pods, both.pods(), name);
      }
      if (namespace != null) {
        namespace(namespace);
      }
      if (labels != null) {
        namespaces(labels, both.namespaces());
      }
    }
  }

  private void pods(Text written, Selector selector, String namespace) {
    for (String type : index.candidates(namespace, selector)) {
      Workload workload = world.workloads().get(type);
      if (workload != null && selector.matches(workload.labels())) {
        return;
      }
    }
    String key = "pods " + namespace + "\n" + written;
    String near = meant.get(key);
    if (near == null) {
      NearLabel nearest = new NearLabel();
      for (String type : index.of(namespace)) {
        Workload workload = world.workloads().get(type);
        if (workload != null) {
          nearest.compare(selector, workload.labels());
        }
      }
      near = nearest.text();
      meant.put(key, near);
    }
    report(written, "\"" + written + "\" matches no declared workload", near);
  }

  private void namespace(Text written) {
    KnownNamespaces known = known();
    if (known.names().contains(written.value())) {
      return;
    }
    String key = "namespace " + written;
    String near = meant.get(key);
    if (near == null) {
      near = NearNames.nearest(written.value(), known.names());
      meant.put(key, near);
    }
    report(written, "no namespace \"" + written + "\" is declared", near);
  }

  private void namespaces(Text written, Selector selector) {
    String key = "namespaces " + written;
    String near = meant.get(key);
    if (near == null) {
      near = known().meant(selector);
      meant.put(key, near);
    }
    report(written, "\"" + written + "\" matches no known namespace", near);
  }

  private KnownNamespaces known() {
    KnownNamespaces known = namespaces;
    if (known == null) {
      known = new KnownNamespaces(world);
      namespaces = known;
    }
    return known;
  }

  private void report(Text written, String missed, String near) {
    if (!near.isEmpty()) {
      findings.report(
          FindingCode.NEAR_MISS_SELECTOR,
          written.place(),
          missed + "; did you mean \"" + near + "\"?");
    }
  }
}
