package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/frontend}, as {@code dev.sallyport.samples.boutique.Frontend} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class FrontendWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/frontend";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "frontend";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=frontend";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=frontend";

  /**
   * Pod port 8080, TCP.
   */
  public static final int PORT_8080 = 8080;

  private FrontendWorkload() {
  }
}
