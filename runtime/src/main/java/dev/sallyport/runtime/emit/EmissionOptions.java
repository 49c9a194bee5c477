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
 * @param format the form; not {@link ExtractionFormat#HELM}, whose values can't reach into other
 *     kinds
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
    if (format == ExtractionFormat.HELM) {
      throw new IllegalArgumentException(
          "helm is for extracted manifests only; choose yaml, list or kustomize");
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
