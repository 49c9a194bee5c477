package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/shippingservice}, as {@code dev.sallyport.samples.boutique.ShippingService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class ShippingServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/shippingservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "shippingservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=shippingservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=shippingservice";

  /**
   * Pod port 50051, TCP.
   */
  public static final int PORT_50051 = 50051;

  private ShippingServiceWorkload() {
  }
}
