package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.HOST_NOT_EXPRESSIBLE;
import static dev.sallyport.check.FindingCode.HOST_WITHOUT_DNS;
import static dev.sallyport.check.FindingCode.KUBE_API_ADDRESS;

import org.junit.jupiter.api.Test;

/** What can be wrong with peers that are known by name, or by an address of the cluster. */
class RuleHostsTest {
  @Test
  @Shows(HOST_NOT_EXPRESSIBLE)
  void known_by_name_only_are_refused() {
    Compiled.from(
            Shop.FRONTEND,
            Shop.STRIPE,
            """
            package shop;

            @EgressTo(Stripe«.class)
            @NeverReaches(Stripe«.class)
            class FrontendApp implements Frontend {}
            """)
        .error(
            HOST_NOT_EXPRESSIBLE,
            "a NetworkPolicy can't express the host \"api.stripe.com\". Ways out: give its "
                + "addresses as cidrs in @External; choose another target, "
                + "-Asallyport.target=cilium, eks, gke, calico-enterprise, openshift or proxy; "
                + "declare an egress proxy as the peer; or declare Internet.class with ports and "
                + "why")
        .error(
            HOST_NOT_EXPRESSIBLE,
            "shop.Stripe is known by host name only, and policies know addresses; give its "
                + "cidrs")
        .andWritesNothing();
  }

  @Test
  @Shows(HOST_WITHOUT_DNS)
  void known_by_name_need_dns() {
    Compiled.from(
            """
            @Namespace(value = "shop", dns = Dns.NONE)
            package shop;
            """,
            Shop.FRONTEND,
            Shop.STRIPE.replace("ports", "cidrs = \"192.0.2.0/24\", ports"),
            """
            package shop;

            @EgressTo(Stripe«.class)
            class FrontendApp implements Frontend {}
            """)
        .error(
            HOST_WITHOUT_DNS,
            "\"api.stripe.com\" is a name, and namespace \"shop\" has dns = Dns.NONE, so it "
                + "can't be resolved; choose a Dns profile, or declare the external by cidrs only")
        .andWritesNothing();
  }

  @Test
  void known_by_name_and_address_need_no_dns_for_ingress() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @External(host = "api.stripe.com", cidrs = "192.0.2.0/24")
            interface Stripe {}
            """,
            """
            @Namespace(value = "shop", dns = Dns.NONE)
            package shop;
            """,
            """
            package shop;

            @AllowsIngressFrom(Stripe.class)
            class FrontendApp implements Frontend {}
            """)
        .andWrites("manifests/shop/frontend.yaml", "workloads/shop.frontend.json");
  }

  @Test
  @Shows(KUBE_API_ADDRESS)
  void named_KubeApi_need_its_address() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(KubeApi«.class)
            @NeverReaches(KubeApi«.class)
            class FrontendApp implements Frontend {}
            """)
        .error(
            KUBE_API_ADDRESS,
            "the Kubernetes API server is no pod, and its address is not declared; give it "
                + "as kubeApi in @Namespace of the contract's package (kubectl get endpointslices "
                + "kubernetes shows it)")
        .error(
            KUBE_API_ADDRESS,
            "dev.sallyport.KubeApi has no declared address; give it as kubeApi in @Namespace")
        .andWritesNothing();
  }
}
