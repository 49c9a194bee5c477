package dev.sallyport.runtime.link;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.manifest.ContractRecord;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.policy.Direction;
import dev.sallyport.runtime.bundle.TestJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Declarations as the compiler reads them, for a shop. */
public final class TestContracts {
  private TestContracts() {}

  private record Said(String describe) implements Place {}

  private static Text text(String value, String where) {
    return new Text(value, new Said(where));
  }

  /** A contract {@code shop.Name} of namespace shop, with one port named http. */
  public static WorkloadDeclaration contract(String simpleName, String name, int port) {
    return contract("shop." + simpleName, name, "app=" + name, port, true);
  }

  public static WorkloadDeclaration contract(
      String type, String name, String labels, int port, boolean managed) {
    Place place = new Said("@Workload on " + type);
    NamespaceDeclaration settings =
        new NamespaceDeclaration(
            "shop",
            text("shop", "package shop"),
            false,
            Dns.CLUSTER,
            List.of(text("team=sales", "package shop")),
            List.of(),
            new Said("package shop"));
    List<Text> all = new ArrayList<>();
    for (String label : labels.split(",")) {
      all.add(text(label, place.describe()));
    }
    return new WorkloadDeclaration(
        type,
        text(name, place.describe()),
        all,
        text("", place.describe()),
        List.of(
            new PortDeclaration(text("http", place.describe()), port, place, Protocol.TCP, place)),
        text("shop", place.describe()),
        settings,
        managed,
        place);
  }

  public static RuleDeclaration egress(String speaker, Target... peers) {
    return rule(Direction.EGRESS, "@EgressTo", speaker, peers);
  }

  public static RuleDeclaration ingress(String speaker, Target... peers) {
    return rule(Direction.INGRESS, "@AllowsIngressFrom", speaker, peers);
  }

  private static RuleDeclaration rule(
      Direction direction, String annotation, String speaker, Target... peers) {
    String source = source(annotation, speaker, peers);
    Place place = new Said(source);
    return new RuleDeclaration(
        direction,
        source,
        references(annotation, speaker, peers),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        text("", source),
        true,
        place);
  }

  public static InvariantDeclaration neverReachableFrom(String speaker, Target... peers) {
    String source = source("@NeverReachableFrom", speaker, peers);
    return new InvariantDeclaration(
        false,
        source,
        references("@NeverReachableFrom", speaker, peers),
        text("it holds money", source),
        true,
        new Said(source));
  }

  private static String source(String annotation, String speaker, Target... peers) {
    List<String> names = new ArrayList<>();
    for (Target peer : peers) {
      String type = type(peer);
      names.add(type.substring(type.lastIndexOf('.') + 1) + ".class");
    }
    String list = String.join(", ", names);
    return annotation + "(" + (peers.length > 1 ? "{" + list + "}" : list) + ") on " + speaker;
  }

  private static String type(Target peer) {
    return peer instanceof ExternalDeclaration external
        ? external.type()
        : ((WorkloadDeclaration) peer).type();
  }

  /** An external by host name, {@code shop.Name}, that listens on ports. */
  public static ExternalDeclaration external(String simpleName, String host, int... ports) {
    return external(simpleName, host, Protocol.TCP, ports);
  }

  public static ExternalDeclaration external(
      String simpleName, String host, Protocol protocol, int... ports) {
    Place place = new Said("@External on shop." + simpleName);
    List<PortDeclaration> declared = new ArrayList<>();
    for (int port : ports) {
      declared.add(new PortDeclaration(text("", place.describe()), port, place, protocol, place));
    }
    return new ExternalDeclaration(
        "shop." + simpleName, text(host, place.describe()), List.of(), declared, place);
  }

  /** Egress on ports other than those that the peer declares. */
  public static RuleDeclaration egress(
      String speaker, String why, List<String> ports, Target... peers) {
    RuleDeclaration rule = egress(speaker, peers);
    List<Text> texts = new ArrayList<>();
    ports.forEach(port -> texts.add(text(port, rule.source())));
    return new RuleDeclaration(
        rule.direction(),
        rule.source(),
        rule.peers(),
        null,
        null,
        null,
        null,
        List.of(),
        texts,
        text(why, rule.source()),
        true,
        rule.place());
  }

  /** Egress to addresses. */
  public static RuleDeclaration egressTo(String speaker, String cidr, String port) {
    String source = "@EgressTo(cidr = \"" + cidr + "\") on " + speaker;
    return new RuleDeclaration(
        Direction.EGRESS,
        source,
        List.of(),
        null,
        null,
        null,
        text(cidr, source),
        List.of(),
        List.of(text(port, source)),
        text("", source),
        true,
        new Said(source));
  }

  private static List<Reference> references(String annotation, String speaker, Target... peers) {
    List<Reference> references = new ArrayList<>();
    for (Target peer : peers) {
      String source = source(annotation, speaker, peer);
      references.add(new Reference(type(peer), peer, source, new Said(source)));
    }
    return references;
  }

  public static Statement statement(
      WorkloadDeclaration workload,
      String speaker,
      List<RuleDeclaration> rules,
      List<InvariantDeclaration> invariants) {
    return statement(workload, speaker, true, rules, invariants);
  }

  public static Statement statement(
      WorkloadDeclaration workload,
      String speaker,
      boolean home,
      List<RuleDeclaration> rules,
      List<InvariantDeclaration> invariants) {
    return new Statement(
        workload,
        speaker,
        home,
        workload.managed() && !rules.isEmpty(),
        rules,
        invariants,
        new Said(speaker));
  }

  public static String record(Statement statement) {
    return JsonWriter.write(ContractRecord.of(statement));
  }

  /** A jar as the compiler and the build make it: the record of each statement. */
  public static Path jar(Path file, Statement... statements) throws Exception {
    TestJar jar = new TestJar();
    for (Statement statement : statements) {
      jar.text(
          "META-INF/sallyport/workloads/"
              + statement.workload().namespace()
              + "."
              + statement.policyName()
              + ".json",
          record(statement));
    }
    return jar.write(file);
  }
}
