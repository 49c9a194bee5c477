package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/discovery-server}, as {@code dev.sallyport.samples.petclinic.DiscoveryServer} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class DiscoveryServerWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/discovery-server";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "discovery-server";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=discovery-server";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=discovery-server";

  /**
   * Pod port 8761, TCP.
   */
  public static final int PORT_8761 = 8761;

  private DiscoveryServerWorkload() {
  }
}
