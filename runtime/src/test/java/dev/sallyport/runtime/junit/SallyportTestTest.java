package dev.sallyport.runtime.junit;

import static dev.sallyport.runtime.junit.NetworkPolicyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.sallyport.runtime.bundle.TestJar;
import dev.sallyport.runtime.expect.NetworkPolicies;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class SallyportTestTest {
  private static final String SHOP = "src/test/resources/inputs/shop";
  private static final String CLASSES = "src/test/resources/inputs/classes";

  /** Keeps the classes that shall fail from being run by anybody else. */
  static final class OnlyForUs implements ExecutionCondition {
    static final String PARAMETER = "sallyport.fixtures";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getConfigurationParameter(PARAMETER).isPresent()
          ? ConditionEvaluationResult.enabled("")
          : ConditionEvaluationResult.disabled("run by SallyportTestTest");
    }
  }

  /** The failures of a test class, after running it. */
  private static List<String> run(Class<?> testClass) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter(OnlyForUs.PARAMETER, "true")
                .build(),
            listener);
    List<String> failures = new ArrayList<>();
    listener
        .getSummary()
        .getFailures()
        .forEach(failure -> failures.add(String.valueOf(failure.getException().getMessage())));
    assertThat(listener.getSummary().getTestsStartedCount()).isPositive();
    return failures;
  }

  /** The failures, with a jar on the class path besides. */
  private static List<String> runWith(Path jar, Class<?> testClass) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return run(testClass);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @ExtendWith(OnlyForUs.class)
  @SallyportTest(inputs = CLASSES, manifests = SHOP, namespace = "shop", plugin = "cilium-like")
  static class Inputs {
    private static final List<NetworkPolicies> GIVEN = new ArrayList<>();

    Inputs(NetworkPolicies policies) {
      GIVEN.add(policies);
    }

    @Test
    void are_given_to_methods(NetworkPolicies policies) {
      GIVEN.add(policies);
      assertThat(policies).from("frontend").reaches("orders").onPort("http");
      assertThat(policies.profile().name()).isEqualTo("cilium-like");
    }

    @Nested
    class Inside {
      @Test
      void are_given_to_nested_classes(NetworkPolicies policies) {
        GIVEN.add(policies);
        assertThat(policies).to("billing").isReachedFromNobody();
      }
    }
  }

  @Test
  void gives_constructors_methods_and_nested_classes_the_same_policies() {
    Inputs.GIVEN.clear();
    assertThat(run(Inputs.class)).isEmpty();
    assertThat(Inputs.GIVEN).hasSize(4);
    assertThat(Inputs.GIVEN.stream().distinct()).hasSize(1);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(OnlyForUs.class)
  @SallyportTest(inputs = SHOP)
  @interface ShopTest {}

  @ShopTest
  static class Composed {
    @Test
    void may_be_part_of_another_annotation(NetworkPolicies policies) {
      assertThat(policies).from("shop/frontend").reaches("shop/orders");
    }
  }

  @Test
  void may_be_part_of_another_annotation() {
    assertThat(run(Composed.class)).isEmpty();
  }

  @ExtendWith(OnlyForUs.class)
  @SallyportTest(manifests = SHOP)
  static class ClassPath {
    @Test
    void is_read(NetworkPolicies policies) {
      assertThat(policies).from("shop/billing").isIsolated();
      assertThat(policies).from("shop/orders").isIsolated();
    }
  }

  @Test
  void reads_the_class_path_where_no_inputs_are_named(@TempDir Path folder) throws Exception {
    Path jar =
        new TestJar()
            .text(
                "META-INF/sallyport/manifests/shop/billing.yaml",
                Files.readString(
                    Path.of(CLASSES, "META-INF/sallyport/manifests/shop/billing.yaml")))
            .text(
                "META-INF/sallyport/workloads/shop.billing.json",
                Files.readString(
                    Path.of(CLASSES, "META-INF/sallyport/workloads/shop.billing.json")))
            .write(folder.resolve("billing.jar"));
    assertThat(runWith(jar, ClassPath.class)).isEmpty();
  }

  @ExtendWith(OnlyForUs.class)
  @SallyportTest
  static class NothingThere {
    @Test
    void passes_for_nothing(NetworkPolicies policies) {
      throw new AssertionError("not to be run with " + policies);
    }
  }

  @Test
  void fails_where_there_is_no_policy() {
    assertThat(run(NothingThere.class))
        .singleElement()
        .asString()
        .startsWith("@SallyportTest: there is no policy in the inputs");
  }

  @ExtendWith(OnlyForUs.class)
  @SallyportTest(inputs = "src/test/nowhere")
  static class Nowhere extends NothingThere {}

  @ExtendWith(OnlyForUs.class)
  @SallyportTest(inputs = SHOP, plugin = "calico")
  static class NoPlugin extends NothingThere {}

  @Test
  void fails_where_an_input_or_a_plugin_is_not_there() {
    assertThat(run(Nowhere.class))
        .singleElement()
        .asString()
        .startsWith("@SallyportTest: src/test/nowhere: there is no such file or folder");
    assertThat(run(NoPlugin.class))
        .singleElement()
        .asString()
        .startsWith("@SallyportTest: there is no plugin profile \"calico\"; ");
  }
}
