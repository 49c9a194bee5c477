package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/cartservice}, as {@code dev.sallyport.samples.boutique.CartService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class CartServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/cartservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "cartservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=cartservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=cartservice";

  /**
   * Pod port 7070, TCP.
   */
  public static final int PORT_7070 = 7070;

  private CartServiceWorkload() {
  }
}
