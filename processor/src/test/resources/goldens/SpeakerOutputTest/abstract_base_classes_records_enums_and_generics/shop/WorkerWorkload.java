package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/worker}, as {@code shop.Worker} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
final class WorkerWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/worker";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "worker";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=worker";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=worker";

  private WorkerWorkload() {
  }
}
