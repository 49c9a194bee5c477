package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/customers-service}, as {@code dev.sallyport.samples.petclinic.Customers} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class CustomersWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/customers-service";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "customers-service";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=customers-service";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=customers-service";

  /**
   * Pod port 8081, TCP.
   */
  public static final int PORT_8081 = 8081;

  private CustomersWorkload() {
  }
}
