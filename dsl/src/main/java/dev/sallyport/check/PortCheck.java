package dev.sallyport.check;

import dev.sallyport.Ports;
import dev.sallyport.Protocol;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the port expressions of a rule against the ports that its target declares. A declared name
 * becomes its number: the manifest then means the same whatever names the pods give their ports.
 */
final class PortCheck {
  private final Findings findings;

  PortCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * The ports of a rule towards one target.
   *
   * @param rule the rule
   * @param target the target
   * @return the ports, or an empty list if something is wrong (and reported)
   */
  List<PolicyPort> ports(RuleDeclaration rule, PortTarget target) {
    List<PolicyPort> ports = new ArrayList<>();
    if (rule.ports().isEmpty()) {
      for (ContainerPort declared : target.declared()) {
        ports.add(new PolicyPort.Range(declared.protocol(), declared.number(), declared.number()));
      }
      if (ports.isEmpty() && !target.isUndecided() && rule.complete()) {
        findings.report(
            FindingCode.NO_PORTS,
            target.place(),
            target.isKnown()
                ? target.name()
                    + " declares no ports, so this rule would allow nothing; declare them with"
                    + " @Port, or give ports here"
                : "the ports of "
                    + target.name()
                    + " are not known; give ports, for example ports = \"8080\", or Ports.ALL");
      }
      return ports;
    }
    boolean valid = true;
    for (Text text : rule.ports()) {
      int size = ports.size();
      add(text, target, ports);
      valid &= ports.size() > size;
    }
    if (valid && ports.size() > 1 && ports.contains(PolicyPort.EVERY)) {
      return List.of(PolicyPort.EVERY);
    }
    return valid ? ports : List.of();
  }

  private void add(Text text, PortTarget target, List<PolicyPort> ports) {
    String value = text.value().trim();
    int slash = value.indexOf('/');
    Protocol protocol = slash < 0 ? null : protocol(value.substring(slash + 1).trim());
    if (slash >= 0 && protocol == null) {
      findings.report(
          FindingCode.PROTOCOL,
          text.place(),
          "\""
              + value.substring(slash + 1)
              + "\" is not a protocol that a NetworkPolicy knows; write TCP, UDP or SCTP");
      return;
    }
    String port = slash < 0 ? value : value.substring(0, slash).trim();
    if (port.equals(Ports.ALL)) {
      ports.add(protocol == null ? PolicyPort.EVERY : PolicyPort.Range.allOf(protocol));
    } else if (isNumeric(port)) {
      numeric(text, port, protocol, target, ports);
    } else if (isNoName(port)) {
      findings.report(
          FindingCode.PORT_NUMBER,
          text.place(),
          "\""
              + text
              + "\" is not a valid port: write a number from 1 to 65535, or a range as in"
              + " \"8000-8999\"");
    } else {
      named(text, port, protocol, target, ports);
    }
  }

  private void numeric(
      Text text,
      String port,
      @Nullable Protocol protocol,
      PortTarget target,
      List<PolicyPort> ports) {
    int dash = port.indexOf('-');
    if (dash == port.length() - 1) {
      findings.report(
          FindingCode.PORT_RANGE,
          text.place(),
          "\"" + text + "\" is a range without an end; write both ends, as in \"8000-8999\"");
      return;
    }
    PolicyPort.Range range;
    try {
      int first = number(dash < 0 ? port : port.substring(0, dash));
      int last = dash < 0 ? first : number(port.substring(dash + 1));
      range = new PolicyPort.Range(protocol == null ? Protocol.TCP : protocol, first, last);
    } catch (InvalidValueException e) {
      findings.report(
          Violations.code(e),
          text.place(),
          "\"" + text + "\" is not a valid port: " + Violations.message(e));
      return;
    }
    if (target.isKnown() && !declares(target, range, text)) {
      return;
    }
    ports.add(range);
  }

  /** Whether the target declares a port in the range; reports what it declares instead. */
  private boolean declares(PortTarget target, PolicyPort.Range range, Text text) {
    ContainerPort otherProtocol = null;
    for (ContainerPort declared : target.declared()) {
      if (declared.number() >= range.first() && declared.number() <= range.last()) {
        if (declared.protocol() == range.protocol()) {
          return true;
        }
        otherProtocol = declared;
      }
    }
    Severity severity;
    if (otherProtocol != null) {
      severity =
          findings.report(
              FindingCode.PORT_PROTOCOL,
              text.place(),
              target.name()
                  + " declares "
                  + otherProtocol.number()
                  + " for "
                  + otherProtocol.protocol()
                  + ", not for "
                  + range.protocol()
                  + "; write \""
                  + (range.first() == range.last()
                      ? "" + range.first()
                      : range.first() + "-" + range.last())
                  + "/"
                  + otherProtocol.protocol()
                  + "\"");
    } else {
      severity =
          findings.report(
              FindingCode.UNDECLARED_PORT_NUMBER,
              text.place(),
              target.name()
                  + " does not declare port "
                  + text
                  + "; "
                  + declaredPorts(target)
                  + ". Rules name pod ports, not Service ports");
    }
    return severity != Severity.ERROR;
  }

  private void named(
      Text text,
      String name,
      @Nullable Protocol protocol,
      PortTarget target,
      List<PolicyPort> ports) {
    try {
      PolicyPort.Named named =
          new PolicyPort.Named(protocol == null ? Protocol.TCP : protocol, name);
      if (!target.isKnown()) {
        if (target.isAddresses()) {
          findings.report(
              FindingCode.UNKNOWN_PORT_NAME,
              text.place(),
              "\"" + name + "\": a named port never matches an address; give the number");
        } else {
          ports.add(named);
        }
        return;
      }
    } catch (InvalidValueException e) {
      findings.report(Violations.code(e), text.place(), Violations.message(e));
      return;
    }
    List<String> names = new ArrayList<>();
    for (ContainerPort declared : target.declared()) {
      if (declared.name().equals(name)) {
        Protocol wanted = protocol;
        if (wanted == null) {
          wanted = target.isSelected() ? Protocol.TCP : declared.protocol();
        }
        if (wanted == declared.protocol() || standsAs(text, name, wanted, declared, target)) {
          ports.add(new PolicyPort.Range(wanted, declared.number(), declared.number()));
        }
        return;
      }
      if (!declared.name().isEmpty()) {
        names.add(declared.name());
      }
    }
    String near = NearNames.nearest(name, names);
    findings.report(
        FindingCode.UNKNOWN_PORT_NAME,
        text.place(),
        target.name()
            + " does not declare a port \""
            + name
            + "\"; "
            + (near.isEmpty() ? declaredPorts(target) : "did you mean \"" + near + "\"?"));
  }

  /** Reports a name with another protocol than declared; whether the rule stands all the same. */
  private boolean standsAs(
      Text text, String name, Protocol wanted, ContainerPort declared, PortTarget target) {
    Severity severity =
        findings.report(
            FindingCode.PORT_PROTOCOL,
            text.place(),
            target.name()
                + " declares \""
                + name
                + "\" for "
                + declared.protocol()
                + ", not for "
                + wanted
                + "; write \""
                + name
                + (target.isSelected() ? "/" + declared.protocol() + "\"" : "\" only"));
    return severity != Severity.ERROR;
  }

  private static String declaredPorts(PortTarget target) {
    if (target.declared().isEmpty()) {
      return "it declares none; add @Port there";
    }
    StringBuilder text = new StringBuilder("it declares ");
    for (int i = 0; i < target.declared().size(); i++) {
      text.append(i == 0 ? "" : ", ").append(target.declared().get(i));
    }
    return text.toString();
  }

  private static @Nullable Protocol protocol(String text) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.name().equals(text)) {
        return protocol;
      }
    }
    return null;
  }

  private static int number(String digits) {
    if (digits.length() > 5) {
      throw new InvalidValueException(
          Violation.PORT_NUMBER, digits + " is not a port number; it must be 1 to 65535");
    }
    return PolicyPort.number(Integer.parseInt(digits));
  }

  /** Whether somebody who wrote this meant a number: nothing but digits and dashes. */
  private static boolean isNoName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether the text consists of digits and at most one dash after the first of them. */
  private static boolean isNumeric(String text) {
    boolean dash = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' && i > 0 && !dash) {
        dash = true;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
