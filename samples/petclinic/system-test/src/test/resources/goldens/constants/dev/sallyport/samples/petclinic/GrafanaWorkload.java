package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/grafana-server}, as {@code dev.sallyport.samples.petclinic.Grafana} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class GrafanaWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/grafana-server";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "grafana-server";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=grafana-server";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=grafana-server";

  /**
   * Pod port 3000, TCP.
   */
  public static final int PORT_3000 = 3000;

  private GrafanaWorkload() {
  }
}
