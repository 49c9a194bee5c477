package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/orders}, as {@code shop.Orders} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class OrdersWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/orders";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "orders";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=orders,tier=backend";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=orders,tier=backend";

  /**
   * Pod port 8080, TCP.
   */
  public static final int HTTP_PORT = 8080;

  /**
   * The name of container port 8080.
   */
  public static final String HTTP_PORT_NAME = "http";

  /**
   * Pod port 9090, TCP.
   */
  public static final int METRICS_PORT = 9090;

  /**
   * The name of container port 9090.
   */
  public static final String METRICS_PORT_NAME = "metrics";

  private OrdersWorkload() {
  }
}
