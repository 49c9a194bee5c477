package dev.sallyport.runtime.junit;

import dev.sallyport.fluent.Policies;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.expect.NetworkPolicies;
import java.util.function.Consumer;

/**
 * The entrance to assertions on policies. Names are {@code namespace/workload}: the {@code REF} of
 * the class that the compiler writes with {@code -Asallyport.constants=true}, or text.
 *
 * <pre>{@code
 * assertThat(policies).from(FrontendWorkload.REF).reaches(OrdersWorkload.REF).onPort("http");
 * assertThat(policies).from("shop/frontend").doesNotReach("shop/orders-db");
 * assertThat(policies).to("shop/orders-db").isReachedOnlyFrom("shop/orders");
 * assertThat(policies).from("shop/*").isIsolated();
 * }</pre>
 *
 * <p>An assertion about somebody who is not there fails. So does one that holds in part, for some
 * ports or pods or addresses and not for others, and one that hinges on the network plugin. The
 * message names each rule that speaks, and for a denial the smallest change that would allow it.
 *
 * <p>Stands beside AssertJ's {@code assertThat}: both can be imported.
 */
public final class NetworkPolicyAssertions {
  private NetworkPolicyAssertions() {}

  /** Says what policies shall do. */
  public static NetworkPoliciesAssert assertThat(NetworkPolicies policies) {
    return new NetworkPoliciesAssert(Failures.thrown(policies));
  }

  /**
   * Says what the policies of declarations in Java shall do. The namespace that deployment decides
   * is {@code default} here, and questions that the API leaves open stay open; {@link
   * NetworkPolicies#of(Policies, String, PluginProfile)} takes others.
   */
  public static NetworkPoliciesAssert assertThat(Policies policies) {
    return assertThat(NetworkPolicies.of(policies, "default", PluginProfile.STRICT));
  }

  /**
   * Says several things, and fails at the end with all that are not so.
   *
   * <pre>{@code
   * assertSoftly(
   *     policies,
   *     all -> {
   *       all.from("shop/frontend").reaches("shop/orders").onPort("http");
   *       all.from("shop/frontend").doesNotReach("shop/orders-db");
   *     });
   * }</pre>
   */
  public static void assertSoftly(
      NetworkPolicies policies, Consumer<NetworkPoliciesAssert> assertions) {
    Failures failures = Failures.collected(policies);
    assertions.accept(new NetworkPoliciesAssert(failures));
    failures.throwAll();
  }
}
