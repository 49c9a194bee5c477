package dev.sallyport.runtime.emit;

import dev.sallyport.manifest.ProxyWorkload;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.util.Optional;

/**
 * How policies are made.
 *
 * @param target what enforces them
 * @param namespaces the namespaces that get another name
 * @param format the form; not {@link ExtractionFormat#HELM} for {@link PolicyTarget#PROXY}, since
 *     the values of a chart can't reach into the proxy's lists, nor for {@link
 *     PolicyTarget#OPENSHIFT}, since Helm installs NetworkPolicies early and kinds that it doesn't
 *     know last, and the firewall has to be there first (source: Helm documentation, "Using Helm",
 *     order of resources)
 * @param proxy the egress proxy, by its real namespace; for {@link PolicyTarget#PROXY} and no other
 */
public record EmissionOptions(
    PolicyTarget target,
    NamespaceMap namespaces,
    ExtractionFormat format,
    Optional<ProxyWorkload> proxy) {

  /**
   * Checks that the options go together.
   *
   * @throws IllegalArgumentException if they don't
   */
  public EmissionOptions {
    if (format == ExtractionFormat.HELM && target == PolicyTarget.PROXY) {
      throw new IllegalArgumentException(
          "the proxy's lists name namespaces, and the values of a chart can't reach into them;"
              + " choose yaml, list or kustomize, with --namespace-map");
    }
    if (format == ExtractionFormat.HELM && target == PolicyTarget.OPENSHIFT) {
      throw new IllegalArgumentException(
          "Helm installs an EgressFirewall after the NetworkPolicies, which are open to all public"
              + " addresses until it is there; choose yaml, list or kustomize, with"
              + " --namespace-map");
    }
    if (target == PolicyTarget.PROXY && proxy.isEmpty()) {
      throw new IllegalArgumentException(
          "target proxy needs to know the proxy: its namespace, pods and port");
    }
    if (target != PolicyTarget.PROXY && proxy.isPresent()) {
      throw new IllegalArgumentException("only target proxy has a proxy");
    }
  }
}
