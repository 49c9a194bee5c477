package dev.sallyport.processor.read;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * Reads contracts, externals and namespaces, from sources and from class files alike. Remembers
 * what it read; lives for one round, because elements do.
 */
public final class ContractReader {
  private static final Target NO_PEER = new Target.NoPeer();

  private final Map<String, Optional<Target>> targets = new HashMap<>();
  private final Map<String, Optional<NamespaceDeclaration>> namespaces = new HashMap<>();

  /**
   * What a class token stands for.
   *
   * @return empty if an annotation of the class can't be made out, which the compiler reports, or
   *     if it is {@linkplain #secondContract two things at once}
   */
  public Optional<Target> target(TypeElement type) {
    String name = type.getQualifiedName().toString();
    Optional<Target> known = targets.get(name);
    if (known == null) {
      known = readTarget(type, name);
      targets.put(name, known);
    }
    return known;
  }

  private Optional<Target> readTarget(TypeElement type, String name) {
    if (name.startsWith("dev.sallyport.")) {
      for (BuiltInTarget builtIn : BuiltInTarget.values()) {
        if (builtIn.type().equals(name)) {
          return Optional.of(builtIn);
        }
      }
    }
    AnnotationMirror workload = Mirror.find(type, Names.WORKLOAD);
    AnnotationMirror external = Mirror.find(type, Names.EXTERNAL);
    if (workload != null && external != null) {
      return Optional.empty();
    }
    if (workload != null) {
      return workload(type, workload);
    }
    return external != null ? external(type, external) : Optional.of(NO_PEER);
  }

  /** Where a type that is a workload says that it is an external too; empty for all others. */
  public static Optional<AnnotationPlace> secondContract(TypeElement type) {
    AnnotationMirror external = Mirror.find(type, Names.EXTERNAL);
    return external == null || Mirror.find(type, Names.WORKLOAD) == null
        ? Optional.empty()
        : Optional.of(new AnnotationPlace(type, external, null));
  }

  /** Whether a package declares a namespace, known or not yet. */
  public static boolean declaresNamespace(PackageElement packageElement) {
    return Mirror.find(packageElement, Names.NAMESPACE) != null;
  }

  /** The namespace that a package declares; empty if none, or one that can't be made out. */
  public Optional<NamespaceDeclaration> namespace(PackageElement packageElement) {
    String name = packageElement.getQualifiedName().toString();
    Optional<NamespaceDeclaration> known = namespaces.get(name);
    if (known == null) {
      known = readNamespace(packageElement, name);
      namespaces.put(name, known);
    }
    return known;
  }

  private static Optional<NamespaceDeclaration> readNamespace(
      PackageElement packageElement, String source) {
    AnnotationMirror annotation = Mirror.find(packageElement, Names.NAMESPACE);
    if (annotation == null) {
      return Optional.empty();
    }
    Mirror mirror = new Mirror(packageElement, annotation, null);
    NamespaceDeclaration declared =
        new NamespaceDeclaration(
            source,
            mirror.requiredText("value"),
            mirror.flag("defaultDeny", false),
            mirror.constant("dns", Dns.CLUSTER),
            mirror.texts("labels"),
            mirror.texts("kubeApi"),
            mirror.place());
    return mirror.isComplete() ? Optional.of(declared) : Optional.empty();
  }

  private Optional<Target> workload(TypeElement type, AnnotationMirror annotation) {
    Mirror mirror = new Mirror(type, annotation, null);
    Text namespace = mirror.text("namespace");
    PackageElement packageElement = packageOf(type);
    boolean broken = declaresNamespace(packageElement) && namespace(packageElement).isEmpty();
    NamespaceDeclaration settings = namespace(packageElement).orElse(null);
    if (namespace.isEmpty()) {
      namespace = settings == null ? namespace : settings.name();
    } else if (settings != null && !settings.name().value().equals(namespace.value())) {
      settings = null;
    }
    List<PortDeclaration> ports = new ArrayList<>();
    boolean complete = ports(mirror, ports);
    WorkloadDeclaration declared =
        new WorkloadDeclaration(
            type.getQualifiedName().toString(),
            mirror.requiredText("name"),
            mirror.texts("labels"),
            mirror.text("selector"),
            ports,
            namespace,
            settings,
            mirror.flag("managed", true),
            mirror.place());
    return complete && mirror.isComplete() && !broken ? Optional.of(declared) : Optional.empty();
  }

  private static Optional<Target> external(TypeElement type, AnnotationMirror annotation) {
    Mirror mirror = new Mirror(type, annotation, null);
    List<PortDeclaration> ports = new ArrayList<>();
    boolean complete = ports(mirror, ports);
    ExternalDeclaration declared =
        new ExternalDeclaration(
            type.getQualifiedName().toString(),
            mirror.text("host"),
            mirror.texts("cidrs"),
            ports,
            mirror.place());
    return complete && mirror.isComplete() ? Optional.of(declared) : Optional.empty();
  }

  private static boolean ports(Mirror mirror, List<PortDeclaration> ports) {
    boolean complete = true;
    for (Mirror port : mirror.mirrors("ports")) {
      ports.add(
          new PortDeclaration(
              port.text("name"),
              port.number("number"),
              port.placeOf("number"),
              port.constant("protocol", Protocol.TCP),
              port.place()));
      complete &= port.isComplete();
    }
    return complete;
  }

  static PackageElement packageOf(Element element) {
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      if (e instanceof PackageElement packageElement) {
        return packageElement;
      }
    }
    throw new IllegalArgumentException("no package around " + element);
  }
}
