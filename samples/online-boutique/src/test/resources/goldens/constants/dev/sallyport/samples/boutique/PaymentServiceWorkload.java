package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/paymentservice}, as {@code dev.sallyport.samples.boutique.PaymentService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class PaymentServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/paymentservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "paymentservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=paymentservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=paymentservice";

  /**
   * Pod port 50051, TCP.
   */
  public static final int PORT_50051 = 50051;

  private PaymentServiceWorkload() {
  }
}
