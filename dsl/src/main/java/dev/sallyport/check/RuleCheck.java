package dev.sallyport.check;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.External;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rules of one workload and turns them into the model. Each class token becomes a rule
 * of its own, because the ports that it declares are its own; merging comes later.
 *
 * <p>A rule of which any part is wrong becomes nothing at all: a part of a rule is never written.
 */
final class RuleCheck {
  /** Kubernetes documentation, "DNS for Services and Pods". */
  private static final List<ContainerPort> KUBE_DNS_PORTS =
      List.of(
          new ContainerPort("dns", 53, Protocol.UDP),
          new ContainerPort("dns-tcp", 53, Protocol.TCP));

  /** 443 is usual where the API server is managed, 6443 elsewhere (kubeadm's default). */
  private static final List<ContainerPort> KUBE_API_PORTS =
      List.of(new ContainerPort("", 443, Protocol.TCP), new ContainerPort("", 6443, Protocol.TCP));

  private final Findings findings;
  private final Workload workload;
  private final Optional<Namespace> settings;
  private final boolean namesHosts;
  private final @Nullable PolicyTarget target;
  private final List<HostEgress> hosts = new ArrayList<>();

  /**
   * Creates a check for the rules of one workload.
   *
   * @param findings receives what is wrong
   * @param workload the workload that the rules belong to
   * @param settings its namespace, if declared
   * @param namesHosts whether egress may name hosts
   * @param target the target that shall say it; null if it is not known yet, or is plain
   */
  RuleCheck(
      Findings findings,
      Workload workload,
      Optional<Namespace> settings,
      boolean namesHosts,
      @Nullable PolicyTarget target) {
    this.findings = findings;
    this.workload = workload;
    this.settings = settings;
    this.namesHosts = namesHosts;
    this.target = target;
  }

  /** The egress by name of all declarations so far, in their order. */
  List<HostEgress> hosts() {
    return hosts;
  }

  /** The rules that a declaration stands for; empty if something is wrong (and reported). */
  List<Rule> rules(RuleDeclaration declared) {
    List<Rule> rules = new ArrayList<>();
    int named = hosts.size();
    Counting counting = new Counting(findings);
    if (!oneForm(declared)) {
      return rules;
    }
    PortCheck ports = new PortCheck(counting);
    if (declared.cidr() != null) {
      List<Peer> peers = addresses(declared, counting);
      add(rules, declared, declared.source(), peers, counting, ports, unknown(declared, true));
    } else if (declared.peers().isEmpty()) {
      List<Peer> peers = selected(declared, counting);
      add(rules, declared, declared.source(), peers, counting, ports, unknown(declared, false));
    } else {
      for (Reference reference : declared.peers()) {
        token(rules, declared, reference, counting, ports);
      }
    }
    requireWhy(declared, counting);
    if (counting.count == 0 && declared.complete()) {
      return rules;
    }
    while (hosts.size() > named) {
      hosts.remove(hosts.size() - 1);
    }
    return List.of();
  }

  private boolean oneForm(RuleDeclaration declared) {
    boolean labels =
        declared.pods() != null || declared.namespaces() != null || declared.namespace() != null;
    boolean tokens = !declared.peers().isEmpty();
    int forms = (tokens ? 1 : 0) + (labels ? 1 : 0) + (declared.cidr() != null ? 1 : 0);
    if (forms > 1) {
      findings.report(
          FindingCode.MIXED_PEERS,
          declared.place(),
          "this rule names its peers in more than one way (class tokens, labels, cidr), and it is"
              + " not clear whether that means AND or OR; write one annotation for each");
    } else if (declared.namespaces() != null && declared.namespace() != null) {
      findings.report(
          FindingCode.MIXED_PEERS,
          declared.namespace().place(),
          "namespace and namespaces exclude each other; keep one");
      return false;
    } else if (declared.cidr() == null && !declared.except().isEmpty() && declared.complete()) {
      findings.report(
          FindingCode.EXCEPT_WITHOUT_CIDR,
          declared.except().get(0).place(),
          "except takes addresses out of cidr, and there is none; give cidr, or remove except");
      return false;
    } else if (forms == 0 && declared.complete()) {
      findings.report(
          FindingCode.NO_PEER,
          declared.place(),
          "this rule names no peer; give class tokens, pods, namespace or cidr. For everybody write"
              + " Anywhere.class");
    }
    return forms == 1;
  }

  private PortTarget unknown(RuleDeclaration declared, boolean addresses) {
    return declared.direction() == Direction.INGRESS
        ? own(declared.place())
        : new PortTarget("these peers", false, List.of(), addresses, declared.place());
  }

  private PortTarget own(Place place) {
    return new PortTarget(
        "workload \"" + workload.name() + "\"", true, workload.ports(), false, place);
  }

  private static void add(
      List<Rule> rules,
      RuleDeclaration declared,
      String source,
      List<Peer> peers,
      Counting counting,
      PortCheck ports,
      PortTarget target) {
    List<PolicyPort> checked = ports.ports(declared, target);
    if (counting.wide.isEmpty()) {
      counting.wide = wide(peers, checked);
    }
    if (!peers.isEmpty() && !checked.isEmpty()) {
      Origin origin = new Origin(source, declared.why().value());
      rules.add(new Rule(peers, checked, List.of(origin)));
    }
  }

  private void token(
      List<Rule> rules,
      RuleDeclaration declared,
      Reference reference,
      Counting counting,
      PortCheck ports) {
    boolean ingress = declared.direction() == Direction.INGRESS;
    Place place = reference.place();
    // A switch over the sealed type needs Java 21.
    if (reference.target() instanceof WorkloadDeclaration contract) {
      Optional<Workload> peer = contractCheck(reference, counting).workload(contract);
      if (peer.isPresent()) {
        List<Peer> peers = pods(peer.get(), reference, counting);
        PortTarget target =
            new PortTarget(
                "workload \"" + peer.get().name() + "\"", true, peer.get().ports(), false, place);
        add(
            rules,
            declared,
            reference.source(),
            peers,
            counting,
            ports,
            ingress ? own(place) : target);
      }
    } else if (reference.target() instanceof ExternalDeclaration declaration) {
      Optional<External> external = contractCheck(reference, counting).external(declaration);
      if (external.isPresent()) {
        boolean byName = !ingress && namesHosts && external.get().cidrs().isEmpty();
        List<Peer> peers =
            byName ? List.of() : external(external.get(), reference, ingress, counting);
        String name = "external \"" + simpleName(reference.type()) + "\"";
        PortTarget target = new PortTarget(name, true, external.get().ports(), true, place);
        if (byName) {
          host(external.get(), declared, reference, counting, ports.ports(declared, target));
          return;
        }
        add(
            rules,
            declared,
            reference.source(),
            peers,
            counting,
            ports,
            ingress ? own(place) : target);
      }
    } else if (reference.target() instanceof BuiltInTarget builtIn) {
      List<Peer> peers = builtIn(builtIn, reference, counting);
      PortTarget target = ingress ? own(place) : builtInTarget(builtIn, place);
      add(rules, declared, reference.source(), peers, counting, ports, target);
    } else {
      counting.report(
          FindingCode.NOT_A_PEER,
          place,
          reference.type()
              + " is neither a @Workload, nor an @External, nor a built-in peer; annotate it, or"
              + " name the contract that it implements");
    }
  }

  private static PortTarget builtInTarget(BuiltInTarget builtIn, Place place) {
    String name = simpleName(builtIn.type());
    return switch (builtIn) {
      case KUBE_DNS -> new PortTarget(name, true, KUBE_DNS_PORTS, false, place);
      case KUBE_API -> new PortTarget(name, true, KUBE_API_PORTS, true, place);
      case INTERNET -> new PortTarget(name, false, List.of(), true, place);
      case SAME_NAMESPACE, ANY_NAMESPACE, ANYWHERE ->
          new PortTarget(name, false, List.of(), false, place);
    };
  }

  private static ContractCheck contractCheck(Reference reference, Findings counting) {
    return new ContractCheck(
        new ContractFindings(counting, reference.type(), reference.place(), false));
  }

  private List<Peer> pods(Workload peer, Reference reference, Findings counting) {
    if (peer.namespace().equals(workload.namespace())) {
      return List.of(new Peer.Pods(peer.selector()));
    }
    if (peer.namespace().isEmpty() || workload.namespace().isEmpty()) {
      boolean own = workload.namespace().isEmpty();
      counting.report(
          FindingCode.UNKNOWN_NAMESPACE,
          reference.place(),
          "workload \""
              + (own ? peer.name() : workload.name())
              + "\" is in namespace \""
              + (own ? peer.namespace() : workload.namespace())
              + "\", and the namespace of workload \""
              + (own ? workload.name() : peer.name())
              + "\" is not declared; put @Namespace on the package of its contract, or namespace ="
              + " \"...\" into its @Workload");
      return List.of();
    }
    Selector namespaces = Selector.ofLabels(Map.of(Namespace.NAME_LABEL, peer.namespace()));
    return List.of(new Peer.PodsInNamespaces(namespaces, peer.selector()));
  }

  private void host(
      External external,
      RuleDeclaration declared,
      Reference reference,
      Counting counting,
      List<PolicyPort> ports) {
    if (target == null || target.resolvesInPods()) {
      requireDns(external, reference, counting);
    }
    String refusal =
        target == null || ports.isEmpty() ? "" : target.refusal(external.host(), ports);
    if (target != null && !refusal.isEmpty()) {
      counting.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "target \"" + target.text() + "\" can't express \"" + external.host() + "\": " + refusal);
    }
    if (counting.wide.isEmpty()) {
      counting.wide = wide(List.of(), ports);
    }
    if (!ports.isEmpty()) {
      Origin origin = new Origin(reference.source(), declared.why().value());
      hosts.add(new HostEgress(external.host(), ports, List.of(origin)));
    }
  }

  private void requireDns(External external, Reference reference, Findings counting) {
    if (!external.host().isEmpty() && settings.isPresent() && settings.get().dns() == Dns.NONE) {
      counting.report(
          FindingCode.HOST_WITHOUT_DNS,
          reference.place(),
          "\""
              + external.host()
              + "\" is a name, and namespace \""
              + workload.namespace()
              + "\" has dns = Dns.NONE, so it can't be resolved; choose a Dns profile, or declare"
              + " the external by cidrs only");
    }
  }

  private List<Peer> external(
      External external, Reference reference, boolean ingress, Findings counting) {
    requireDns(external, reference, counting);
    List<Peer> peers = new ArrayList<>();
    for (Cidr cidr : external.cidrs()) {
      peers.add(new Peer.IpBlock(cidr, List.of()));
    }
    if (peers.isEmpty() && ingress) {
      counting.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "no policy can tell by the host \""
              + external.host()
              + "\" where a connection comes from: it has an address only. Ways out: give its"
              + " addresses as cidrs in @External; or declare Internet.class with ports and why");
    } else if (peers.isEmpty()) {
      counting.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "a NetworkPolicy can't express the host \""
              + external.host()
              + "\". Ways out: give its addresses as cidrs in @External; choose another target,"
              + " -Asallyport.target=cilium, eks, gke, calico-enterprise, openshift or proxy;"
              + " declare an egress proxy as the peer; or declare Internet.class with ports and"
              + " why");
    }
    return peers;
  }

  private List<Peer> builtIn(BuiltInTarget target, Reference reference, Findings counting) {
    if (target != BuiltInTarget.KUBE_API) {
      return switch (target) {
        case SAME_NAMESPACE -> BuiltInPeers.sameNamespace();
        case ANY_NAMESPACE -> BuiltInPeers.anyNamespace();
        case INTERNET -> BuiltInPeers.internet();
        case KUBE_DNS -> BuiltInPeers.kubeDns();
        default -> BuiltInPeers.anywhere();
      };
    }
    List<Peer> peers = new ArrayList<>();
    if (settings.isPresent()) {
      for (Cidr cidr : settings.get().kubeApi()) {
        peers.add(new Peer.IpBlock(cidr, List.of()));
      }
    }
    if (peers.isEmpty()) {
      counting.report(
          FindingCode.KUBE_API_ADDRESS,
          reference.place(),
          "the Kubernetes API server is no pod, and its address is not declared; give it as kubeApi"
              + " in @Namespace of the contract's package (kubectl get endpointslices kubernetes"
              + " shows it)");
    }
    return peers;
  }

  private List<Peer> selected(RuleDeclaration declared, Findings counting) {
    Selector pods = Selector.EVERYTHING;
    Text podText = declared.pods();
    if (podText != null) {
      pods = selector(podText, counting);
    }
    Text namespaceName = declared.namespace();
    Text namespaceText = declared.namespaces();
    Selector namespaces;
    if (namespaceName != null) {
      try {
        String name = LabelSyntax.namespace(namespaceName.value());
        namespaces = Selector.ofLabels(Map.of(Namespace.NAME_LABEL, name));
      } catch (InvalidValueException e) {
        counting.report(Violations.code(e), namespaceName.place(), Violations.message(e));
        return List.of();
      }
    } else if (namespaceText != null) {
      namespaces = selector(namespaceText, counting);
    } else {
      return List.of(new Peer.Pods(pods));
    }
    return List.of(new Peer.PodsInNamespaces(namespaces, pods));
  }

  private static Selector selector(Text text, Findings counting) {
    try {
      Selector selector = Selector.parse(text.value());
      VersionLabels.check(selector, text, counting);
      return selector;
    } catch (InvalidValueException e) {
      counting.report(Violations.code(e), text.place(), Violations.message(e));
      return Selector.EVERYTHING;
    }
  }

  private static List<Peer> addresses(RuleDeclaration declared, Findings counting) {
    Text text = declared.cidr();
    if (text == null) {
      return List.of();
    }
    Cidr cidr = cidr(text, counting);
    List<Cidr> exceptions = new ArrayList<>();
    for (Text exception : declared.except()) {
      Cidr parsed = cidr(exception, counting);
      if (cidr != null && parsed != null) {
        try {
          exceptions.addAll(new Peer.IpBlock(cidr, List.of(parsed)).except());
        } catch (InvalidValueException e) {
          counting.report(Violations.code(e), exception.place(), Violations.message(e));
        }
      }
    }
    return cidr == null ? List.of() : List.of(new Peer.IpBlock(cidr, exceptions));
  }

  private static @Nullable Cidr cidr(Text text, Findings counting) {
    try {
      return Cidr.parse(text.value());
    } catch (InvalidValueException e) {
      counting.report(Violations.code(e), text.place(), Violations.message(e));
      return null;
    }
  }

  /** Whether a rule says enough; known also where something else of it is wrong. */
  private static void requireWhy(RuleDeclaration declared, Counting counting) {
    if (!counting.wide.isEmpty() && declared.why().value().isBlank()) {
      counting.report(
          FindingCode.WIDE_WITHOUT_WHY,
          declared.place(),
          "this rule is wide ("
              + counting.wide
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

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Counts the errors that pass through; what is only a warning doesn't make a rule invalid. Also
   * remembers what is wide in the rule.
   */
  private static final class Counting implements Findings {
    private final Findings to;
    private int count;
    private String wide = "";

    Counting(Findings to) {
      this.to = to;
    }

    @Override
    public Severity report(FindingCode code, Place place, String message) {
      Severity severity = to.report(code, place, message);
      count += severity == Severity.ERROR ? 1 : 0;
      return severity;
    }

    @Override
    public Severity severity(FindingCode code, Place place) {
      return to.severity(code, place);
    }
  }
}
