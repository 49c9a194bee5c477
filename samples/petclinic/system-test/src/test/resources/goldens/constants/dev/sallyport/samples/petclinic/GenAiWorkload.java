package dev.sallyport.samples.petclinic;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code petclinic/genai-service}, as {@code dev.sallyport.samples.petclinic.GenAi} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class GenAiWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "petclinic/genai-service";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "genai-service";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "petclinic";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=genai-service";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=genai-service";

  /**
   * Pod port 8084, TCP.
   */
  public static final int PORT_8084 = 8084;

  private GenAiWorkload() {
  }
}
