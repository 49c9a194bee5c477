package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.DUPLICATE_WORKLOAD;
import static dev.sallyport.check.FindingCode.NAMESPACE_CONFLICT;
import static dev.sallyport.check.FindingCode.OVERLAPPING_WORKLOADS;
import static dev.sallyport.check.FindingCode.POLICY_NAME;
import static dev.sallyport.check.FindingCode.TWO_SPEAKERS;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One name, one thing: what can only be seen when the classes are put together. */
class IdentityTest {
  @Nested
  class Workloads {
    @Test
    @Shows(DUPLICATE_WORKLOAD)
    void have_a_name_of_their_own() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @Workload(name = «"orders", labels = "app=other")
              interface Other {}
              """,
              """
              package shop;

              @Workload(name = "orders", labels = "app=other", namespace = "elsewhere")
              interface Elsewhere {}
              """)
          .error(
              DUPLICATE_WORKLOAD,
              "workload \"orders\" is declared by shop.Orders too, and both policies would "
                  + "have one name; rename one of them")
          .andWritesNothing();
    }

    @Test
    @Shows(DUPLICATE_WORKLOAD)
    void have_a_name_of_their_own_in_a_namespace_too() {
      Compiled.from(
              """
              package shop;

              @Workload(name = "orders", namespace = "shop", labels = "app=orders")
              interface Orders {}

              @Workload(name = «"orders", namespace = "shop", labels = "app=other")
              interface Other {}
              """)
          .error(
              DUPLICATE_WORKLOAD,
              "workload \"orders\" in namespace \"shop\" is declared by shop.Orders too, and "
                  + "both policies would have one name; rename one of them")
          .andWritesNothing();
    }

    @Test
    @Shows(DUPLICATE_WORKLOAD)
    void have_a_name_of_their_own_although_no_policy_is_written_for_one_of_them() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @Workload(name = «"orders", labels = "app=other", managed = false)
              interface Other {}
              """)
          .error(
              DUPLICATE_WORKLOAD,
              "workload \"orders\" is declared by shop.Orders too, and a name stands for one "
                  + "workload; rename one of them")
          .andWritesNothing();
    }

    @Test
    @Shows(OVERLAPPING_WORKLOADS)
    void have_labels_of_their_own() {
      Compiled.from(
              """
              package shop;

              «@Workload(name = "orders", labels = {"app=orders"})
              class Orders {}
              """,
              """
              package shop;

              @Workload(name = "worker", labels = {"app=orders", "part=worker"})
              class Worker {}
              """)
          .error(
              OVERLAPPING_WORKLOADS,
              "the policy of workload \"orders\" selects app=orders, and so the pods of "
                  + "workload \"worker\" too; give each a label of its own")
          .andWrites(Shop.files("orders", "worker"));
    }

    @Test
    @Shows(OVERLAPPING_WORKLOADS)
    void have_labels_of_their_own_where_only_contracts_are_compiled() {
      Compiled.from(
              """
              package shop;

              «@Workload(name = "alpha", labels = "app=same")
              interface Alpha {}

              «@Workload(name = "beta", labels = "app=same")
              interface Beta {}

              «@Workload(name = "orders", labels = {"app=orders", "role=api"}, selector = "app=orders")
              interface Orders {}

              @Workload(name = "worker", labels = {"app=orders", "role=worker"})
              interface Worker {}
              """)
          .error(
              OVERLAPPING_WORKLOADS,
              "the policy of workload \"alpha\" selects app=same, and so the pods of workload"
                  + " \"beta\" too; give each a label of its own")
          .error(
              OVERLAPPING_WORKLOADS,
              "the policy of workload \"beta\" selects app=same, and so the pods of workload"
                  + " \"alpha\" too; give each a label of its own")
          .error(
              OVERLAPPING_WORKLOADS,
              "the policy of workload \"orders\" selects app=orders, and so the pods of workload"
                  + " \"worker\" too; give each a label of its own")
          .andWritesNothing();
    }

    @Test
    void may_share_labels_where_no_policy_is_written_or_in_another_namespace() {
      Compiled.from(
              """
              package shop;

              @Workload(name = "alpha", labels = "app=same", managed = false)
              interface Alpha {}

              @Workload(name = "beta", labels = {"app=same", "role=b"})
              interface Beta {}

              @Workload(name = "gamma", labels = {"app=same", "role=b"}, namespace = "bank")
              interface Gamma {}
              """)
          .andWritesNothing();
    }

    @Test
    @Shows(TWO_SPEAKERS)
    void have_one_voice() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @AllowsIngressFrom(SameNamespace.class)
              class OrdersApp implements Orders {}
              """,
              """
              package shop;

              @AllowsIngressFrom(AnyNamespace.class)
              «class OrdersJob implements Orders {}
              """)
          .error(
              TWO_SPEAKERS,
              "shop.OrdersJob and shop.OrdersApp both speak as workload \"orders\", and both "
                  + "policies would have one name; put @PartOf(Orders.class) on a class that does "
                  + "not implement the contract, or move the rules together")
          .andWrites(Shop.files("orders"));
    }
  }

  @Nested
  class Policies {
    @Test
    @Shows(POLICY_NAME)
    void have_a_name_of_their_own() {
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @PartOf(Orders.class)
              class _client {}
              """,
              """
              package shop;

              @PartOf(Orders.class)
              «class x5fclient {}
              """)
          .error(
              POLICY_NAME,
              "the policies that shop._client and shop.x5fclient make would both have the name"
                  + " \"orders.shop.x5fclient\"; rename one of them, or move the rules together")
          .andWrites(Shop.files("orders.shop.x5fclient"));
    }

    @Test
    @Shows(POLICY_NAME)
    void have_a_name_of_at_most_253_characters() {
      String type = "a".repeat(250);
      Compiled.from(
              Shop.ORDERS,
              """
              package shop;

              @PartOf(Orders.class)
              «class %s {}
              """
                  .formatted(type))
          .error(
              POLICY_NAME,
              "the name of this policy, made of workload \"orders\" and \"shop."
                  + type
                  + "\", is not valid or longer than 253 characters; shorten one of them, or move"
                  + " the rules to a class with a shorter name")
          .andWritesNothing();
    }
  }

  @Nested
  class Namespaces {
    @Test
    @Shows(NAMESPACE_CONFLICT)
    void have_the_same_settings_in_every_package() {
      Compiled.from(
              """
              @Namespace("shop")
              package shop;
              """,
              """
              «@Namespace(value = "shop", dns = Dns.NONE)
              package shop.more;
              """,
              """
              «@Namespace(value = "shop", labels = "team=a")
              package shop.most;
              """)
          .error(
              NAMESPACE_CONFLICT,
              "namespace \"shop\" is declared by package shop too, with a different value of "
                  + "dns; give both the same settings")
          .error(
              NAMESPACE_CONFLICT,
              "namespace \"shop\" is declared by package shop too, with a different value of "
                  + "labels; give both the same settings")
          .andWritesNothing();
    }

    @Test
    @Shows(NAMESPACE_CONFLICT)
    void give_nothing_to_contracts_that_name_them_from_another_package() {
      Compiled.from(
              """
              @Namespace(value = "shop", dns = Dns.OPENSHIFT)
              package shop;
              """,
              """
              package cart;

              @Workload(name = "cart", labels = "app=cart", namespace = «"shop", ports = @Port(number = 80))
              interface Cart {}
              """,
              """
              package cart;

              @EgressTo(Cart.class)
              @AllowsIngressFrom(Cart.class)
              class CartApplication implements Cart {}
              """)
          .error(
              NAMESPACE_CONFLICT,
              "package shop declares namespace \"shop\" with dns = Dns.OPENSHIFT, which policies"
                  + " of contracts outside that package don't get; put the same @Namespace on the"
                  + " package of Cart (in the fluent form, .in(…)), in place of namespace ="
                  + " \"shop\"")
          .andWrites("manifests/shop/cart.yaml", "workloads/shop.cart.json");
    }

    @Test
    void may_be_named_from_another_package_where_they_have_no_settings_of_that_kind() {
      Compiled.from(
              """
              @Namespace(value = "shop", labels = "team=a", defaultDeny = true)
              package shop;
              """,
              """
              package cart;

              @Workload(name = "cart", labels = "app=cart", namespace = "shop", ports = @Port(number = 80))
              interface Cart {}
              """,
              """
              package cart;

              @EgressTo(Cart.class)
              @AllowsIngressFrom(Cart.class)
              class CartApplication implements Cart {}
              """)
          .andWrites(
              "manifests/shop/cart.yaml",
              "manifests/shop/default-deny.yaml",
              "workloads/shop.cart.json");
    }
  }
}
