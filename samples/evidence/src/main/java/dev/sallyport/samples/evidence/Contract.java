package dev.sallyport.samples.evidence;

import dev.sallyport.policy.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/**
 * What a contract says about pods, and what a Deployment says about them.
 *
 * @param name the workload
 * @param labels the labels of its pods
 * @param ports the numbers of their ports, with their names; empty if a port has none
 */
public record Contract(String name, Map<String, String> labels, Map<Integer, String> ports) {

  /**
   * The contract behind a class of constants that the compiler has written.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  public static Contract of(Class<?> constants) {
    String name = constant(constants, "NAME", String.class);
    Map<String, String> labels = Labels.parse(constant(constants, "LABELS", String.class));
    Map<Integer, String> ports = new HashMap<>();
    for (Field field : constants.getFields()) {
      if (field.getType() == int.class) {
        boolean named = !field.getName().startsWith("PORT_");
        ports.put(
            constant(constants, field.getName(), Integer.class),
            named ? constant(constants, field.getName() + "_NAME", String.class) : "");
      }
    }
    return new Contract(name, labels, ports);
  }

  private static <T> T constant(Class<?> constants, String name, Class<T> type) {
    try {
      return type.cast(constants.getField(name).get(null));
    } catch (NoSuchFieldException | IllegalAccessException e) {
      throw new IllegalArgumentException(constants + " has no constant " + name, e);
    }
  }

  /** What a Deployment says. */
  public static Contract of(Deployment deployment) {
    var template = deployment.getSpec().getTemplate();
    Map<Integer, String> ports = new HashMap<>();
    for (Container container : template.getSpec().getContainers()) {
      for (var port : container.getPorts()) {
        ports.put(port.getContainerPort(), port.getName() == null ? "" : port.getName());
      }
    }
    return new Contract(
        deployment.getMetadata().getName(), template.getMetadata().getLabels(), ports);
  }
}
