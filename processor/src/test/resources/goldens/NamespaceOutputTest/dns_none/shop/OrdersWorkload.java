package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code shop/orders}, as {@code shop.Orders} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
final class OrdersWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "shop/orders";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "orders";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "shop";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=orders";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=orders";

  private OrdersWorkload() {
  }
}
