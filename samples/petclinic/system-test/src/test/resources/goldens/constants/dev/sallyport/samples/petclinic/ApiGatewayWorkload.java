package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/api-gateway}, as {@code dev.sallyport.samples.petclinic.ApiGateway} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class ApiGatewayWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/api-gateway";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "api-gateway";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=api-gateway";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=api-gateway";

  /**
   * Pod port 8080, TCP.
   */
  public static final int PORT_8080 = 8080;

  private ApiGatewayWorkload() {
  }
}
