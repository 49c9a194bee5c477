package dev.sallyport.runtime.fast;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.reach.Phase;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fields of a pod that matter, as a fast reader meets them one by one. Holds what many pods
 * share, so that 150,000 pods of 10,000 Deployments keep 10,000 sets of labels.
 *
 * <p>Any value that the full reader would refuse or read in a special way is irregular.
 */
final class PodFacts {
  private final String source;
  private final String defaultNamespace;
  private final Map<Map<String, String>, Map<String, String>> labelSets = new HashMap<>();
  private final Map<List<ContainerPort>, List<ContainerPort>> portLists = new HashMap<>();
  private final Map<FoundWorkload.Owner, Optional<FoundWorkload.Owner>> owners = new HashMap<>();
  private final Map<String, String> namespaces = new HashMap<>();

  String apiVersion = "";
  String kind = "";
  private String name = "";
  private String namespace = "";
  private Map<String, String> labels = Map.of();
  private Optional<FoundWorkload.Owner> controller = Optional.empty();
  private Optional<FoundWorkload.Owner> onlyOwner = Optional.empty();
  private int ownerCount;
  private boolean hostNetwork;
  private final List<ContainerPort> ports = new ArrayList<>();
  private final List<ContainerPort> sidecarPorts = new ArrayList<>();
  private String phase = "";
  private String podIp = "";
  private final List<String> podIps = new ArrayList<>();

  PodFacts(String source, String defaultNamespace) {
    this.source = source;
    this.defaultNamespace = defaultNamespace;
  }

  /** Forgets the last pod. */
  void clear() {
    apiVersion = "";
    kind = "";
    name = "";
    namespace = "";
    labels = Map.of();
    controller = Optional.empty();
    onlyOwner = Optional.empty();
    ownerCount = 0;
    hostNetwork = false;
    ports.clear();
    sidecarPorts.clear();
    phase = "";
    podIp = "";
    podIps.clear();
  }

  void name(String value) {
    name = value;
  }

  void namespace(String value) {
    namespace = value;
  }

  /** Takes labels that have been checked to have no key twice. */
  void labels(Map<String, String> value) {
    Map<String, String> known = labelSets.get(value);
    if (known == null) {
      value.forEach(
          (key, text) -> {
            regular(() -> LabelSyntax.key(key));
            regular(() -> LabelSyntax.value(text));
          });
      known = Collections.unmodifiableMap(new TreeMap<>(value));
      labelSets.put(known, known);
    }
    labels = known;
  }

  void owner(String ownerKind, String ownerName, boolean controls) {
    FoundWorkload.Owner owner =
        new FoundWorkload.Owner(ownerKind.isEmpty() ? "Pod" : ownerKind, ownerName);
    Optional<FoundWorkload.Owner> known = owners.get(owner);
    if (known == null) {
      regular(() -> LabelSyntax.name(ownerName));
      for (int i = 0; i < ownerKind.length(); i++) {
        char c = ownerKind.charAt(i);
        if (((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) || i > 60) {
          throw new IrregularException();
        }
      }
      known = Optional.of(owner);
      owners.put(owner, known);
    }
    ownerCount++;
    onlyOwner = known;
    if (controls && controller.isEmpty()) {
      controller = known;
    }
  }

  void hostNetwork(boolean value) {
    hostNetwork = value;
  }

  /** Takes a port; whether it counts is known when its container ends. */
  ContainerPort port(String portName, int number, String protocol) {
    Protocol known =
        switch (protocol) {
          case "TCP" -> Protocol.TCP;
          case "UDP" -> Protocol.UDP;
          case "SCTP" -> Protocol.SCTP;
          default -> throw new IrregularException();
        };
    try {
      return new ContainerPort(portName, number, known);
    } catch (InvalidValueException e) {
      throw new IrregularException();
    }
  }

  void container(List<ContainerPort> containerPorts) {
    ports.addAll(containerPorts);
  }

  void sidecar(List<ContainerPort> containerPorts) {
    sidecarPorts.addAll(containerPorts);
  }

  void phase(String value) {
    phase = value;
  }

  void podIp(String value) {
    podIp = value;
  }

  void podIps(String value) {
    podIps.add(value);
  }

  /** The pod as the full reader would give it. */
  FoundWorkload pod(int line) {
    if (!apiVersion.equals("v1") || !kind.equals("Pod") || name.isEmpty()) {
      throw new IrregularException();
    }
    String podName = name;
    regular(() -> LabelSyntax.name(podName));
    String where = namespace.isEmpty() ? defaultNamespace : namespace;
    String known = namespaces.get(where);
    if (known == null) {
      if (!namespace.isEmpty()) {
        regular(() -> LabelSyntax.namespace(where));
      }
      known = where;
      namespaces.put(where, where);
    }
    ports.addAll(sidecarPorts);
    List<ContainerPort> allPorts = List.of();
    if (!ports.isEmpty()) {
      List<ContainerPort> shared = portLists.get(ports);
      if (shared == null) {
        shared = List.copyOf(ports);
        portLists.put(shared, shared);
      }
      allPorts = shared;
    }
    return new FoundWorkload(
        known,
        "Pod",
        name,
        ownerCount == 1 ? onlyOwner : controller,
        false,
        labels,
        allPorts,
        addresses(),
        hostNetwork,
        phase.equals("Succeeded") || phase.equals("Failed") ? Phase.FINISHED : Phase.LIVE,
        new Place(source, line));
  }

  private List<IpAddress> addresses() {
    try {
      if (podIps.isEmpty()) {
        return podIp.isEmpty() ? List.of() : List.of(IpAddress.parse(podIp));
      }
      if (podIps.size() == 1 && (podIp.isEmpty() || podIp.equals(podIps.get(0)))) {
        return List.of(IpAddress.parse(podIps.get(0)));
      }
      List<IpAddress> addresses = new ArrayList<>();
      for (String each : podIps) {
        addresses.add(IpAddress.parse(each));
      }
      if (!podIp.isEmpty() && !addresses.contains(IpAddress.parse(podIp))) {
        addresses.add(0, IpAddress.parse(podIp));
      }
      return List.copyOf(addresses);
    } catch (InvalidValueException e) {
      throw new IrregularException();
    }
  }

  private static void regular(Runnable check) {
    try {
      check.run();
    } catch (InvalidValueException e) {
      throw new IrregularException();
    }
  }
}
