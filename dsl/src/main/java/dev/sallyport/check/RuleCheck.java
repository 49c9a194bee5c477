package dev.sallyport.check;

import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.External;
import dev.sallyport.policy.HostEgress;
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
 * Where the workload is not known, or is not valid itself, what doesn't depend on it is checked all
 * the same.
 */
final class RuleCheck {
  private final Findings findings;
  private final @Nullable Workload workload;
  private final Optional<Namespace> settings;
  private final boolean settled;
  private final ExternalPeerCheck externals;
  private final List<HostEgress> hosts = new ArrayList<>();

  /**
   * Creates a check for the rules of one workload.
   *
   * @param findings receives what is wrong
   * @param workload the workload that the rules belong to; null if it is not known: then no rules
   *     come out, and what would depend on it is not reported
   * @param settings its namespace, if declared
   * @param settled whether that is known
   * @param namesHosts whether egress may name hosts
   * @param target the target that shall say it; null if it is not known yet, or is plain
   */
  RuleCheck(
      Findings findings,
      @Nullable Workload workload,
      Optional<Namespace> settings,
      boolean settled,
      boolean namesHosts,
      @Nullable PolicyTarget target) {
    this.findings = findings;
    this.workload = workload;
    this.settings = settings;
    this.settled = settled;
    String namespace = workload == null ? "" : workload.namespace();
    this.externals = new ExternalPeerCheck(namespace, settings, namesHosts, target);
  }

  /** The egress by name of all declarations so far, in their order. */
  List<HostEgress> hosts() {
    return hosts;
  }

  /** The rules that a declaration stands for; empty if something is wrong (and reported). */
  List<Rule> rules(RuleDeclaration declared) {
    if (!hasOneForm(declared)) {
      checkParts(declared);
      return List.of();
    }
    int named = hosts.size();
    OneRule rule = new OneRule(declared, new RuleFindings(findings));
    if (declared.cidr() != null) {
      rule.add(
          declared.source(), new IpBlockCheck(rule.findings).peers(declared), unknown(declared));
    } else if (declared.peers().isEmpty()) {
      rule.add(
          declared.source(),
          new SelectorPeerCheck(rule.findings).peers(declared),
          unknown(declared));
    } else {
      for (Reference reference : declared.peers()) {
        rule.add(reference);
      }
    }
    rule.findings.requireWhy(declared);
    if (rule.findings.isValid() && declared.complete()) {
      return rule.rules;
    }
    while (hosts.size() > named) {
      hosts.remove(hosts.size() - 1);
    }
    return List.of();
  }

  private boolean hasOneForm(RuleDeclaration declared) {
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

  /** Checks each part of a rule that says nothing as a whole. */
  private void checkParts(RuleDeclaration declared) {
    if (declared.cidr() != null) {
      new IpBlockCheck(findings).peers(declared);
    }
    new SelectorPeerCheck(findings).peers(declared);
    new PortCheck(findings).ports(declared, PortTarget.undecided(declared.place()));
  }

  /** The ports of a rule whose peers are not declared anywhere. */
  private PortTarget unknown(RuleDeclaration declared) {
    return declared.direction() == Direction.INGRESS
        ? portsOf(workload, declared.place())
        : new PortTarget(
            "these peers", false, List.of(), declared.cidr() != null, declared.place());
  }

  private static PortTarget portsOf(@Nullable Workload workload, Place place) {
    return workload == null ? PortTarget.undecided(place) : PortTarget.of(workload, place);
  }

  /** The pods of a contract, seen from the workload's namespace. */
  private List<Peer> pods(Workload peer, Reference reference, Findings into) {
    if (workload == null || peer.namespace().equals(workload.namespace())) {
      return List.of(new Peer.Pods(peer.selector()));
    }
    if (peer.namespace().isEmpty() || workload.namespace().isEmpty()) {
      Workload known = workload.namespace().isEmpty() ? peer : workload;
      Workload unknown = workload.namespace().isEmpty() ? workload : peer;
      into.report(
          FindingCode.UNKNOWN_NAMESPACE,
          reference.place(),
          "workload \""
              + known.name()
              + "\" is in namespace \""
              + known.namespace()
              + "\", and the namespace of workload \""
              + unknown.name()
              + "\" is not declared; put @Namespace on the package of its contract, or namespace ="
              + " \"...\" into its @Workload");
      return List.of();
    }
    Selector namespaces = Selector.ofLabels(Map.of(Namespace.NAME_LABEL, peer.namespace()));
    return List.of(new Peer.PodsInNamespaces(namespaces, peer.selector()));
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** One declaration, while it becomes rules. */
  private final class OneRule {
    private final RuleDeclaration declared;
    private final RuleFindings findings;
    private final PortCheck ports;
    private final List<Rule> rules = new ArrayList<>();

    OneRule(RuleDeclaration declared, RuleFindings findings) {
      this.declared = declared;
      this.findings = findings;
      this.ports = new PortCheck(findings);
    }

    /** Adds the rule that a class token stands for. */
    void add(Reference reference) {
      boolean ingress = declared.direction() == Direction.INGRESS;
      Place place = reference.place();
      // A switch over the sealed type needs Java 21.
      if (reference.target() instanceof WorkloadDeclaration contract) {
        Optional<Workload> peer = contractCheck(reference).workload(contract);
        List<Peer> peers =
            peer.isPresent() ? pods(peer.get(), reference, findings) : List.<Peer>of();
        add(reference.source(), peers, portsOf(ingress ? workload : peer.orElse(null), place));
      } else if (reference.target() instanceof ExternalDeclaration declaration) {
        Optional<External> external = contractCheck(reference).external(declaration);
        if (external.isPresent()) {
          add(reference, external.get());
        } else {
          add(
              reference.source(),
              List.of(),
              ingress ? portsOf(workload, place) : PortTarget.undecided(place));
        }
      } else if (reference.target() instanceof BuiltInTarget builtIn) {
        List<Peer> peers =
            settled || builtIn != BuiltInTarget.KUBE_API
                ? BuiltInPeerCheck.peers(builtIn, settings, reference, findings)
                : List.<Peer>of();
        add(
            reference.source(),
            peers,
            ingress
                ? portsOf(workload, place)
                : BuiltInPeerCheck.ports(builtIn, simpleName(builtIn.type()), place));
      } else {
        findings.report(
            FindingCode.NOT_A_PEER,
            place,
            reference.type()
                + " is neither a @Workload, nor an @External, nor a built-in peer; annotate it, or"
                + " name the contract that it implements");
        add(
            reference.source(),
            List.of(),
            ingress ? portsOf(workload, place) : PortTarget.undecided(place));
      }
    }

    private void add(Reference reference, External external) {
      String name = "external \"" + simpleName(reference.type()) + "\"";
      PortTarget its = new PortTarget(name, true, external.ports(), true, reference.place());
      if (externals.isByName(external, declared.direction())) {
        Optional<HostEgress> host =
            externals.host(external, declared, reference, findings, ports.ports(declared, its));
        if (host.isPresent()) {
          hosts.add(host.get());
        }
        return;
      }
      List<Peer> peers = externals.peers(external, declared.direction(), reference, findings);
      boolean ingress = declared.direction() == Direction.INGRESS;
      add(reference.source(), peers, ingress ? portsOf(workload, reference.place()) : its);
    }

    void add(String source, List<Peer> peers, PortTarget target) {
      List<PolicyPort> checked = ports.ports(declared, target);
      findings.opens(peers, checked);
      if (!peers.isEmpty() && !checked.isEmpty()) {
        Origin origin = new Origin(source, declared.why().value());
        rules.add(new Rule(peers, checked, List.of(origin)));
      }
    }

    /** Beside a contract that is not valid itself nothing is said: the reason may be the same. */
    private ContractCheck contractCheck(Reference reference) {
      Findings to = workload == null ? new SilentFindings(findings) : findings;
      return new ContractCheck(
          new ContractFindings(to, reference.type(), reference.place(), false));
    }
  }
}
