package dev.sallyport.check;

import dev.sallyport.Dns;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One name, one thing: workloads in a namespace, settings of a namespace, the speaker of a
 * workload. Each is taken in the order of names, so that a finding names the same two however they
 * were found. {@code O(declarations × log declarations)}.
 */
final class IdentityCheck {
  // Not lambdas: this runs in every user's compiler, where each first lambda costs.
  private static final Comparator<WorkloadDeclaration> BY_TYPE =
      new Comparator<>() {
        @Override
        public int compare(WorkloadDeclaration one, WorkloadDeclaration other) {
          return one.type().compareTo(other.type());
        }
      };
  private static final Comparator<CheckedStatement> BY_CONTRACT_AND_SPEAKER =
      new Comparator<>() {
        @Override
        public int compare(CheckedStatement one, CheckedStatement other) {
          int order =
              one.statement().workload().type().compareTo(other.statement().workload().type());
          return order != 0
              ? order
              : one.statement().speaker().compareTo(other.statement().speaker());
        }
      };
  private static final Comparator<NamespaceDeclaration> BY_SOURCE =
      new Comparator<>() {
        @Override
        public int compare(NamespaceDeclaration one, NamespaceDeclaration other) {
          return one.source().compareTo(other.source());
        }
      };

  private final Findings findings;

  IdentityCheck(Findings findings) {
    this.findings = findings;
  }

  void check(World world) {
    workloads(world);
    speakers(world);
    policies(world);
    namespaces(world);
  }

  /** The statements by contract and speaker. */
  static List<CheckedStatement> sorted(World world) {
    List<CheckedStatement> all = new ArrayList<>(world.statements());
    all.sort(BY_CONTRACT_AND_SPEAKER);
    return all;
  }

  /** Where one workload has two homes that is said already. */
  private void policies(World world) {
    Map<String, CheckedStatement> first = new HashMap<>();
    for (CheckedStatement checked : sorted(world)) {
      String name = checked.statement().policyName();
      CheckedStatement former =
          first.putIfAbsent(checked.workload().namespace() + "/" + name, checked);
      if (former != null && !(checked.statement().home() && former.statement().home())) {
        findings.report(
            FindingCode.POLICY_NAME,
            checked.statement().place(),
            "the policies that "
                + former.statement().speaker()
                + " and "
                + checked.statement().speaker()
                + " make would both have the name \""
                + name
                + "\"; rename one of them, or move the rules together");
      }
    }
  }

  private void workloads(World world) {
    Map<String, WorkloadDeclaration> first = new HashMap<>();
    List<WorkloadDeclaration> all = new ArrayList<>();
    for (WorkloadDeclaration contract : world.contracts().values()) {
      if (!world.isDeclared(contract)) {
        all.add(contract);
      }
    }
    all.sort(BY_TYPE);
    List<WorkloadDeclaration> declared = new ArrayList<>(world.declared());
    declared.sort(BY_TYPE);
    all.addAll(declared);
    for (WorkloadDeclaration contract : all) {
      WorkloadDeclaration former = first.putIfAbsent(contract.id(), contract);
      if (former != null && !former.type().equals(contract.type())) {
        findings.report(
            FindingCode.DUPLICATE_WORKLOAD,
            world.isDeclared(contract) ? contract.name().place() : world.place(contract),
            "workload \""
                + contract.name()
                + "\""
                + (contract.namespace().isEmpty()
                    ? ""
                    : " in namespace \"" + contract.namespace() + "\"")
                + " is declared by "
                + former.type()
                + " too, "
                + (former.managed() && contract.managed()
                    ? "and both policies would have one name"
                    : "and a name stands for one workload")
                + "; rename one of them");
      }
    }
  }

  private void speakers(World world) {
    Map<String, CheckedStatement> homes = new HashMap<>();
    for (CheckedStatement checked : sorted(world)) {
      if (!checked.statement().home() || checked.policy().isEmpty()) {
        continue;
      }
      CheckedStatement former = homes.putIfAbsent(checked.statement().workload().type(), checked);
      if (former != null) {
        findings.report(
            FindingCode.TWO_SPEAKERS,
            checked.statement().place(),
            checked.statement().speaker()
                + " and "
                + former.statement().speaker()
                + " both speak as workload \""
                + checked.workload().name()
                + "\", and both policies would have one name; put @PartOf("
                + simpleName(checked.statement().workload().type())
                + ".class) on a class that does not implement the contract, or move the rules"
                + " together");
      }
    }
  }

  private void namespaces(World world) {
    Map<String, NamespaceDeclaration> first = new HashMap<>();
    List<NamespaceDeclaration> all = new ArrayList<>();
    for (WorkloadDeclaration contract : world.contracts().values()) {
      NamespaceDeclaration settings = contract.settings();
      if (settings != null && !isDeclaredHere(settings, world)) {
        all.add(settings);
      }
    }
    all.sort(BY_SOURCE);
    List<NamespaceDeclaration> declared = new ArrayList<>(world.namespaces());
    declared.sort(BY_SOURCE);
    all.addAll(declared);
    for (NamespaceDeclaration namespace : all) {
      NamespaceDeclaration former = first.putIfAbsent(namespace.name().value(), namespace);
      if (former == null || former.source().equals(namespace.source())) {
        continue;
      }
      String difference = difference(former, namespace);
      if (!difference.isEmpty()) {
        findings.report(
            FindingCode.NAMESPACE_CONFLICT,
            namespace.place(),
            "namespace \""
                + namespace.name()
                + "\" is declared by package "
                + former.source()
                + " too, with a different value of "
                + difference
                + "; give both the same settings");
      }
    }
    strangers(world, first);
  }

  /** Contracts that name a namespace whose settings their own package doesn't see. */
  private void strangers(World world, Map<String, NamespaceDeclaration> declared) {
    Set<String> told = new HashSet<>();
    for (CheckedStatement checked : sorted(world)) {
      WorkloadDeclaration contract = checked.statement().workload();
      NamespaceDeclaration settings = declared.get(contract.namespace().value());
      if (contract.settings() != null || settings == null) {
        continue;
      }
      String difference =
          settings.dns() != Dns.CLUSTER
              ? "dns = Dns." + settings.dns()
              : settings.kubeApi().isEmpty() ? "" : "kubeApi";
      if (!difference.isEmpty() && told.add(contract.type())) {
        findings.report(
            FindingCode.NAMESPACE_CONFLICT,
            world.isDeclared(contract) ? contract.namespace().place() : world.place(contract),
            "package "
                + settings.source()
                + " declares namespace \""
                + settings.name()
                + "\" with "
                + difference
                + ", which policies of contracts outside that package don't get; put the same"
                + " @Namespace on the package of "
                + simpleName(contract.type())
                + " (in the fluent form, .in(…)), in place of namespace = \""
                + settings.name()
                + "\"");
      }
    }
  }

  private static boolean isDeclaredHere(NamespaceDeclaration settings, World world) {
    for (NamespaceDeclaration declared : world.namespaces()) {
      if (declared.source().equals(settings.source())) {
        return true;
      }
    }
    return false;
  }

  private static String difference(NamespaceDeclaration one, NamespaceDeclaration other) {
    if (one.defaultDeny() != other.defaultDeny()) {
      return "defaultDeny";
    }
    if (one.dns() != other.dns()) {
      return "dns";
    }
    if (!sorted(one.labels()).equals(sorted(other.labels()))) {
      return "labels";
    }
    return sorted(one.kubeApi()).equals(sorted(other.kubeApi())) ? "" : "kubeApi";
  }

  private static List<String> sorted(List<Text> texts) {
    List<String> values = new ArrayList<>();
    for (Text text : texts) {
      values.add(text.value());
    }
    Collections.sort(values);
    return values;
  }

  static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
