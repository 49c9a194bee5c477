package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/loadgenerator}, as {@code dev.sallyport.samples.boutique.LoadGenerator} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class LoadGeneratorWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/loadgenerator";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "loadgenerator";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=loadgenerator";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=loadgenerator";

  private LoadGeneratorWorkload() {
  }
}
