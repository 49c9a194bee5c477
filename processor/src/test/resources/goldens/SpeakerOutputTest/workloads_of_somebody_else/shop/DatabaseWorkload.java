package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/database}, as {@code shop.Database} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class DatabaseWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/database";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "database";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "role=database";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "role=database";

  /**
   * Pod port 5432, TCP.
   */
  public static final int PORT_5432 = 5432;

  /**
   * Pod port 53, UDP.
   */
  public static final int DNS_PORT = 53;

  /**
   * The name of container port 53.
   */
  public static final String DNS_PORT_NAME = "dns";

  private DatabaseWorkload() {
  }
}
