package dev.sallyport.samples.boutique;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/productcatalogservice}, as {@code dev.sallyport.samples.boutique.ProductCatalogService} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class ProductCatalogServiceWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/productcatalogservice";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "productcatalogservice";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=productcatalogservice";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=productcatalogservice";

  /**
   * Pod port 3550, TCP.
   */
  public static final int PORT_3550 = 3550;

  private ProductCatalogServiceWorkload() {
  }
}
