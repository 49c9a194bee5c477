package dev.sallyport.processor.write;

import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.declaration.Place;
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
import java.util.LinkedHashMap;
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

  /** In bytes, on the usual file systems; names here are ASCII. */
  private static final int LONGEST_FILE_NAME = 255;

  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Messager messager;
  private final Findings findings;
  private final @Nullable PolicyTarget target;
  private final Map<String, String> owners;

  /**
   * Creates a writer.
   *
   * @param findings receives what a file's name contradicts
   * @param target the target, if policies may name hosts; null for plain NetworkPolicies
   * @param owners the files that this compilation has written, with the policies that they are for;
   *     what is written is added
   */
  public SallyportFiles(
      ProcessingEnvironment environment,
      Findings findings,
      @Nullable PolicyTarget target,
      Map<String, String> owners) {
    this.target = target;
    this.owners = owners;
    this.findings = findings;
    this.environment = environment;
    this.filer = environment.getFiler();
    this.messager = environment.getMessager();
  }

  /** Writes the contract record of a statement, and its manifest if it makes a policy. */
  public void statement(CheckedStatement checked, Element speaker) {
    String directory = directory(checked.workload().namespace());
    String name = checked.statement().policyName();
    Map<String, String> texts = new LinkedHashMap<>();
    if (target != null && !checked.hosts().isEmpty()) {
      for (Map.Entry<String, String> file : HostObjects.of(checked, target).files().entrySet()) {
        texts.put(MANIFESTS + directory + "/" + file.getKey(), file.getValue());
      }
    } else if (checked.policy().isPresent()) {
      texts.put(MANIFESTS + directory + "/" + name + ".yaml", manifest(checked.policy().get()));
    }
    texts.put(
        WORKLOADS + directory + "." + name + ".json",
        JsonWriter.write(ContractRecord.of(checked.statement())));
    Place place = checked.statement().place();
    for (String path : texts.keySet()) {
      if (!hasFileName(path, place)) {
        return;
      }
    }
    String policy = "policy \"" + name + "\"";
    for (Map.Entry<String, String> text : texts.entrySet()) {
      if (!resource(text.getKey(), text.getValue(), policy, place, speaker)) {
        return;
      }
    }
  }

  private boolean hasFileName(String path, Place place) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.length() <= LONGEST_FILE_NAME) {
      return true;
    }
    findings.report(
        FindingCode.POLICY_NAME,
        place,
        "the name of this policy is too long for a file: \""
            + name
            + "\" has "
            + name.length()
            + " characters, and no more than "
            + LONGEST_FILE_NAME
            + " are possible; shorten the name of workload, namespace or class");
    return false;
  }

  /** Writes the policy that isolates a whole namespace. */
  public void defaultDeny(Namespace namespace, PackageElement packageElement) {
    // Not the package: several may declare one namespace, and the file is that of each.
    Origin origin = new Origin("namespace " + namespace.name(), "");
    Policy policy = DefaultDeny.of(namespace.name(), origin);
    String directory = directory(namespace.name());
    resource(
        MANIFESTS + directory + "/" + policy.name() + ".yaml",
        manifest(policy),
        "the default deny of namespace \"" + namespace.name() + "\"",
        new AnnotationPlace(packageElement, null, null),
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
   * @param policy the policy that it is for, as messages name it
   * @return false if it was written before. Where that was for a policy of the same name, the
   *     checks of the module report it; anything else is reported here: a policy would be missing
   */
  private boolean resource(
      String path, String content, String policy, Place place, Element origin) {
    try {
      OutputStream out =
          filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin).openOutputStream();
      try (out) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      owners.put(path, policy);
      return true;
    } catch (FilerException e) {
      String owner = owners.get(path);
      if (!policy.equals(owner)) {
        findings.report(
            FindingCode.POLICY_NAME,
            place,
            "this policy can't be written to "
                + path
                + ": "
                + (owner == null
                    ? "that file has been written already"
                    : "that is the file of " + owner + ", or of what belongs to it")
                + "; rename one of them");
      }
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
