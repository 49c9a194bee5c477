package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/visits-service}, as {@code dev.sallyport.samples.petclinic.Visits} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class VisitsWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/visits-service";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "visits-service";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=visits-service";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=visits-service";

  /**
   * Pod port 8082, TCP.
   */
  public static final int PORT_8082 = 8082;

  private VisitsWorkload() {
  }
}
