package dev.sallyport.runtime.junit;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.expect.InvalidExpectationsException;
import dev.sallyport.runtime.expect.NetworkPolicies;
import dev.sallyport.runtime.expect.Profiles;
import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests with {@link SallyportTest} their {@link NetworkPolicies}. */
final class SallyportExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SallyportExtension.class);

  SallyportExtension() {}

  /** What makes two tests share what was read. */
  private record Request(
      List<String> inputs, List<String> manifests, String namespace, String plugin) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == NetworkPolicies.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SallyportTest test = annotation(context.getRequiredTestClass());
    Request request =
        new Request(
            List.of(test.inputs()), List.of(test.manifests()), test.namespace(), test.plugin());
    return context
        .getRoot()
        .getStore(STORE)
        .getOrComputeIfAbsent(request, SallyportExtension::read, NetworkPolicies.class);
  }

  /** That of the class, or of the one around it. */
  private static SallyportTest annotation(Class<?> testClass) {
    for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
      Optional<SallyportTest> found = AnnotationSupport.findAnnotation(each, SallyportTest.class);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new ParameterResolutionException(
        testClass.getName() + " has no @SallyportTest that says where the policies are");
  }

  private static NetworkPolicies read(Request request) {
    try {
      PluginProfile profile = Profiles.named(request.plugin());
      if (request.inputs().isEmpty()) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return NetworkPolicies.ofClassPath(
            loader, request.manifests(), request.namespace(), profile);
      }
      ObjectInputs inputs = new ObjectInputs(request.namespace());
      List<String> all = new ArrayList<>(request.inputs());
      all.addAll(request.manifests());
      for (String each : all) {
        inputs.add(each);
      }
      return NetworkPolicies.of(inputs, request.namespace(), profile);
    } catch (IOException | InvalidExpectationsException | IllegalArgumentException e) {
      throw new ParameterResolutionException("@SallyportTest: " + e.getMessage(), e);
    }
  }
}
