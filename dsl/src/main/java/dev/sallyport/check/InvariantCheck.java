package dev.sallyport.check;

import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.External;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.Conclusion;
import dev.sallyport.reach.Counterexample;
import dev.sallyport.reach.Party;
import dev.sallyport.reach.SymbolicChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves the declared invariants over all policies of a world. Workloads are pods with exactly the
 * labels and ports of their contracts; built-in peers are every pod or address that they can mean,
 * now or later. A workload that nobody here speaks for has no policy here and is taken as
 * unrestricted: the other end alone must then keep the invariant. Where nobody here speaks for the
 * invariant's own workload, as in a jar of contracts, there is nothing to prove yet: that is done
 * when the jars are put together.
 */
final class InvariantCheck {
  private final Findings findings;
  private @Nullable SymbolicChecker checker;

  InvariantCheck(Findings findings) {
    this.findings = findings;
  }

  /** One proof for each peer of each invariant. */
  void check(World world) {
    for (CheckedStatement checked : world.statements()) {
      if (checked.workload().managed()
          && world.statementsFor(checked.statement().workload().type()).isEmpty()) {
        continue;
      }
      for (InvariantDeclaration invariant : checked.statement().invariants()) {
        for (Reference reference : invariant.peers()) {
          Place place = world.place(checked, reference.place(), reference.type());
          if (place == null) {
            continue;
          }
          for (Party party : parties(reference.target(), checked)) {
            boolean holds = prove(world, checked, invariant, place, party);
            if (holds && invariant.reaches() && party instanceof Party.Outside) {
              hosts(world, checked, invariant, reference, place);
            }
          }
        }
      }
    }
  }

  /** Whether it holds; reports what speaks against it. */
  private boolean prove(
      World world,
      CheckedStatement checked,
      InvariantDeclaration invariant,
      Place place,
      Party party) {
    if (checker == null) {
      checker = SymbolicChecker.of(KnownNamespaces.declared(world), WorldReach.policies(world));
    }
    Party own = Party.like(WorldReach.pod(checked.workload()));
    Conclusion conclusion =
        checker.prove(invariant.reaches() ? own.neverReaches(party) : party.neverReaches(own));
    Counterexample counterexample;
    if (conclusion instanceof Conclusion.Refuted refuted) {
      counterexample = refuted.counterexample();
    } else if (conclusion instanceof Conclusion.PluginDependent depends) {
      counterexample = depends.counterexample();
    } else {
      return true;
    }
    findings.report(
        FindingCode.INVARIANT_VIOLATED,
        place,
        invariant.source()
            + " does not hold"
            + (invariant.why().isEmpty() ? "" : " (" + invariant.why() + ")")
            + ": "
            + path(counterexample)
            + "; remove or narrow one of the rules, or this invariant");
    return false;
  }

  /**
   * Egress to a host by name is in no NetworkPolicy, and a name can resolve to any address: with
   * one, nothing can be proven about addresses.
   */
  private void hosts(
      World world,
      CheckedStatement checked,
      InvariantDeclaration invariant,
      Reference reference,
      Place place) {
    for (CheckedStatement speaker : world.statementsFor(checked.statement().workload().type())) {
      for (HostEgress host : speaker.hosts()) {
        findings.report(
            FindingCode.INVARIANT_VIOLATED,
            place,
            invariant.source()
                + " can't be proven of "
                + IdentityCheck.simpleName(reference.type())
                + (invariant.why().isEmpty() ? "" : " (" + invariant.why() + ")")
                + ": workload \""
                + checked.workload().name()
                + "\" reaches the host \""
                + host.host()
                + "\" by name, whatever its addresses are; egress: "
                + host.origins().get(0).source()
                + "; declare the host by cidrs, or remove this invariant or that rule");
        return;
      }
    }
  }

  private static String path(Counterexample counterexample) {
    if (!(counterexample instanceof Counterexample.Connection connection)) {
      return counterexample.toString();
    }
    return end(connection.source())
        + " reaches "
        + end(connection.destination())
        + " on "
        + connection.protocol()
        + " "
        + connection.port()
        + "; egress: "
        + cause(connection.egress())
        + "; ingress: "
        + cause(connection.ingress());
  }

  private static String end(Counterexample.End end) {
    if (!(end instanceof Counterexample.SomePod pod)) {
      return end.toString();
    }
    StringBuilder text = new StringBuilder("any pod");
    if (!pod.labels().isEmpty()) {
      text.setLength(0);
      text.append("a pod with ").append(Selector.ofLabels(pod.labels()));
    }
    if (pod.future()) {
      text.append(" in a new namespace");
      if (!pod.namespaceLabels().isEmpty()) {
        text.append(" with ").append(Selector.ofLabels(pod.namespaceLabels()));
      }
    } else if (!pod.namespace().isEmpty()) {
      text.append(" in namespace \"").append(pod.namespace()).append('"');
    }
    if (!pod.addresses().isEmpty()) {
      text.append(" at ").append(pod.addresses().get(0));
    }
    return text.toString();
  }

  private static String cause(Counterexample.Cause cause) {
    if (!(cause instanceof Counterexample.AllowedBy allowed)) {
      return cause.toString();
    }
    StringBuilder text = new StringBuilder();
    for (Origin origin : allowed.rule().origins()) {
      text.append(text.length() == 0 ? "" : ", ").append(origin.source());
    }
    return text.toString();
  }

  /** Whom a token means; nobody if it is not valid, which is reported elsewhere. */
  private static List<Party> parties(Target target, CheckedStatement checked) {
    List<Party> parties = new ArrayList<>();
    if (target instanceof WorkloadDeclaration contract) {
      Optional<Workload> workload = new ContractCheck(Findings.SILENT).workload(contract);
      if (workload.isPresent()) {
        parties.add(Party.like(WorldReach.pod(workload.get())));
      }
    } else if (target instanceof ExternalDeclaration declared) {
      Optional<External> external = new ContractCheck(Findings.SILENT).external(declared);
      if (external.isPresent()) {
        outside(external.get().cidrs(), parties);
      }
    } else if (target instanceof BuiltInTarget builtIn) {
      builtIn(builtIn, checked, parties);
    }
    return parties;
  }

  private static void builtIn(BuiltInTarget target, CheckedStatement checked, List<Party> parties) {
    switch (target) {
      case SAME_NAMESPACE ->
          parties.add(
              new Party.PodsOfNamespace(checked.workload().namespace(), Selector.EVERYTHING));
      case ANY_NAMESPACE -> parties.add(Party.allPods());
      case INTERNET -> blocks(BuiltInPeers.internet(), parties);
      case ANYWHERE -> {
        parties.add(Party.allPods());
        parties.add(Party.outside("0.0.0.0/0", "::/0"));
      }
      case KUBE_DNS -> parties.add(Party.pods("k8s-app=kube-dns").inNamespace("kube-system"));
      case KUBE_API -> {
        if (checked.settings().isPresent()) {
          outside(checked.settings().get().kubeApi(), parties);
        }
      }
    }
  }

  private static void outside(List<Cidr> cidrs, List<Party> parties) {
    List<Peer> blocks = new ArrayList<>();
    for (Cidr cidr : cidrs) {
      blocks.add(new Peer.IpBlock(cidr, List.of()));
    }
    blocks(blocks, parties);
  }

  private static void blocks(List<Peer> peers, List<Party> parties) {
    List<Peer.IpBlock> blocks = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer instanceof Peer.IpBlock block) {
        blocks.add(block);
      }
    }
    if (!blocks.isEmpty()) {
      parties.add(new Party.Outside(blocks));
    }
  }
}
