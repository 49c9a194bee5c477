package bank;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code bank/ledger}, as {@code bank.Ledger} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class LedgerWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "bank/ledger";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "ledger";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "bank";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=ledger";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=ledger,app.kubernetes.io/part-of=bank";

  /**
   * Pod port 9000, TCP.
   */
  public static final int GRPC_PORT = 9000;

  /**
   * The name of container port 9000.
   */
  public static final String GRPC_PORT_NAME = "grpc";

  private LedgerWorkload() {
  }
}
