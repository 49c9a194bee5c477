package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/vets-service}, as {@code dev.sallyport.samples.petclinic.Vets} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class VetsWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/vets-service";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "vets-service";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=vets-service";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=vets-service";

  /**
   * Pod port 8083, TCP.
   */
  public static final int PORT_8083 = 8083;

  private VetsWorkload() {
  }
}
