package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/adservice}, as {@code dev.sallyport.samples.boutique.AdService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class AdServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/adservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "adservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=adservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=adservice";

  /**
   * Pod port 9555, TCP.
   */
  public static final int PORT_9555 = 9555;

  private AdServiceWorkload() {
  }
}
