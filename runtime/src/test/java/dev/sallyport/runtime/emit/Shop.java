package dev.sallyport.runtime.emit;

import static dev.sallyport.runtime.link.TestContracts.contract;
import static dev.sallyport.runtime.link.TestContracts.egress;
import static dev.sallyport.runtime.link.TestContracts.external;
import static dev.sallyport.runtime.link.TestContracts.ingress;
import static dev.sallyport.runtime.link.TestContracts.jar;
import static dev.sallyport.runtime.link.TestContracts.statement;

import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.ProxyWorkload;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A shop of which two workloads call hosts by name. */
final class Shop {
  static final WorkloadDeclaration FRONTEND = contract("Frontend", "frontend", 8080);
  static final WorkloadDeclaration ORDERS = contract("Orders", "orders", 8080);
  static final WorkloadDeclaration MAIL = contract("Mail", "mail", 2525);
  static final ExternalDeclaration STRIPE = external("Stripe", "api.stripe.com", 443);
  static final ExternalDeclaration RELAY = external("Relay", "smtp.example.com", 587, 465);

  static final Statement FRONTEND_APP =
      statement(
          FRONTEND, "shop.FrontendApp", List.of(egress("shop.FrontendApp", ORDERS)), List.of());

  private Shop() {}

  static Statement orders(RuleDeclaration... more) {
    return statement(
        ORDERS,
        "shop.OrdersApp",
        Stream.concat(
                Stream.of(
                    ingress("shop.OrdersApp", FRONTEND),
                    egress("shop.OrdersApp", "card \"payments\"", List.of(), STRIPE)),
                Stream.of(more))
            .toList(),
        List.of());
  }

  static Statement mail() {
    return statement(MAIL, "shop.MailApp", List.of(egress("shop.MailApp", RELAY)), List.of());
  }

  /** All of them in one jar, with the default deny of the namespace. */
  static Path all(Path folder) throws Exception {
    Path policies =
        new TestJar()
            .text(
                "META-INF/sallyport/manifests/shop/default-deny.yaml",
                YamlWriter.write(
                    NetworkPolicyManifest.of(
                        DefaultDeny.of("shop", new Origin("namespace shop", "")),
                        Map.of(NetworkPolicyManifest.SOURCE_ANNOTATION, "namespace shop"))))
            .write(folder.resolve("shop.jar"));
    jar(folder.resolve("services.jar"), FRONTEND_APP, orders(), mail());
    return policies.resolveSibling(".");
  }

  static EmissionOptions options(PolicyTarget target) {
    return new EmissionOptions(
        target,
        NamespaceMap.NONE,
        ExtractionFormat.KUSTOMIZE,
        target == PolicyTarget.PROXY
            ? Optional.of(ProxyWorkload.parse("egress/app=squid:3128"))
            : Optional.empty());
  }
}
