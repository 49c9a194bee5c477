package dev.sallyport.processor.fluent;

import static dev.sallyport.fluent.Declare.anyNamespace;
import static dev.sallyport.fluent.Declare.anywhere;
import static dev.sallyport.fluent.Declare.cidr;
import static dev.sallyport.fluent.Declare.external;
import static dev.sallyport.fluent.Declare.internet;
import static dev.sallyport.fluent.Declare.kubeApi;
import static dev.sallyport.fluent.Declare.kubeDns;
import static dev.sallyport.fluent.Declare.namespace;
import static dev.sallyport.fluent.Declare.partOf;
import static dev.sallyport.fluent.Declare.pods;
import static dev.sallyport.fluent.Declare.podsInNamespace;
import static dev.sallyport.fluent.Declare.podsInNamespaces;
import static dev.sallyport.fluent.Declare.rules;
import static dev.sallyport.fluent.Declare.sameNamespace;
import static dev.sallyport.fluent.Declare.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.sallyport.Dns;
import dev.sallyport.Ports;
import dev.sallyport.Protocol;
import dev.sallyport.fluent.Policies;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Scalar;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.processor.ModuleProcessor;
import dev.sallyport.processor.StatementProcessor;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One system, written with annotations and with the fluent DSL: the same manifests come out. */
class SamePoliciesTest {
  private static final String MANIFESTS = "/CLASS_OUTPUT/META-INF/sallyport/manifests/";

  private static final String[] ANNOTATED = {
    """
    @Namespace(
        value = "shop", defaultDeny = true, dns = Dns.NODE_LOCAL, labels = "team=checkout",
        kubeApi = "172.18.0.2/32")
    package shop;
    """,
    """
    package shop;
    @Workload(
        name = "orders", labels = {"app=orders", "version=v2"}, selector = "app=orders",
        ports = {@Port(name = "http", number = 8080), @Port(number = 9090)})
    public interface Orders {}
    """,
    """
    package shop;
    @Workload(name = "frontend", labels = "app=frontend", ports = @Port(name = "http", number = 80))
    @EgressTo(Orders.class)
    @NeverReaches(value = Quiet.class, why = "audit finding 12")
    class Frontend {}
    """,
    """
    package shop;
    @Workload(
        name = "orders-db", labels = "role=database", ports = @Port(name = "pg", number = 5432),
        managed = false)
    public interface OrdersDb {}
    """,
    """
    package shop;
    @Workload(
        name = "resolver", namespace = "infra", labels = "app=resolver",
        ports = {
          @Port(name = "dns", number = 53, protocol = Protocol.UDP),
          @Port(number = 53)
        })
    public interface Resolver {}
    """,
    """
    package shop;
    @External(host = "api.stripe.com", cidrs = {"192.0.2.0/24", "2001:db8::/32"},
        ports = {@Port(number = 443), @Port(name = "quic", number = 443, protocol = Protocol.UDP)})
    public interface Stripe {}
    """,
    """
    package shop;
    @AllowsIngressFrom(Frontend.class)
    @AllowsIngressFrom(value = {SameNamespace.class, AnyNamespace.class}, ports = "9090")
    @AllowsIngressFrom(pods = "app=web,tier in (a,b),!legacy", ports = "http")
    @AllowsIngressFrom(pods = "app=web", namespaces = "team=shop", ports = {"http", "9090"})
    @AllowsIngressFrom(pods = "app=prometheus", namespace = "monitoring", ports = "9090")
    @AllowsIngressFrom(namespace = "debug")
    @AllowsIngressFrom(namespaces = "team=sre")
    @AllowsIngressFrom(value = Anywhere.class, ports = "http", why = "public entrance")
    @EgressTo(value = {OrdersDb.class, Resolver.class})
    @EgressTo(cidr = "198.51.100.0/24", except = {"198.51.100.0/28", "198.51.100.128/25"},
        ports = {"8000-8999", "53/UDP"})
    @EgressTo(value = Internet.class, ports = "443", why = "webhooks of customers")
    @EgressTo(KubeDns.class)
    @EgressTo(KubeApi.class)
    @EgressTo(pods = "app=agent", ports = Ports.ALL, why = "picks its port at random")
    class OrdersApplication implements Orders {}
    """,
    """
    package shop.payments;
    @PartOf(shop.Orders.class)
    @EgressTo(value = shop.Stripe.class, why = "card payments")
    class StripeClient {}
    """,
    """
    package shop;
    @Workload(name = "quiet", labels = "app=quiet")
    @NeverReachableFrom(value = Internet.class, why = "audit finding 12")
    class Quiet {}
    """
  };

  private static Policies fluent(PolicyTarget target, String... cidrs) {
    var shop =
        namespace("shop")
            .defaultDeny()
            .dns(Dns.NODE_LOCAL)
            .labels("team=checkout")
            .kubeApi("172.18.0.2/32");
    var orders =
        workload("orders")
            .in(shop)
            .labels("app=orders", "version=v2")
            .selector("app=orders")
            .port("http", 8080)
            .port(9090);
    var frontend = workload("frontend").in(shop).labels("app=frontend").port("http", 80);
    var ordersDb =
        workload("orders-db").in(shop).labels("role=database").port("pg", 5432).unmanaged();
    var resolver =
        workload("resolver")
            .namespace("infra")
            .labels("app=resolver")
            .port("dns", 53, Protocol.UDP)
            .port(53);
    var quiet = workload("quiet").in(shop).labels("app=quiet");
    var stripe =
        external("Stripe")
            .host("api.stripe.com")
            .cidrs(cidrs)
            .port(443)
            .port("quic", 443, Protocol.UDP);
    return Policies.of(
        target,
        rules(frontend).egressTo(orders).neverReaches(quiet).why("audit finding 12"),
        rules(orders)
            .allowsIngressFrom(frontend)
            .allowsIngressFrom(sameNamespace(), anyNamespace())
            .onPorts("9090")
            .allowsIngressFrom(pods("app=web,tier in (a,b),!legacy"))
            .onPorts("http")
            .allowsIngressFrom(pods("app=web").inNamespaces("team=shop"))
            .onPorts("http", "9090")
            .allowsIngressFrom(pods("app=prometheus").inNamespace("monitoring"))
            .onPorts("9090")
            .allowsIngressFrom(podsInNamespace("debug"))
            .allowsIngressFrom(podsInNamespaces("team=sre"))
            .allowsIngressFrom(anywhere())
            .onPorts("http")
            .why("public entrance")
            .egressTo(ordersDb, resolver)
            .egressTo(cidr("198.51.100.0/24").except("198.51.100.0/28", "198.51.100.128/25"))
            .onPorts("8000-8999", "53/UDP")
            .egressTo(internet())
            .onPorts("443")
            .why("webhooks of customers")
            .egressTo(kubeDns())
            .egressTo(kubeApi())
            .egressTo(pods("app=agent"))
            .onPorts(Ports.ALL)
            .why("picks its port at random"),
        partOf(orders, "shop.payments.StripeClient").egressTo(stripe).why("card payments"),
        rules(quiet).neverReachableFrom(internet()).why("audit finding 12"));
  }

  @Test
  void come_from_annotations_and_from_calls() throws IOException {
    Policies policies = fluent(PolicyTarget.KUBERNETES, "192.0.2.0/24", "2001:db8::/32");

    assertThat(files(policies)).hasSize(5).isEqualTo(annotated(PolicyTarget.KUBERNETES, ANNOTATED));
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyTarget.class,
      names = {"CILIUM", "EKS", "CALICO_ENTERPRISE"})
  void name_the_same_hosts(PolicyTarget target) throws IOException {
    String[] byName = ANNOTATED.clone();
    for (int i = 0; i < byName.length; i++) {
      byName[i] = byName[i].replace("cidrs = {\"192.0.2.0/24\", \"2001:db8::/32\"},", "");
    }
    Map<String, String> fluent = files(fluent(target));

    assertThat(fluent).isEqualTo(annotated(target, byName));
    assertThat(fluent.values()).anyMatch(yaml -> yaml.contains("api.stripe.com"));
  }

  private static Map<String, String> files(Policies policies) {
    Map<String, String> files = new TreeMap<>();
    for (Mapping manifest : policies.manifests()) {
      Mapping metadata = (Mapping) manifest.fields().get("metadata");
      files.put(
          text(metadata, "namespace") + "/" + text(metadata, "name") + ".yaml",
          withoutOrigins(YamlWriter.write(manifest)));
    }
    return files;
  }

  private static String text(Mapping mapping, String field) {
    return String.valueOf(((Scalar) mapping.fields().get(field)).value());
  }

  private static Map<String, String> annotated(PolicyTarget target, String[] annotated)
      throws IOException {
    JavaFileObject[] sources = new JavaFileObject[annotated.length];
    for (int i = 0; i < sources.length; i++) {
      String source =
          annotated[i].replaceFirst("(?m)^package [a-z.]+;", "$0 import dev.sallyport.*;");
      sources[i] = JavaFileObjects.forSourceString(name(source), source);
    }
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new ModuleProcessor(), new StatementProcessor())
            .withOptions("-Asallyport.target=" + target.text())
            .compile(sources);
    assertThat(compilation.errors()).isEmpty();
    Map<String, String> manifests = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      String path = file.toUri().getPath();
      if (path.startsWith(MANIFESTS)) {
        String yaml = file.getCharContent(false).toString();
        manifests.put(path.substring(MANIFESTS.length()), withoutOrigins(yaml));
      }
    }
    return manifests;
  }

  private static String name(String source) {
    String packageName = source.replaceFirst("(?s).*?package ([a-z.]+);.*", "$1");
    return source.contains("@Namespace")
        ? packageName + ".package-info"
        : packageName
            + "."
            + source.replaceFirst("(?s).*\\n(?:public )?(?:class|interface) (\\w+).*", "$1");
  }

  /** Without comments and annotations: these say who said it, which differs. */
  private static String withoutOrigins(String yaml) {
    return yaml.replaceAll("(?m)^ *#.*\\n", "")
        .replaceAll("(?m)^  annotations:\\n(?:    .*\\n)+", "");
  }
}
