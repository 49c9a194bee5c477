package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/recommendationservice}, as {@code dev.sallyport.samples.boutique.RecommendationService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class RecommendationServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/recommendationservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "recommendationservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=recommendationservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=recommendationservice";

  /**
   * Pod port 8080, TCP.
   */
  public static final int PORT_8080 = 8080;

  private RecommendationServiceWorkload() {
  }
}
