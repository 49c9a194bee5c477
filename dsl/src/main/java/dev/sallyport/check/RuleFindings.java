package dev.sallyport.check;

import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import java.util.List;

/**
 * What is wrong with one rule, and what is wide in it. What is only a warning doesn't make a rule
 * invalid.
 */
final class RuleFindings implements Findings {
  private final Findings to;
  private int errors;
  private String wide = "";

  RuleFindings(Findings to) {
    this.to = to;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    Severity severity = to.report(code, place, message);
    errors += severity == Severity.ERROR ? 1 : 0;
    return severity;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return to.severity(code, place);
  }

  /** Whether no error was reported. */
  boolean isValid() {
    return errors == 0;
  }

  /** Takes what a part of the rule opens; the first that is wide is remembered. */
  void opens(List<Peer> peers, List<PolicyPort> ports) {
    if (wide.isEmpty()) {
      wide = wide(peers, ports);
    }
  }

  /**
   * Whether a wide rule says why; known also where something else of it is wrong. Where the
   * compiler could not make out all of the rule, the reason may be what is missing.
   */
  void requireWhy(RuleDeclaration declared) {
    if (!wide.isEmpty() && declared.why().value().isBlank() && declared.complete()) {
      report(
          FindingCode.WIDE_WITHOUT_WHY,
          declared.place(),
          "this rule is wide ("
              + wide
              + "); say why = \"...\", or name the peers and ports that are needed");
    }
  }

  private static String wide(List<Peer> peers, List<PolicyPort> ports) {
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Every
          || port instanceof PolicyPort.Range range && range.isAll()) {
        return "every port";
      }
    }
    for (Peer peer : peers) {
      if (peer instanceof Peer.Anyone) {
        return "anywhere";
      }
      if (peer instanceof Peer.IpBlock block && block.cidr().prefix() == 0) {
        return block.cidr().toString();
      }
    }
    return "";
  }
}
