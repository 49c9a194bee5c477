package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/batch}, as {@code shop.Batch} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
final class BatchWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/batch";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "batch";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=batch";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=batch";

  private BatchWorkload() {
  }
}
