package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/currencyservice}, as {@code dev.sallyport.samples.boutique.CurrencyService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class CurrencyServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/currencyservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "currencyservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=currencyservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=currencyservice";

  /**
   * Pod port 7000, TCP.
   */
  public static final int GRPC_PORT = 7000;

  /**
   * The name of container port 7000.
   */
  public static final String GRPC_PORT_NAME = "grpc";

  private CurrencyServiceWorkload() {
  }
}
