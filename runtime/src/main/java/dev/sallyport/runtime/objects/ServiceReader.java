package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Services.
 *
 * <p>Source: Kubernetes API documentation, {@code v1} Service.
 */
final class ServiceReader {
  private ServiceReader() {}

  /** Reads a Service; null if it must be refused. */
  static @Nullable FoundService read(Fields object, String defaultNamespace) {
    Metadata metadata = Metadata.read(object, defaultNamespace);
    Fields spec = object.object("spec", ObjectType.SERVICE_SPEC);
    object.status();
    Map<String, String> selector = Map.of();
    List<FoundService.ServicePort> ports = new ArrayList<>();
    if (spec != null) {
      selector = spec.labels("selector");
      for (Fields port : spec.objects("ports", ObjectType.SERVICE_PORT)) {
        FoundService.ServicePort read = port(port);
        if (read != null) {
          ports.add(read);
        }
      }
    }
    return object.reading().isRefused()
        ? null
        : new FoundService(
            metadata.namespace(),
            metadata.name(),
            selector,
            List.copyOf(ports),
            new Place(object.reading().source(), object.line()));
  }

  private static FoundService.@Nullable ServicePort port(Fields port) {
    Integer number = port.integer("port");
    Protocol protocol = PolicyReader.protocol(port, "protocol");
    String[] target = {""};
    port.intOrString("targetPort", n -> target[0] = Integer.toString(n), n -> target[0] = n);
    if (number == null) {
      if (!port.has("port")) {
        port.problem("port", "is missing");
      }
      return null;
    }
    if (!port.valid("port", () -> PolicyPort.number(number)) || protocol == null) {
      return null;
    }
    String targetPort = target[0].isEmpty() || target[0].equals("0") ? "" + number : target[0];
    return new FoundService.ServicePort(port.text("name"), number, targetPort, protocol);
  }
}
