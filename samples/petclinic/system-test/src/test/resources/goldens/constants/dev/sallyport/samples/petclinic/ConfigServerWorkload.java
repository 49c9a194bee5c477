package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/config-server}, as {@code dev.sallyport.samples.petclinic.ConfigServer} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class ConfigServerWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/config-server";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "config-server";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=config-server";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=config-server";

  /**
   * Pod port 8888, TCP.
   */
  public static final int PORT_8888 = 8888;

  private ConfigServerWorkload() {
  }
}
