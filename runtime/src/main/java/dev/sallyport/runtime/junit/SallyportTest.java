package dev.sallyport.runtime.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit 5 test of policies: constructors and methods may have a parameter of type {@link
 * dev.sallyport.runtime.expect.NetworkPolicies}. What it holds is read once for all tests that want
 * the same.
 *
 * <pre>{@code
 * @SallyportTest(manifests = "src/main/k8s", namespace = "shop")
 * class ConnectionsTest {
 *   @Test
 *   void the_shop_takes_orders(NetworkPolicies policies) {
 *     assertThat(policies).from(FrontendWorkload.REF).reaches(OrdersWorkload.REF).onPort("http");
 *   }
 * }
 * }</pre>
 *
 * <p>The constants are there if the contracts are compiled with {@code -Asallyport.constants=true};
 * {@code "shop/orders"} does as well.
 *
 * <p>An input that can't be read, and inputs without any policy, fail the test.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SallyportExtension.class)
public @interface SallyportTest {

  /**
   * Where the policies are: files and folders of Kubernetes objects, folders of classes, jars,
   * images, {@code git:REV:PATH}; relative to the working directory. Without any: the manifests and
   * contracts on the class path of the test.
   */
  String[] inputs() default {};

  /** What else is deployed: files and folders of Kubernetes objects, as {@link #inputs}. */
  String[] manifests() default {};

  /** The namespace of objects and workloads that give none. */
  String namespace() default "default";

  /**
   * How questions are decided that the API leaves to the network plugin: {@code strict} (left open;
   * an assertion that hinges on one fails), {@code calico-like}, {@code cilium-like} or {@code
   * np-guard-like}.
   */
  String plugin() default "strict";
}
