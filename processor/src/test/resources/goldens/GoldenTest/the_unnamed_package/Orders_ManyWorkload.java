import java.util.Map;
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
   * The labels of the workload's pods; immutable.
   */
  public static final Map<String, String> LABELS = Map.<String, String>ofEntries(Map.<String, String>entry("a", "1"), Map.<String, String>entry("b", "2"), Map.<String, String>entry("c", "3"), Map.<String, String>entry("d", "4"), Map.<String, String>entry("e", "5"), Map.<String, String>entry("f", "6"), Map.<String, String>entry("g", "7"), Map.<String, String>entry("h", "8"), Map.<String, String>entry("i", ""), Map.<String, String>entry("j", "y"), Map.<String, String>entry("k", "n"));

  private Orders_ManyWorkload() {
  }
}
