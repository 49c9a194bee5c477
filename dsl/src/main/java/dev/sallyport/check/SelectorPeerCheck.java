package dev.sallyport.check;

import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;

/** Reads the peer of a rule by labels: {@code pods}, {@code namespaces}, {@code namespace}. */
final class SelectorPeerCheck {
  private final Findings findings;

  SelectorPeerCheck(Findings findings) {
    this.findings = findings;
  }

  /** The peer; what is wrong in it is reported. */
  List<Peer> peers(RuleDeclaration declared) {
    Selector pods = Selector.EVERYTHING;
    Text podText = declared.pods();
    if (podText != null) {
      pods = selector(podText);
    }
    Text namespaceName = declared.namespace();
    Text namespaceText = declared.namespaces();
    Selector namespaces;
    if (namespaceName != null) {
      try {
        String name = LabelSyntax.namespace(namespaceName.value());
        namespaces = Selector.ofLabels(Map.of(Namespace.NAME_LABEL, name));
      } catch (InvalidValueException e) {
        findings.report(Violations.code(e), namespaceName.place(), Violations.message(e));
        return List.of();
      }
    } else if (namespaceText != null) {
      namespaces = selector(namespaceText);
    } else {
      return List.of(new Peer.Pods(pods));
    }
    return List.of(new Peer.PodsInNamespaces(namespaces, pods));
  }

  private Selector selector(Text text) {
    try {
      Selector selector = Selector.parse(text.value());
      VersionLabels.check(selector, text, findings);
      return selector;
    } catch (InvalidValueException e) {
      findings.report(Violations.code(e), text.place(), Violations.message(e));
      return Selector.EVERYTHING;
    }
  }
}
