package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/redis-cart}, as {@code dev.sallyport.samples.boutique.RedisCart} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class RedisCartWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/redis-cart";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "redis-cart";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=redis-cart";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=redis-cart";

  /**
   * Pod port 6379, TCP.
   */
  public static final int PORT_6379 = 6379;

  private RedisCartWorkload() {
  }
}
