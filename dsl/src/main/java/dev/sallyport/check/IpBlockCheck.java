package dev.sallyport.check;

import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the peer of a rule by address: {@code cidr}, without what {@code except} takes out. */
final class IpBlockCheck {
  private final Findings findings;

  IpBlockCheck(Findings findings) {
    this.findings = findings;
  }

  /** The peer; empty if its {@code cidr} is wrong (and reported). All exceptions are checked. */
  List<Peer> peers(RuleDeclaration declared) {
    Text text = declared.cidr();
    if (text == null) {
      return List.of();
    }
    Cidr cidr = cidr(text);
    List<Cidr> exceptions = new ArrayList<>();
    for (Text exception : declared.except()) {
      Cidr parsed = cidr(exception);
      if (cidr != null && parsed != null) {
        try {
          exceptions.addAll(new Peer.IpBlock(cidr, List.of(parsed)).except());
        } catch (InvalidValueException e) {
          findings.report(Violations.code(e), exception.place(), Violations.message(e));
        }
      }
    }
    return cidr == null ? List.of() : List.of(new Peer.IpBlock(cidr, exceptions));
  }

  private @Nullable Cidr cidr(Text text) {
    try {
      return Cidr.parse(text.value());
    } catch (InvalidValueException e) {
      findings.report(Violations.code(e), text.place(), Violations.message(e));
      return null;
    }
  }
}
