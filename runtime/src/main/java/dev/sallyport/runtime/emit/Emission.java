package dev.sallyport.runtime.emit;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.Severity;
import dev.sallyport.declaration.Place;
import dev.sallyport.manifest.EgressFirewallManifest;
import dev.sallyport.manifest.HostPolicy;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.ProxyAllowList;
import dev.sallyport.manifest.ProxyWorkload;
import dev.sallyport.manifest.TargetManifests;
import dev.sallyport.manifest.Widening;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.extract.ApplyOrder;
import dev.sallyport.runtime.extract.Extraction;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.ExtractionOptions;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policies of a set of inputs for a target. Equal inputs and options give equal bytes.
 *
 * <pre>{@code
 * Bundle bundle = new BundleReader().read(List.of(Path.of("genai.jar")));
 * Emission emission = Emission.of(bundle, options, findings);
 * if (emission.isValid() && emission.widenings().isEmpty()) {
 *   new OutputFolder(Path.of("policies")).write(emission.files());
 * }
 * }</pre>
 */
public final class Emission {
  private final EmissionOptions options;
  private final List<HostPolicy> policies;
  private final boolean valid;

  private Emission(EmissionOptions options, List<HostPolicy> policies, boolean valid) {
    this.options = options;
    this.policies = policies;
    this.valid = valid;
  }

  /**
   * Gathers and checks the policies. {@code O(length of the records)}, and what checking costs.
   *
   * @param bundle the inputs
   * @param options target and form
   * @param findings receives what is wrong, with the compiler's words, and a warning for each
   *     workload that uses names
   * @throws BundleException if a record can't be read, or a manifest has none
   * @throws ExtractionException if the namespace map doesn't fit, or two policies have one name
   */
  public static Emission of(Bundle bundle, EmissionOptions options, Findings findings)
      throws BundleException, ExtractionException {
    CountingErrors counting = new CountingErrors(findings);
    NamespaceNames names =
        new NamespaceNames(isRenamedLast(options) ? NamespaceMap.NONE : options.namespaces());
    List<HostPolicy> policies = new ArrayList<>();
    for (HostPolicy policy : DeclaredPolicies.of(bundle, options.target(), counting)) {
      policies.add(new HostPolicy(names.renamed(policy.policy()), policy.hosts(), policy.dns()));
    }
    if (!options.namespaces().names().isEmpty()) {
      options.namespaces().check(names.mentioned());
    }
    Emission emission = new Emission(options, policies, counting.errors == 0);
    emission.checkNamespaces();
    return emission;
  }

  /**
   * Whether namespaces get their other names in what is written: a chart has them in its values,
   * and Cilium's own objects name the namespace of the DNS pods, which is in no policy.
   */
  private static boolean isRenamedLast(EmissionOptions options) {
    return options.format() == ExtractionFormat.HELM || options.target() == PolicyTarget.CILIUM;
  }

  private void checkNamespaces() throws ExtractionException {
    for (HostPolicy policy : policies) {
      if (options.target() == PolicyTarget.OPENSHIFT
          && !policy.hosts().isEmpty()
          && policy.policy().namespace().isEmpty()) {
        throw new ExtractionException(
            "policy \""
                + policy.policy().name()
                + "\" names hosts and has no namespace, and an EgressFirewall is one for each"
                + " namespace: put @Namespace on the package of its contract");
      }
    }
  }

  /** Whether no error was found; only then is there something to write. */
  public boolean isValid() {
    return valid;
  }

  /** Whether there are policies at all. */
  public boolean isEmpty() {
    return policies.isEmpty();
  }

  /**
   * What the target opens beyond the declarations, sorted: somebody has to accept it before
   * anything is written. Empty for targets that draw their line around each workload.
   */
  public List<Widening> widenings() {
    List<Widening> widenings = new ArrayList<>();
    if (options.target() == PolicyTarget.OPENSHIFT) {
      for (List<HostPolicy> namespace : fencedNamespaces().values()) {
        widenings.addAll(EgressFirewallManifest.widenings(namespace));
      }
    } else if (options.target() == PolicyTarget.PROXY) {
      widenings.addAll(ProxyAllowList.widenings(policies));
    }
    return widenings;
  }

  /** What somebody who applies the policies has to know, as sentences. */
  public List<String> notes() {
    if (policies.stream().allMatch(policy -> policy.hosts().isEmpty())) {
      return List.of();
    }
    return switch (options.target()) {
      case EKS ->
          List.of(
              "ApplicationNetworkPolicies are enforced on EKS Auto Mode only. There the resolver"
                  + " runs on the node, not in pods: if names don't resolve, declare its address,"
                  + " for example @EgressTo(cidr = \"172.20.0.10/32\", ports = {\"53/UDP\","
                  + " \"53\"}).",
              "A NetworkPolicy of a workload that now has an ApplicationNetworkPolicy is to be"
                  + " deleted.");
      case OPENSHIFT ->
          List.of(
              "Apply the EgressFirewalls before the NetworkPolicies: without them the workloads"
                  + " with hosts reach all public addresses on the hosts' ports.",
              "An EgressFirewall holds for all pods of its namespace: those without a declaration"
                  + " lose their connections to outside the cluster.");
      case PROXY ->
          List.of(
              "The JVMs of the workloads with hosts need the proxy's address: -Dhttps.proxyHost,"
                  + " -Dhttps.proxyPort, or the setting of their HTTP client.");
      case GKE ->
          List.of("FQDNNetworkPolicies need Dataplane V2 and --enable-fqdn-network-policy.");
      case KUBERNETES, CILIUM, CALICO_ENTERPRISE -> List.of();
    };
  }

  /** The policies of each namespace in which one has hosts. */
  private SortedMap<String, List<HostPolicy>> fencedNamespaces() {
    SortedMap<String, List<HostPolicy>> namespaces = new TreeMap<>();
    for (HostPolicy policy : policies) {
      namespaces
          .computeIfAbsent(policy.policy().namespace(), name -> new ArrayList<>())
          .add(policy);
    }
    namespaces.values().removeIf(all -> all.stream().allMatch(p -> p.hosts().isEmpty()));
    return namespaces;
  }

  /**
   * All files by path: the manifests in their form, and for a proxy its lists.
   *
   * @throws ExtractionException if there is nothing to write
   */
  public SortedMap<String, String> files() throws ExtractionException, BundleException {
    SortedMap<String, String> files = new TreeMap<>(extraction().files());
    if (options.target() == PolicyTarget.PROXY) {
      files.put("proxy/allow-list.json", JsonWriter.write(ProxyAllowList.json(policies)));
      files.put("proxy/squid.conf", ProxyAllowList.squid(policies));
    }
    return files;
  }

  /**
   * The manifests as one text that can be piped.
   *
   * @throws ExtractionException if the form, or a proxy's lists, are several files
   */
  public String stream() throws ExtractionException, BundleException {
    if (options.target() == PolicyTarget.PROXY) {
      throw new ExtractionException(
          "target proxy writes the proxy's lists beside the manifests: name a folder");
    }
    return extraction().stream();
  }

  private Extraction extraction() throws ExtractionException, BundleException {
    if (!valid) {
      throw new IllegalStateException("errors were found, so nothing may be written");
    }
    SortedMap<String, Manifest> manifests = new TreeMap<>();
    for (HostPolicy policy : policies) {
      Map<String, String> annotations =
          Map.of(NetworkPolicyManifest.SOURCE_ANNOTATION, policy.policy().origin().source());
      for (Mapping object : objects(policy, annotations)) {
        add(manifests, object);
      }
    }
    if (options.target() == PolicyTarget.OPENSHIFT) {
      for (List<HostPolicy> namespace : fencedNamespaces().values()) {
        add(manifests, EgressFirewallManifest.of(namespace, Map.of()));
      }
    }
    return Extraction.ofMade(
        new Bundle(List.copyOf(manifests.values()), List.of(), List.of(), List.of()),
        new ExtractionOptions(
            options.format(),
            isRenamedLast(options) ? options.namespaces() : NamespaceMap.NONE,
            new ApplyOrder.Unsaid()));
  }

  private List<Mapping> objects(HostPolicy policy, Map<String, String> annotations) {
    if (options.target() == PolicyTarget.OPENSHIFT) {
      Policy opened = EgressFirewallManifest.opened(policy);
      return List.of(NetworkPolicyManifest.of(opened, annotations));
    }
    if (options.proxy().isPresent()) {
      ProxyWorkload proxy = options.proxy().get();
      return List.of(NetworkPolicyManifest.of(ProxyAllowList.led(policy, proxy), annotations));
    }
    return TargetManifests.of(options.target(), policy, annotations);
  }

  private static void add(SortedMap<String, Manifest> manifests, Mapping object)
      throws ExtractionException, BundleException {
    Manifest manifest = Manifest.of(YamlWriter.write(object), Source.of("emit"));
    if (manifests.putIfAbsent(manifest.path(), manifest) != null) {
      throw new ExtractionException(
          "two objects would be in the file "
              + manifest.path()
              + "; `sallyport link` says which workloads have one name");
    }
  }

  /** Counts the errors that pass through. */
  private static final class CountingErrors implements Findings {
    private final Findings to;
    private int errors;

    CountingErrors(Findings to) {
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
  }
}
