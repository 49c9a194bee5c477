package dev.sallyport.check;

import java.util.Locale;

/**
 * Every kind of finding: a stable code, what it means, and how severe it is unless an option says
 * otherwise. The same for compiler, command line, reports and documentation.
 *
 * <p>Codes are never reused. An error of the API server's own rules can't be suppressed, because
 * the manifest would be refused.
 */
public enum FindingCode {
  /** The name of a workload is not a valid object name. */
  WORKLOAD_NAME(1, Severity.ERROR, false, "The name of a workload is not a valid object name"),
  /** The name of a namespace is not valid. */
  NAMESPACE_NAME(2, Severity.ERROR, false, "The name of a namespace is not valid"),
  /** A label key is not valid. */
  LABEL_KEY(3, Severity.ERROR, false, "A label key is not valid"),
  /** A label value is not valid. */
  LABEL_VALUE(4, Severity.ERROR, false, "A label value is not valid"),
  /** A label is not of the form key=value, or its key is given twice. */
  LABEL_FORM(
      5, Severity.ERROR, false, "A label is not of the form key=value, or its key is given twice"),
  /** A workload has no labels, so its policy would select every pod. */
  NO_LABELS(
      6, Severity.ERROR, false, "A workload has no labels, so its policy would select every pod"),
  /** A selector is not in kubectl's syntax. */
  SELECTOR_SYNTAX(7, Severity.ERROR, false, "A selector is not in kubectl's syntax"),
  /** The host of an external is not a DNS name. */
  HOST_NAME(8, Severity.ERROR, false, "The host of an external is not a DNS name"),
  /** An external has neither host nor addresses. */
  EXTERNAL_EMPTY(9, Severity.ERROR, false, "An external has neither host nor addresses"),
  /** A port number is not in 1 to 65535. */
  PORT_NUMBER(10, Severity.ERROR, false, "A port number is not in 1 to 65535"),
  /** A port name is not valid. */
  PORT_NAME(11, Severity.ERROR, false, "A port name is not valid"),
  /** A port range ends before it starts. */
  PORT_RANGE(12, Severity.ERROR, false, "A port range ends before it starts"),
  /** A protocol is not TCP, UDP or SCTP. */
  PROTOCOL(13, Severity.ERROR, false, "A protocol is not TCP, UDP or SCTP"),
  /** A workload declares a port twice. */
  DUPLICATE_PORT(14, Severity.ERROR, false, "A workload declares a port twice"),
  /** A rule names a port that its target does not declare. */
  UNKNOWN_PORT_NAME(
      15, Severity.ERROR, false, "A rule names a port that its target does not declare"),
  /** A rule gives a port number that its target does not declare. */
  UNDECLARED_PORT_NUMBER(
      16, Severity.ERROR, true, "A rule gives a port number that its target does not declare"),
  /** A rule gives a port that its target declares for another protocol. */
  PORT_PROTOCOL(
      17,
      Severity.ERROR,
      true,
      "A rule gives a port that its target declares for another protocol"),
  /** A rule gives no ports and its target declares none. */
  NO_PORTS(18, Severity.ERROR, false, "A rule gives no ports and its target declares none"),
  /** An address block is not address/prefix. */
  CIDR_SYNTAX(20, Severity.ERROR, false, "An address block is not address/prefix"),
  /** An address block has leading zeros. */
  CIDR_LEADING_ZEROS(21, Severity.ERROR, false, "An address block has leading zeros"),
  /** An address block is an IPv4-mapped IPv6 address. */
  CIDR_IPV4_MAPPED(22, Severity.ERROR, false, "An address block is an IPv4-mapped IPv6 address"),
  /** An address block has bits set beyond its prefix. */
  CIDR_HOST_BITS(23, Severity.ERROR, false, "An address block has bits set beyond its prefix"),
  /** An exception lies outside its address block. */
  EXCEPT_OUTSIDE(24, Severity.ERROR, false, "An exception lies outside its address block"),
  /** The prefix of an exception is not longer than that of its block. */
  EXCEPT_NOT_LONGER(
      25, Severity.ERROR, false, "The prefix of an exception is not longer than that of its block"),
  /** An exception is of another address family than its block. */
  EXCEPT_FAMILY(
      26, Severity.ERROR, false, "An exception is of another address family than its block"),
  /** A rule has exceptions and no address block. */
  EXCEPT_WITHOUT_CIDR(27, Severity.ERROR, false, "A rule has exceptions and no address block"),
  /** A workload's labels do not satisfy its own selector. */
  LABELS_MISS_SELECTOR(
      30, Severity.ERROR, false, "A workload's labels do not satisfy its own selector"),
  /** A selector uses a label that changes with every release. */
  VERSION_LABEL(
      31, Severity.WARNING, true, "A selector uses a label that changes with every release"),
  /** A selector matches no known workload, but nearly one. */
  NEAR_MISS_SELECTOR(
      32, Severity.ERROR, true, "A selector matches no known workload, but nearly one"),
  /** A workload's policy selects the pods of another workload. */
  OVERLAPPING_WORKLOADS(
      33, Severity.ERROR, true, "A workload's policy selects the pods of another workload"),
  /** A wide rule has no why. */
  WIDE_WITHOUT_WHY(34, Severity.ERROR, false, "A wide rule has no why"),
  /** A type is both a workload and an external. */
  TWO_CONTRACTS(35, Severity.ERROR, false, "A type is both a workload and an external"),
  /** A class token is no workload, external or built-in peer. */
  NOT_A_PEER(40, Severity.ERROR, false, "A class token is no workload, external or built-in peer"),
  /** A rule names no peer. */
  NO_PEER(41, Severity.ERROR, false, "A rule names no peer"),
  /** A rule names its peers in more than one way. */
  MIXED_PEERS(42, Severity.ERROR, false, "A rule names its peers in more than one way"),
  /** A rule has no workload to belong to. */
  NO_WORKLOAD(43, Severity.ERROR, false, "A rule has no workload to belong to"),
  /** A rule has more than one workload to belong to. */
  AMBIGUOUS_WORKLOAD(44, Severity.ERROR, false, "A rule has more than one workload to belong to"),
  /** A rule refers to a contract that is itself not valid. */
  INVALID_CONTRACT(
      45, Severity.ERROR, false, "A rule refers to a contract that is itself not valid"),
  /** A rule refers across namespaces, and one of them is not declared. */
  UNKNOWN_NAMESPACE(
      46,
      Severity.ERROR,
      false,
      "A rule refers across namespaces, and one of them is not declared"),
  /** A NetworkPolicy cannot express a host name. */
  HOST_NOT_EXPRESSIBLE(47, Severity.ERROR, false, "A NetworkPolicy cannot express a host name"),
  /** A rule needs a host name, and the namespace has no DNS. */
  HOST_WITHOUT_DNS(
      48, Severity.ERROR, true, "A rule needs a host name, and the namespace has no DNS"),
  /** A rule names KubeApi, and its address is not declared. */
  KUBE_API_ADDRESS(
      49, Severity.ERROR, false, "A rule names KubeApi, and its address is not declared"),
  /** Two contracts declare the same workload. */
  DUPLICATE_WORKLOAD(50, Severity.ERROR, false, "Two contracts declare the same workload"),
  /** A caller declares a connection that the callee does not allow. */
  HALF_OPEN_EGRESS(
      51, Severity.ERROR, true, "A caller declares a connection that the callee does not allow"),
  /** A callee allows a connection that the caller does not declare. */
  HALF_OPEN_INGRESS(
      52, Severity.ERROR, true, "A callee allows a connection that the caller does not declare"),
  /** Rules contradict an invariant. */
  INVARIANT_VIOLATED(53, Severity.ERROR, false, "Rules contradict an invariant"),
  /** A namespace is declared twice with different settings. */
  NAMESPACE_CONFLICT(
      54, Severity.ERROR, false, "A namespace is declared twice with different settings"),
  /** Two classes speak as the same workload. */
  TWO_SPEAKERS(55, Severity.ERROR, false, "Two classes speak as the same workload"),
  /** A class implements a contract, and no rule exists: no policy is written. */
  NO_POLICY(
      56,
      Severity.WARNING,
      true,
      "A class implements a contract, and no rule exists: no policy is written"),
  /** A workload that is not managed has rules. */
  UNMANAGED_WITH_RULES(57, Severity.ERROR, false, "A workload that is not managed has rules"),
  /** The class of constants of a contract would replace another class. */
  GENERATED_NAME(
      58,
      Severity.ERROR,
      false,
      "The class of constants of a contract would replace another class"),
  /** The name of a policy is too long, or another policy has it. */
  POLICY_NAME(
      59, Severity.ERROR, false, "The name of a policy is too long, or another policy has it"),
  /** A rule names a managed workload for which no input speaks. */
  UNSPOKEN_WORKLOAD(60, "A rule names a managed workload for which no input speaks"),
  /** Inputs were compiled against different versions of a contract. */
  CONTRACT_VERSIONS(61, "Inputs were compiled against different versions of a contract"),
  /** No deployed workload has the labels of a contract. */
  WORKLOAD_NOT_DEPLOYED(62, "No deployed workload has the labels of a contract"),
  /** The ports of a deployed workload differ from its contract. */
  DEPLOYED_PORTS(63, "The ports of a deployed workload differ from its contract"),
  /** A Service and the ports of its pods or rules do not fit. */
  SERVICE_PORT(64, "A Service and the ports of its pods or rules do not fit"),
  /** A policy selects no deployed pod. */
  POLICY_SELECTS_NOTHING(65, "A policy selects no deployed pod"),
  /** A rule names pods of which none is deployed. */
  PEER_MATCHES_NOTHING(66, "A rule names pods of which none is deployed"),
  /** No policy isolates a deployed workload. */
  NOT_ISOLATED(67, Severity.WARNING, true, "No policy isolates a deployed workload", Stage.DEPLOY),
  /** A deployed workload uses its node's network, where policies do not hold. */
  HOST_NETWORK(
      68,
      Severity.WARNING,
      true,
      "A deployed workload uses its node's network, where policies do not hold",
      Stage.DEPLOY),
  /** The pods of a Job have no labels. */
  UNLABELLED_JOB(69, Severity.WARNING, true, "The pods of a Job have no labels", Stage.DEPLOY),
  /** A policy names hosts, and the JVM may keep their addresses for too long. */
  JVM_DNS_CACHE(
      70,
      Severity.WARNING,
      true,
      "A policy names hosts, and the JVM may keep their addresses for too long",
      Stage.DEPLOY),
  /** A processor option is not known. */
  UNKNOWN_OPTION(90, Severity.ERROR, false, "A processor option is not known"),
  /** A processor option has a value that is not known. */
  OPTION_VALUE(91, Severity.ERROR, false, "A processor option has a value that is not known");

  private final String id;
  private final Severity severity;
  private final boolean suppressible;
  private final String title;
  private final Stage stage;

  /** A finding of the compiler, which deploy time makes as well. */
  FindingCode(int number, Severity severity, boolean suppressible, String title) {
    this(number, severity, suppressible, title, Stage.COMPILE);
  }

  /** A finding of deploy time only. */
  FindingCode(int number, String title) {
    this(number, Severity.ERROR, true, title, Stage.DEPLOY);
  }

  FindingCode(int number, Severity severity, boolean suppressible, String title, Stage stage) {
    this.stage = stage;
    this.id = number < 10 ? "SP00" + number : "SP0" + number;
    this.severity = severity;
    this.suppressible = suppressible;
    this.title = title;
  }

  /** The code, for example {@code SP031}. */
  public String id() {
    return id;
  }

  /** The severity without options. */
  public Severity severity() {
    return severity;
  }

  /** Whether {@code @SuppressWarnings("sallyport:SP031")} has an effect. */
  public boolean suppressible() {
    return suppressible;
  }

  /** Who finds it: {@link Stage#DEPLOY} if the compiler can't. */
  public Stage stage() {
    return stage;
  }

  /** What it means, as one sentence without a full stop. */
  public String title() {
    return title;
  }

  /** The heading of its section in the findings reference, as an anchor: {@code sp031}. */
  public String anchor() {
    return id.toLowerCase(Locale.ROOT);
  }
}
