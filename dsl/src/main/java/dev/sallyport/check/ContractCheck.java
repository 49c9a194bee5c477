package dev.sallyport.check;

import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.External;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Violation;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks contracts, externals and namespaces, each on its own, and turns them into the model. All
 * errors of a declaration are reported; a value comes out only if there are none.
 */
public final class ContractCheck {
  /** In octets (RFC 1035, 2.3.4). */
  private static final int LONGEST_DNS_LABEL = 63;

  private final Findings findings;
  private boolean valid;

  /** Creates a check that reports to {@code findings}. */
  public ContractCheck(Findings findings) {
    this.findings = findings;
  }

  /** Checks a contract. {@code O(labels + ports²)}. */
  public Optional<Workload> workload(WorkloadDeclaration declared) {
    valid = true;
    attempt(declared.name(), Violation.NAME);
    if (declared.name().value().equals(DefaultDeny.NAME)) {
      report(
          FindingCode.WORKLOAD_NAME,
          declared.name().place(),
          "\"" + DefaultDeny.NAME + "\" is the name of the namespace's own policy; choose another");
    }
    if (!declared.namespace().isEmpty()) {
      attempt(declared.namespace(), Violation.NAMESPACE);
    }
    Map<String, String> labels = labels(declared.labels());
    if (declared.labels().isEmpty()) {
      report(
          FindingCode.NO_LABELS,
          declared.place(),
          "workload \""
              + declared.name()
              + "\" has no labels, so its policy would select every pod of the namespace; give the"
              + " labels of the Deployment's pod template");
    }
    Selector selector = selector(declared, labels);
    List<ContainerPort> ports = ports(declared.ports());
    return valid
        ? Optional.of(
            new Workload(
                declared.namespace().value(),
                declared.name().value(),
                labels,
                selector,
                ports,
                declared.managed()))
        : Optional.empty();
  }

  /** Checks an external. */
  public Optional<External> external(ExternalDeclaration declared) {
    valid = true;
    String host = declared.host().value();
    if (host.isEmpty() && declared.cidrs().isEmpty()) {
      report(
          FindingCode.EXTERNAL_EMPTY,
          declared.place(),
          "this external has neither host nor cidrs, so it is nowhere; give at least one");
    }
    if (!host.isEmpty()) {
      host(host, declared.host().place());
    }
    List<Cidr> cidrs = cidrs(declared.cidrs());
    List<ContainerPort> ports = ports(declared.ports());
    return valid ? Optional.of(new External(host, cidrs, ports)) : Optional.empty();
  }

  /** Checks a namespace. */
  public Optional<Namespace> namespace(NamespaceDeclaration declared) {
    valid = true;
    attempt(declared.name(), Violation.NAMESPACE);
    Map<String, String> labels = labels(declared.labels());
    String name = labels.get(Namespace.NAME_LABEL);
    if (name != null && !name.equals(declared.name().value())) {
      report(
          FindingCode.LABEL_VALUE,
          placeOf(Namespace.NAME_LABEL, declared.labels(), declared.place()),
          "the label "
              + Namespace.NAME_LABEL
              + " always holds the namespace's name, \""
              + declared.name()
              + "\"; leave it out");
    }
    List<Cidr> kubeApi = cidrs(declared.kubeApi());
    return valid
        ? Optional.of(
            new Namespace(
                declared.name().value(), labels, declared.defaultDeny(), declared.dns(), kubeApi))
        : Optional.empty();
  }

  private Selector selector(WorkloadDeclaration declared, Map<String, String> labels) {
    Selector selector = valid ? Selector.ofLabels(labels) : Selector.EVERYTHING;
    if (!declared.selector().isEmpty()) {
      try {
        selector = Selector.parse(declared.selector().value());
      } catch (InvalidValueException e) {
        report(Violations.code(e), declared.selector().place(), Violations.message(e));
        return selector;
      }
      if (valid && !selector.matches(labels)) {
        report(
            FindingCode.LABELS_MISS_SELECTOR,
            declared.selector().place(),
            "the labels of workload \""
                + declared.name()
                + "\" do not satisfy its own selector \""
                + declared.selector()
                + "\", so its policy would not select its pods; change one of them");
      }
    }
    valid &= VersionLabels.check(selector, declared, findings) != Severity.ERROR;
    return selector;
  }

  /** Where a label is given; the last one counts. */
  static Place placeOf(String key, List<Text> labels, Place otherwise) {
    Place place = otherwise;
    for (Text label : labels) {
      int equals = label.value().indexOf('=');
      if (equals >= 0 && label.value().substring(0, equals).trim().equals(key)) {
        place = label.place();
      }
    }
    return place;
  }

  private Map<String, String> labels(List<Text> texts) {
    Map<String, String> labels = new TreeMap<>();
    for (Text text : texts) {
      int equals = text.value().indexOf('=');
      if (equals < 0) {
        report(
            FindingCode.LABEL_FORM,
            text.place(),
            "\"" + text + "\" is not a label; write it as \"key=value\"");
        continue;
      }
      String key = text.value().substring(0, equals).trim();
      String value = text.value().substring(equals + 1).trim();
      attempt(new Text(key, text.place()), Violation.LABEL_KEY);
      attempt(new Text(value, text.place()), Violation.LABEL_VALUE);
      String former = labels.put(key, value);
      if (former != null) {
        report(
            FindingCode.LABEL_FORM,
            text.place(),
            "label \"" + key + "\" is given twice, also as \"" + former + "\"; remove one");
      }
    }
    return labels;
  }

  private List<ContainerPort> ports(List<PortDeclaration> declarations) {
    List<ContainerPort> ports = new ArrayList<>();
    for (PortDeclaration declared : declarations) {
      boolean portValid = true;
      if (declared.number() < 1 || declared.number() > 65_535) {
        portValid = false;
        report(
            FindingCode.PORT_NUMBER,
            declared.numberPlace(),
            declared.number() + " is not a port number; it must be 1 to 65535");
      }
      if (!declared.name().isEmpty()) {
        portValid &= attempt(declared.name(), Violation.PORT_NAME);
      }
      if (portValid) {
        ContainerPort port =
            new ContainerPort(declared.name().value(), declared.number(), declared.protocol());
        checkRepeated(port, declared, ports);
        ports.add(port);
      }
    }
    return ports;
  }

  private void checkRepeated(
      ContainerPort port, PortDeclaration declared, List<ContainerPort> earlier) {
    for (ContainerPort other : earlier) {
      boolean sameName = !port.name().isEmpty() && port.name().equals(other.name());
      if (sameName || (port.number() == other.number() && port.protocol() == other.protocol())) {
        report(
            FindingCode.DUPLICATE_PORT,
            declared.place(),
            "port "
                + (sameName ? "\"" + port.name() + "\"" : port.number() + "/" + port.protocol())
                + " is declared twice; remove one or "
                + (sameName ? "give it another name" : "correct its number or protocol"));
        return;
      }
    }
  }

  private List<Cidr> cidrs(List<Text> texts) {
    List<Cidr> cidrs = new ArrayList<>();
    for (Text text : texts) {
      try {
        cidrs.add(Cidr.parse(text.value()));
      } catch (InvalidValueException e) {
        report(Violations.code(e), text.place(), Violations.message(e));
      }
    }
    return cidrs;
  }

  /** Checks the syntax that breaking would be this violation; whether it is right. */
  private boolean attempt(Text text, Violation syntax) {
    try {
      switch (syntax) {
        case NAME -> LabelSyntax.name(text.value());
        case NAMESPACE -> LabelSyntax.namespace(text.value());
        case LABEL_KEY -> LabelSyntax.key(text.value());
        case LABEL_VALUE -> LabelSyntax.value(text.value());
        default -> LabelSyntax.portName(text.value());
      }
      return true;
    } catch (InvalidValueException e) {
      report(Violations.code(e), text.place(), Violations.message(e));
      return false;
    }
  }

  private void host(String host, Place place) {
    String name = host.startsWith("*.") ? host.substring(2) : host;
    try {
      Cidr address = IpAddress.parse(host).toCidr();
      report(
          FindingCode.HOST_NAME,
          place,
          "\"" + host + "\" is an address, not a name; write it as cidrs = \"" + address + "\"");
    } catch (InvalidValueException notAddress) {
      if (!isDnsName(name)) {
        report(
            FindingCode.HOST_NAME,
            place,
            "\""
                + host
                + "\" is not a DNS name; write the name only, in lower case, without scheme, port"
                + " or path");
      } else if (hasLongLabel(name)) {
        report(
            FindingCode.HOST_NAME,
            place,
            "\""
                + host
                + "\" is not a DNS name: between two dots stand at most "
                + LONGEST_DNS_LABEL
                + " characters");
      }
    }
  }

  /** The name of an object may have longer parts than a DNS name (RFC 1035, 2.3.4). */
  private static boolean hasLongLabel(String name) {
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (i - start > LONGEST_DNS_LABEL) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** Whether this is a DNS name, and no software reads it as an IPv4 address (RFC 1123, 2.1). */
  private static boolean isDnsName(String name) {
    try {
      LabelSyntax.name(name);
    } catch (InvalidValueException e) {
      return false;
    }
    for (int i = name.lastIndexOf('.') + 1; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return true;
      }
    }
    return false;
  }

  private void report(FindingCode code, Place place, String message) {
    valid &= findings.report(code, place, message) != Severity.ERROR;
  }
}
