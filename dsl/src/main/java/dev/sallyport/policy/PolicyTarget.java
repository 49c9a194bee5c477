package dev.sallyport.policy;

import dev.sallyport.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What enforces the policies, and so what they can say about hosts. Pods, namespaces, addresses and
 * ports mean the same for each target; only host names differ. No target knows where a connection
 * <em>from</em> a host name comes from, so names are for egress only.
 *
 * <p>Source of what each can say: Cilium documentation, "Layer 3 Policies", DNS based; the
 * ApplicationNetworkPolicy definition of Amazon's network policy controller; GKE documentation,
 * "Control Pod egress traffic using FQDN network policies"; Calico Enterprise documentation, "DNS
 * policy"; the EgressFirewall definition of OVN-Kubernetes.
 */
public enum PolicyTarget {
  /** Plain NetworkPolicy: no names. */
  KUBERNETES("kubernetes", false, false, false, false),
  /** Cilium's CiliumNetworkPolicy, beside the NetworkPolicy. */
  CILIUM("cilium", true, true, true, true),
  /** Amazon EKS Auto Mode's ApplicationNetworkPolicy, in place of the NetworkPolicy. */
  EKS("eks", true, true, true, true),
  /** Google GKE's managed FQDNNetworkPolicy, beside the NetworkPolicy. */
  GKE("gke", false, false, true, false),
  /** Calico Enterprise's NetworkPolicy, beside that of Kubernetes. */
  CALICO_ENTERPRISE("calico-enterprise", true, true, true, true),
  /** OpenShift's EgressFirewall, one for each namespace, around the NetworkPolicies. */
  OPENSHIFT("openshift", false, false, true, true),
  /** NetworkPolicies that lead to an egress proxy, and the proxy's list of names. */
  PROXY("proxy", true, true, false, false);

  private final String text;
  private final boolean wildcards;
  private final boolean ranges;
  private final boolean udp;
  private final boolean sctp;

  /**
   * Creates a target.
   *
   * @param text its name in options
   * @param wildcards whether {@code *.} can stand for one label or more, as the language means it
   * @param ranges whether a host can have a range of ports
   * @param udp whether a host can have UDP ports
   * @param sctp whether a host can have SCTP ports
   */
  PolicyTarget(String text, boolean wildcards, boolean ranges, boolean udp, boolean sctp) {
    this.text = text;
    this.wildcards = wildcards;
    this.ranges = ranges;
    this.udp = udp;
    this.sctp = sctp;
  }

  /** The name of the target in options, for example {@code calico-enterprise}. */
  public String text() {
    return text;
  }

  /** The target of that name, if there is one. */
  public static Optional<PolicyTarget> of(String text) {
    for (PolicyTarget target : values()) {
      if (target.text.equals(text)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /** The names of all targets, joined by commas. */
  public static String all() {
    StringBuilder all = new StringBuilder();
    for (PolicyTarget target : values()) {
      all.append(all.length() == 0 ? "" : ", ").append(target.text);
    }
    return all.toString();
  }

  /** Whether policies for this target can name hosts. */
  public boolean namesHosts() {
    return this != KUBERNETES;
  }

  /**
   * Whether the pods resolve the names themselves, so that they need DNS; with a proxy it is the
   * proxy that does.
   */
  public boolean resolvesInPods() {
    return this != PROXY;
  }

  /**
   * Whether the part with names is made of one policy alone. If not, it takes all policies of a
   * namespace, or of the system, and only deploy time has those.
   */
  public boolean isLocal() {
    return this != OPENSHIFT && this != PROXY;
  }

  /**
   * What stands against a host on these ports, as the second half of a sentence with the ways out;
   * empty text if nothing does. {@code O(ports)}.
   */
  public String refusal(String host, List<PolicyPort> ports) {
    if (!namesHosts()) {
      return "host names are beyond a NetworkPolicy; choose a target that carries names ("
          + all()
          + ")";
    }
    if (host.startsWith("*.") && !wildcards) {
      return "\"*.\" stands for one label or more, and there it would stand for exactly one; name"
          + " each host, or choose the target cilium, eks, calico-enterprise or proxy";
    }
    if (this == EKS && host.indexOf('.') < 0) {
      return "there a name has at least two labels; write it in full";
    }
    for (PolicyPort port : ports) {
      String problem = refusal(port);
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }

  private String refusal(PolicyPort port) {
    if (port instanceof PolicyPort.Every) {
      return this == PROXY ? "a proxy carries TCP only; give its ports by number" : "";
    }
    if (!(port instanceof PolicyPort.Range range)) {
      return "a named port never matches an address; give the number";
    }
    if (range.protocol() == Protocol.UDP && !udp || range.protocol() == Protocol.SCTP && !sctp) {
      return "names have no "
          + range.protocol()
          + " ports there; give the addresses as cidrs in @External";
    }
    if (range.first() < range.last() && !ranges) {
      return "a name has single ports there, no ranges; list the ports, or give the addresses as"
          + " cidrs in @External";
    }
    return "";
  }
}
