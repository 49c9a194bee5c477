package dev.sallyport.runtime.deployed;

import dev.sallyport.check.ContractCheck;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Workload;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.objects.FoundWorkload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds contracts whose labels or ports are not those of what is deployed. */
final class DeployedContracts {
  private final Findings findings;
  private final Deployed deployed;

  DeployedContracts(Findings findings, Deployed deployed) {
    this.findings = findings;
    this.deployed = deployed;
  }

  void check(List<Statement> statements, String namespace) {
    Map<String, WorkloadDeclaration> contracts = new LinkedHashMap<>();
    for (Statement statement : statements) {
      contracts.putIfAbsent(statement.workload().type(), statement.workload());
    }
    for (WorkloadDeclaration contract : contracts.values()) {
      Optional<Workload> workload = new ContractCheck(Findings.SILENT).workload(contract);
      if (workload.isPresent()) {
        String where =
            workload.get().namespace().isEmpty() ? namespace : workload.get().namespace();
        contract(contract, workload.get(), where);
      }
    }
  }

  private void contract(WorkloadDeclaration contract, Workload workload, String namespace) {
    boolean found = false;
    List<FoundWorkload> sameName = new ArrayList<>();
    for (FoundWorkload each : deployed.workloads()) {
      if (!each.namespace().equals(namespace)) {
        continue;
      }
      if (workload.selector().matches(each.labels())) {
        found = true;
        ports(workload, each);
      } else if (each.name().equals(workload.name())) {
        sameName.add(each);
      }
    }
    if (!found) {
      String near =
          sameName.isEmpty()
              ? "; deploy it, or correct labels or namespace"
              : "; "
                  + Deployed.name(sameName.get(0))
                  + " has the pod labels "
                  + sameName.get(0).labels()
                  + ": make the two agree";
      findings.report(
          FindingCode.WORKLOAD_NOT_DEPLOYED,
          contract.place(),
          "the contract of workload \""
              + workload.name()
              + "\" selects "
              + workload.selector()
              + " in namespace \""
              + namespace
              + "\", and no deployed pod has these labels"
              + near);
    }
  }

  private void ports(Workload workload, FoundWorkload found) {
    Location location = Deployed.location(found);
    for (ContainerPort port : workload.ports()) {
      Optional<ContainerPort> same =
          found.ports().stream()
              .filter(p -> p.number() == port.number() && p.protocol() == port.protocol())
              .findFirst();
      Optional<ContainerPort> named =
          found.ports().stream()
              .filter(p -> !port.name().isEmpty() && p.name().equals(port.name()))
              .findFirst();
      String problem = "";
      if (named.isPresent() && !named.get().equals(port)) {
        problem = "the container port of that name is " + named.get();
      } else if (same.isPresent() && named.isEmpty() && !port.name().isEmpty()) {
        problem = "the container port has " + name(same.get()) + ", and rules name it";
      } else if (same.isEmpty()) {
        problem = "the containers declare " + found.ports();
      }
      if (!problem.isEmpty()) {
        findings.report(
            FindingCode.DEPLOYED_PORTS,
            location,
            "the contract of workload \""
                + workload.name()
                + "\" declares port "
                + port
                + ", but "
                + problem
                + "; make the two agree");
      }
    }
  }

  private static String name(ContainerPort port) {
    return port.name().isEmpty() ? "no name" : "the name \"" + port.name() + "\"";
  }
}
