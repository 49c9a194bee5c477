import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/many}, as {@code Orders.Many} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
final class Orders_ManyWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/many";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "many";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=,j=y,k=n";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=,j=y,k=n";

  private Orders_ManyWorkload() {
  }
}
