package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/tracing-server}, as {@code dev.sallyport.samples.petclinic.Tracing} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class TracingWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/tracing-server";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "tracing-server";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=tracing-server";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=tracing-server";

  /**
   * Pod port 9411, TCP.
   */
  public static final int PORT_9411 = 9411;

  private TracingWorkload() {
  }
}
