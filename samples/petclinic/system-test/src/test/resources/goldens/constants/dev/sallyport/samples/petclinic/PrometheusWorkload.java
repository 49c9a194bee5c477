package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/prometheus-server}, as {@code dev.sallyport.samples.petclinic.Prometheus} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class PrometheusWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/prometheus-server";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "prometheus-server";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=prometheus-server";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=prometheus-server";

  /**
   * Pod port 9090, TCP.
   */
  public static final int PORT_9090 = 9090;

  private PrometheusWorkload() {
  }
}
