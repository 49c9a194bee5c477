package dev.sallyport.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Labels;
import dev.sallyport.policy.Workload;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The class of constants of a contract, {@code <Contract>Workload}: name, namespace, labels and
 * ports for deployments written in Java and for tests. A nested contract's outer names come first,
 * {@code Contracts_OrdersWorkload}.
 *
 * <p>All are compile-time constants of types of {@code java.lang}. So other classes take their
 * values in and need neither this class nor Sallyport when they run, and javac, which compiles the
 * class in each compilation of the contract, need not look into {@code java.util}: a {@code Map} of
 * the labels alone cost it more than the rest of the class.
 *
 * <p>Written where {@code -Asallyport.constants=true} asks for it. JavaPoet is loaded for it only.
 *
 * @param name the qualified name of the class
 * @param source its source
 */
record WorkloadClass(String name, String source) {
  private static final String PROCESSOR = "dev.sallyport.processor.StatementProcessor";
  private static final String GENERATED = "javax.annotation.processing.Generated";

  static WorkloadClass of(
      Workload workload, TypeElement contract, ProcessingEnvironment environment) {
    Elements elements = environment.getElementUtils();
    PackageElement packageElement = elements.getPackageOf(contract);
    String packageName = packageElement.getQualifiedName().toString();
    String simpleName = simpleName(contract) + "Workload";
    TypeSpec.Builder type =
        TypeSpec.classBuilder(simpleName)
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "Constants of workload {@code $L}, as {@code $L} declares it.\n",
                workload.id(),
                contract.getQualifiedName());
    if (isPublic(contract)) {
      type.addModifiers(Modifier.PUBLIC);
    }
    // A named module that doesn't read java.compiler can't name the annotation.
    if (elements.getTypeElement(elements.getModuleOf(contract), GENERATED) != null) {
      type.addAnnotation(
          AnnotationSpec.builder(ClassName.bestGuess(GENERATED))
              .addMember("value", "$S", PROCESSOR)
              .build());
    }
    text(type, "REF", workload.id(), "Namespace and name, as the tests' assertions name it.");
    text(type, "NAME", workload.name(), "The name of the workload and of its NetworkPolicy.");
    text(
        type,
        "NAMESPACE",
        workload.namespace(),
        "The logical namespace; empty where the place of deployment decides.");
    text(
        type,
        "SELECTOR",
        workload.selector().toString(),
        "Which pods are this workload, in kubectl's selector syntax.");
    text(
        type,
        "LABELS",
        Labels.text(workload.labels()),
        "The labels of the workload's pods, as kubectl writes them.");
    for (ContainerPort port : workload.ports()) {
      port(type, port);
    }
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    JavaFile file =
        JavaFile.builder(packageName, type.build()).indent("  ").skipJavaLangImports(true).build();
    String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    return new WorkloadClass(name, file.toString());
  }

  private static void text(TypeSpec.Builder type, String name, String value, String javadoc) {
    type.addField(constant(ClassName.get(String.class), name, CodeBlock.of("$S", value), javadoc));
  }

  private static void port(TypeSpec.Builder type, ContainerPort port) {
    String name = constantName(port);
    CodeBlock number = CodeBlock.of("$L", port.number());
    type.addField(
        constant(
            TypeName.INT,
            name,
            number,
            "Pod port " + port.number() + ", " + port.protocol() + "."));
    if (!port.name().isEmpty()) {
      text(type, name + "_NAME", port.name(), "The name of container port " + port.number() + ".");
    }
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value, String javadoc) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .addJavadoc("$L\n", javadoc)
        .build();
  }

  /** {@code HTTP_PORT} for a named port; {@code PORT_8080} or {@code PORT_53_UDP} otherwise. */
  private static String constantName(ContainerPort port) {
    if (port.name().isEmpty()) {
      String protocol = port.protocol().name();
      return "PORT_" + port.number() + (protocol.equals("TCP") ? "" : "_" + protocol);
    }
    StringBuilder name = new StringBuilder();
    char first = port.name().charAt(0);
    name.append(first >= '0' && first <= '9' ? "PORT_" : "");
    for (int i = 0; i < port.name().length(); i++) {
      char c = port.name().charAt(i);
      name.append(c == '-' ? '_' : c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
    }
    return name.append("_PORT").toString();
  }

  private static String simpleName(TypeElement contract) {
    String name = contract.getSimpleName().toString();
    for (Element outer = contract.getEnclosingElement();
        outer instanceof TypeElement;
        outer = outer.getEnclosingElement()) {
      name = outer.getSimpleName() + "_" + name;
    }
    return name;
  }

  private static boolean isPublic(TypeElement contract) {
    for (Element e = contract; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }
}
