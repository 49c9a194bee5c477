package dev.sallyport.samples.boutique;

import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertSoftly;
import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.runtime.expect.NetworkPolicies;
import dev.sallyport.runtime.junit.SallyportTest;
import org.junit.jupiter.api.Test;

/** What the policies on the class path do for our Deployments, said in Java. */
@SallyportTest(manifests = "src/main/k8s", namespace = "boutique")
class PoliciesTest {

  @Test
  void the_frontend_serves_customers_and_the_load_generator(NetworkPolicies policies) {
    assertThat(policies)
        .to(FrontendWorkload.REF)
        .isReachedFrom("Internet")
        .onlyOnPorts("8080")
        .isReachedOnlyFrom("Internet", LoadGeneratorWorkload.REF);
  }

  @Test
  void carts_are_kept_by_the_cart_service_alone(NetworkPolicies policies) {
    assertThat(policies).to(RedisCartWorkload.REF).isReachedOnlyFrom(CartServiceWorkload.REF);
    assertThat(policies).from(CartServiceWorkload.REF).reachesOnly(RedisCartWorkload.REF);
    assertThat(policies).from(RedisCartWorkload.REF).reachesNobody();
  }

  @Test
  void money_is_taken_on_one_way_only(NetworkPolicies policies) {
    assertThat(policies)
        .from(CheckoutServiceWorkload.REF)
        .reaches(PaymentServiceWorkload.REF)
        .onPort(50051);
    assertThat(policies)
        .to(PaymentServiceWorkload.REF)
        .isReachedOnlyFrom(CheckoutServiceWorkload.REF);
    assertThat(policies).from(PaymentServiceWorkload.REF).reachesNobody();
  }

  @Test
  void checkout_calls_six_services(NetworkPolicies policies) {
    assertThat(policies)
        .from(CheckoutServiceWorkload.REF)
        .reachesOnly(
            CartServiceWorkload.REF,
            CurrencyServiceWorkload.REF,
            EmailServiceWorkload.REF,
            PaymentServiceWorkload.REF,
            ProductCatalogServiceWorkload.REF,
            ShippingServiceWorkload.REF);
  }

  @Test
  void every_service_is_isolated_and_calls_nobody_outside(NetworkPolicies policies) {
    assertSoftly(
        policies,
        all -> {
          all.from("boutique/*").isIsolated();
          all.from("boutique/*").doesNotReachOutside();
        });
  }

  @Test
  void a_wrong_assertion_says_which_annotation_allows_it(NetworkPolicies policies) {
    assertThatThrownBy(
            () ->
                assertThat(policies)
                    .from(CartServiceWorkload.REF)
                    .doesNotReach(RedisCartWorkload.REF))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected _/cartservice not to reach _/redis-cart on any port")
        .hasMessageContaining("@EgressTo(RedisCart.class) on ")
        .hasMessageContaining("CartServiceApplication.CartStore");
  }
}
