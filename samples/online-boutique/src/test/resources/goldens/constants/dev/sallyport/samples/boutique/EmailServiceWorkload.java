package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/emailservice}, as {@code dev.sallyport.samples.boutique.EmailService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class EmailServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/emailservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "emailservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=emailservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=emailservice";

  /**
   * Pod port 8080, TCP.
   */
  public static final int PORT_8080 = 8080;

  private EmailServiceWorkload() {
  }
}
