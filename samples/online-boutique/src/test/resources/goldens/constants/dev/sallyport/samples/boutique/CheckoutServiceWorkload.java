package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/checkoutservice}, as {@code dev.sallyport.samples.boutique.CheckoutService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class CheckoutServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/checkoutservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "checkoutservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=checkoutservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=checkoutservice";

  /**
   * Pod port 5050, TCP.
   */
  public static final int PORT_5050 = 5050;

  private CheckoutServiceWorkload() {
  }
}
