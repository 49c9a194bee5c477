package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.reach.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Pods and the objects that make pods from a template.
 *
 * <p>Source: Kubernetes API documentation, {@code v1} Pod, {@code apps/v1}, {@code batch/v1}.
 */
final class PodReader {
  private PodReader() {}

  /** What a pod's specification says of connections. */
  private record PodFacts(List<ContainerPort> ports, boolean hostNetwork) {
    static final PodFacts NONE = new PodFacts(List.of(), false);
  }

  /** Reads a Pod; null if it must be refused. */
  static @Nullable FoundWorkload readPod(Fields pod, String defaultNamespace) {
    Metadata metadata = Metadata.read(pod, defaultNamespace);
    PodFacts facts = facts(pod);
    Fields status = pod.status();
    List<IpAddress> addresses = status == null ? List.of() : addresses(status);
    String phase = status == null ? "" : status.text("phase");
    return pod.reading().isRefused()
        ? null
        : new FoundWorkload(
            metadata.namespace(),
            "Pod",
            metadata.name(),
            metadata.owner(),
            false,
            metadata.labels(),
            facts.ports(),
            addresses,
            facts.hostNetwork(),
            phase.equals("Succeeded") || phase.equals("Failed") ? Phase.FINISHED : Phase.LIVE,
            new Place(pod.reading().source(), pod.line()));
  }

  /**
   * Reads an object with a pod template; null if it must be refused.
   *
   * @param specType the type of its {@code spec}
   */
  static @Nullable FoundWorkload readTemplate(
      Fields object, String kind, ObjectType specType, String defaultNamespace) {
    Metadata metadata = Metadata.read(object, defaultNamespace);
    Fields spec = object.object("spec", specType);
    object.status();
    Fields template = spec == null ? null : template(spec, specType);
    PodFacts facts = PodFacts.NONE;
    Map<String, String> labels = Map.of();
    if (template == null) {
      object.problem("spec", "has no pod template");
    } else {
      Fields templateMetadata = template.object("metadata", ObjectType.OBJECT_META);
      labels = templateMetadata == null ? labels : templateMetadata.labels("labels");
      facts = facts(template);
    }
    boolean retired = metadata.owner().isPresent() && spec != null && isScaledToNothing(spec);
    return object.reading().isRefused()
        ? null
        : new FoundWorkload(
            metadata.namespace(),
            kind,
            metadata.name(),
            metadata.owner(),
            retired,
            labels,
            facts.ports(),
            List.of(),
            facts.hostNetwork(),
            Phase.LIVE,
            new Place(object.reading().source(), object.line()));
  }

  private static boolean isScaledToNothing(Fields spec) {
    Integer replicas = spec.integer("replicas");
    return replicas != null && replicas == 0;
  }

  private static @Nullable Fields template(Fields spec, ObjectType specType) {
    if (specType != ObjectType.CRON_JOB_SPEC) {
      return spec.object("template", ObjectType.POD_TEMPLATE);
    }
    Fields job = spec.object("jobTemplate", ObjectType.JOB_TEMPLATE);
    Fields jobSpec = job == null ? null : job.object("spec", ObjectType.JOB_SPEC);
    return jobSpec == null ? null : jobSpec.object("template", ObjectType.POD_TEMPLATE);
  }

  private static PodFacts facts(Fields podOrTemplate) {
    Fields spec = podOrTemplate.object("spec", ObjectType.POD_SPEC);
    if (spec == null) {
      return PodFacts.NONE;
    }
    List<ContainerPort> ports = new ArrayList<>();
    for (Fields container : spec.objects("containers", ObjectType.CONTAINER)) {
      addPorts(container, ports);
    }
    for (Fields container : spec.objects("initContainers", ObjectType.CONTAINER)) {
      List<ContainerPort> own = new ArrayList<>();
      addPorts(container, own);
      if (container.text("restartPolicy").equals("Always")) {
        ports.addAll(own); // a sidecar runs beside the containers and listens as they do
      }
    }
    return new PodFacts(List.copyOf(ports), spec.isTrue("hostNetwork"));
  }

  private static void addPorts(Fields container, List<ContainerPort> ports) {
    for (Fields port : container.objects("ports", ObjectType.CONTAINER_PORT)) {
      Integer number = port.integer("containerPort");
      String name = port.text("name");
      Protocol protocol = PolicyReader.protocol(port, "protocol");
      boolean valid = name.isEmpty() || port.valid("name", () -> LabelSyntax.portName(name));
      if (number == null) {
        if (!port.has("containerPort")) {
          port.problem("containerPort", "is missing");
        }
        continue;
      }
      valid &= port.valid("containerPort", () -> PolicyPort.number(number));
      if (valid && protocol != null) {
        ports.add(new ContainerPort(name, number, protocol));
      }
    }
  }

  private static List<IpAddress> addresses(Fields status) {
    List<IpAddress> addresses = new ArrayList<>();
    for (Fields each : status.objects("podIPs", ObjectType.POD_IP)) {
      address(each, "ip").ifPresent(addresses::add);
    }
    Optional<IpAddress> one = address(status, "podIP");
    if (one.isPresent() && !addresses.contains(one.get())) {
      addresses.add(0, one.get());
    }
    return List.copyOf(addresses);
  }

  private static Optional<IpAddress> address(Fields fields, String name) {
    String text = fields.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (InvalidValueException e) {
      fields.problem(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
