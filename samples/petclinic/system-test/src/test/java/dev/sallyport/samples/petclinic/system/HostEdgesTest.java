package dev.sallyport.samples.petclinic.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.emit.Emission;
import dev.sallyport.runtime.emit.EmissionOptions;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The system with its two hosts declared by name, {@code github.com} and {@code api.openai.com}:
 * the two applications that call them compiled with a target that carries names, all others as they
 * are.
 */
class HostEdgesTest {
  private static final String CONFIG_SERVER =
      """
      package dev.sallyport.samples.petclinic.config;

      import dev.sallyport.*;
      import dev.sallyport.samples.petclinic.*;

      @ServesEveryApp
      @AllowsIngressFrom(DiscoveryServer.class)
      @EgressTo(value = ConfigServerApplication.GitHub.class, why = "configuration")
      public final class ConfigServerApplication implements ConfigServer {
        @External(host = "github.com", ports = @Port(number = 443))
        interface GitHub {}
      }
      """;
  private static final String GENAI =
      """
      package dev.sallyport.samples.petclinic.genai;

      import dev.sallyport.*;
      import dev.sallyport.samples.petclinic.*;

      @PetClinicApp
      @AllowsIngressFrom(ApiGateway.class)
      @EgressTo({Customers.class, Vets.class})
      @EgressTo(value = GenAIServiceApplication.OpenAi.class, why = "answers")
      public final class GenAIServiceApplication implements GenAi {
        @External(host = "api.openai.com", ports = @Port(number = 443))
        interface OpenAi {}
      }
      """;

  @TempDir private Path folder;

  private final CollectedFindings findings = new CollectedFindings(new SeverityOptions());
  private Path classes = Path.of(".");

  @BeforeEach
  void compile() throws Exception {
    classes = Files.createDirectories(folder.resolve("classes"));
    Path config = Files.writeString(folder.resolve("ConfigServerApplication.java"), CONFIG_SERVER);
    Path genai = Files.writeString(folder.resolve("GenAIServiceApplication.java"), GENAI);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-processorpath",
              System.getProperty("java.class.path"),
              "-Asallyport.target=cilium");
      assertThat(
              compiler
                  .getTask(
                      null, files, null, options, null, files.getJavaFileObjects(config, genai))
                  .call())
          .isTrue();
    }
  }

  private SortedMap<String, String> emit(PolicyTarget target) throws Exception {
    List<Path> inputs = new ArrayList<>(List.of(classes));
    for (Path module : PetClinic.classes()) {
      if (!module.toString().contains("config-server") && !module.toString().contains("genai")) {
        inputs.add(module);
      }
    }
    EmissionOptions options =
        new EmissionOptions(target, NamespaceMap.NONE, ExtractionFormat.YAML, Optional.empty());
    Emission emission = Emission.of(new BundleReader().read(inputs), options, findings);
    assertThat(emission.isValid()).as(findings.results().toString()).isTrue();
    assertThat(emission.widenings()).as("these targets know workloads").isEmpty();
    return emission.files();
  }

  @ParameterizedTest
  @CsvSource({
    "CILIUM, petclinic/, '- matchName: '",
    "EKS, petclinic/, '- '",
    "GKE, petclinic/, '- name: '",
    "CALICO_ENTERPRISE, petclinic/default., '- '",
  })
  void appear_by_name_and_nowhere_else(PolicyTarget target, String before, String item)
      throws Exception {
    SortedMap<String, String> files = emit(target);
    assertThat(files.keySet().stream().filter(path -> path.contains(".hosts")))
        .containsExactly(before + "config-server.hosts.yaml", before + "genai-service.hosts.yaml");
    assertThat(files.get(before + "config-server.hosts.yaml"))
        .contains(item + "github.com\n", "443", "configuration")
        .doesNotContain("openai");
    assertThat(files.get(before + "genai-service.hosts.yaml"))
        .contains(item + "api.openai.com\n", "443", "answers")
        .doesNotContain("github.com");
    for (String app : List.of("config-server", "genai-service")) {
      assertThat(files.getOrDefault("petclinic/" + app + ".yaml", "")).doesNotContain("ipBlock");
      assertThat(files.get(before + app + ".hosts.yaml")).doesNotContain("ipBlock");
    }
    assertThat(findings.results())
        .extracting(Report.Result::code)
        .containsExactly("SP070", "SP070");
  }

  @Test
  void leave_all_other_policies_as_they_were_compiled() throws Exception {
    SortedMap<String, String> files = emit(PolicyTarget.CILIUM);
    int compared = 0;
    for (Path module : PetClinic.manifests()) {
      Path namespace = module.resolve("petclinic");
      if (!Files.isDirectory(namespace)) {
        continue;
      }
      try (var manifests = Files.list(namespace)) {
        for (Path manifest : manifests.toList()) {
          String name = manifest.getFileName().toString();
          if (!name.equals("config-server.yaml") && !name.equals("genai-service.yaml")) {
            assertThat(files.get("petclinic/" + name)).isEqualTo(Files.readString(manifest));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isEqualTo(files.size() - 4).isGreaterThan(8);
  }
}
