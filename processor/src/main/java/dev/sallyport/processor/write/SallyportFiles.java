package dev.sallyport.processor.write;

import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.manifest.ContractRecord;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Workload;
import dev.sallyport.processor.read.AnnotationPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a compilation, each with one originating element. Content is a pure function
 * of the declarations: sorted, {@code \n}, UTF-8, no times, versions or paths.
 *
 * <pre>
 * META-INF/sallyport/manifests/NAMESPACE/POLICY.yaml
 * META-INF/sallyport/workloads/NAMESPACE.POLICY.json
 * </pre>
 */
public final class SallyportFiles {
  private static final String MANIFESTS = "META-INF/sallyport/manifests/";
  private static final String WORKLOADS = "META-INF/sallyport/workloads/";

  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Messager messager;
  private final Findings findings;
  private final @Nullable PolicyTarget target;

  /**
   * Creates a writer.
   *
   * @param findings receives what a file's name contradicts
   * @param target the target, if policies may name hosts; null for plain NetworkPolicies
   */
  public SallyportFiles(
      ProcessingEnvironment environment, Findings findings, @Nullable PolicyTarget target) {
    this.target = target;
    this.findings = findings;
    this.environment = environment;
    this.filer = environment.getFiler();
    this.messager = environment.getMessager();
  }

  /** Writes the contract record of a statement, and its manifest if it makes a policy. */
  public void statement(CheckedStatement checked, Element speaker) {
    String directory = directory(checked.workload().namespace());
    String name = checked.statement().policyName();
    if (target != null && !checked.hosts().isEmpty()) {
      if (!hosts(checked, target, directory, speaker)) {
        return;
      }
    } else if (checked.policy().isPresent()) {
      String manifest = manifest(checked.policy().get());
      if (!resource(MANIFESTS + directory + "/" + name + ".yaml", manifest, speaker)) {
        return;
      }
    }
    resource(
        WORKLOADS + directory + "." + name + ".json",
        JsonWriter.write(ContractRecord.of(checked.statement())),
        speaker);
  }

  /** Writes the objects that say a policy and its hosts; false if one was written before. */
  private boolean hosts(
      CheckedStatement checked, PolicyTarget named, String directory, Element speaker) {
    HostObjects objects = HostObjects.of(checked, named);
    for (Map.Entry<String, String> file : objects.files().entrySet()) {
      if (!resource(MANIFESTS + directory + "/" + file.getKey(), file.getValue(), speaker)) {
        return false;
      }
    }
    return true;
  }

  /** Writes the policy that isolates a whole namespace. */
  public void defaultDeny(Namespace namespace, PackageElement packageElement) {
    Origin origin = new Origin("package " + packageElement.getQualifiedName(), "");
    Policy policy = DefaultDeny.of(namespace.name(), origin);
    resource(
        MANIFESTS + directory(namespace.name()) + "/" + policy.name() + ".yaml",
        manifest(policy),
        packageElement);
  }

  /** Writes the class of constants of a contract. */
  public void constants(Workload workload, TypeElement contract) {
    WorkloadClass generated = WorkloadClass.of(workload, contract, environment);
    try {
      JavaFileObject file = filer.createSourceFile(generated.name(), contract);
      try (Writer writer = file.openWriter()) {
        writer.write(generated.source());
      }
    } catch (FilerException e) {
      findings.report(
          FindingCode.GENERATED_NAME,
          new AnnotationPlace(contract, null, null),
          "the class "
              + generated.name()
              + " is written for this contract, and a class of that name exists; rename one of"
              + " them");
    } catch (IOException e) {
      failed(generated.name(), e, contract);
    }
  }

  private static String manifest(Policy policy) {
    Map<String, String> annotations =
        Map.of(NetworkPolicyManifest.SOURCE_ANNOTATION, policy.origin().source());
    return YamlWriter.write(NetworkPolicyManifest.of(policy, annotations));
  }

  private static String directory(String namespace) {
    return namespace.isEmpty() ? "_" : namespace;
  }

  /**
   * Writes a resource.
   *
   * @return false if another declaration of this compilation has written it: the module's checks
   *     report that
   */
  private boolean resource(String path, String content, Element origin) {
    try {
      OutputStream out =
          filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin).openOutputStream();
      try (out) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (FilerException e) {
      return false;
    } catch (IOException e) {
      failed(path, e, origin);
      return false;
    }
  }

  private void failed(String path, IOException e, Element origin) {
    messager.printMessage(
        Diagnostic.Kind.ERROR,
        "can't write " + path + " to the class output: " + e.getMessage(),
        origin);
  }
}
