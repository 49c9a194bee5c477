package dev.sallyport.samples.evidence;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.Pod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model's view of Kubernetes objects. */
public final class Model {
  private Model() {}

  /**
   * The pods of a Deployment; one stands for all replicas.
   *
   * @param namespace where it is deployed if it does not say
   */
  public static Pod pod(Deployment deployment, String namespace) {
    List<ContainerPort> ports = new ArrayList<>();
    for (Container container : deployment.getSpec().getTemplate().getSpec().getContainers()) {
      for (var port : container.getPorts()) {
        ports.add(
            new ContainerPort(
                or(port.getName(), ""), port.getContainerPort(), protocol(port.getProtocol())));
      }
    }
    return Pod.of(
        or(deployment.getMetadata().getNamespace(), namespace),
        deployment.getMetadata().getName(),
        deployment.getSpec().getTemplate().getMetadata().getLabels(),
        ports);
  }

  /**
   * A NetworkPolicy after the defaulting of the API server.
   *
   * @param namespace where it is deployed if it does not say
   */
  public static Policy policy(NetworkPolicy policy, String namespace) {
    var spec = policy.getSpec();
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (String type : spec.getPolicyTypes()) {
      directions.add(Direction.valueOf(type.toUpperCase(Locale.ROOT)));
    }
    if (directions.isEmpty()) {
      directions.add(Direction.INGRESS);
      if (!spec.getEgress().isEmpty()) {
        directions.add(Direction.EGRESS);
      }
    }
    List<Rule> ingress = new ArrayList<>();
    spec.getIngress().forEach(rule -> ingress.add(rule(rule.getFrom(), rule.getPorts())));
    List<Rule> egress = new ArrayList<>();
    spec.getEgress().forEach(rule -> egress.add(rule(rule.getTo(), rule.getPorts())));
    return new Policy(
        or(policy.getMetadata().getNamespace(), namespace),
        policy.getMetadata().getName(),
        selector(spec.getPodSelector()),
        directions,
        ingress,
        egress,
        new Origin(policy.getMetadata().getName(), ""));
  }

  private static Rule rule(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
    return new Rule(
        peers.isEmpty() ? List.of(Peer.ANYONE) : peers.stream().map(Model::peer).toList(),
        ports.isEmpty() ? List.of(PolicyPort.EVERY) : ports.stream().map(Model::port).toList(),
        List.of());
  }

  private static Peer peer(NetworkPolicyPeer peer) {
    if (peer.getIpBlock() != null) {
      return new Peer.IpBlock(
          Cidr.parse(peer.getIpBlock().getCidr()),
          peer.getIpBlock().getExcept().stream().map(Cidr::parse).toList());
    }
    if (peer.getNamespaceSelector() == null) {
      return new Peer.Pods(selector(peer.getPodSelector()));
    }
    return new Peer.PodsInNamespaces(
        selector(peer.getNamespaceSelector()), selector(peer.getPodSelector()));
  }

  private static PolicyPort port(NetworkPolicyPort port) {
    Protocol protocol = protocol(port.getProtocol());
    if (port.getPort() == null) {
      return PolicyPort.Range.allOf(protocol);
    }
    if (port.getPort().getStrVal() != null) {
      return new PolicyPort.Named(protocol, port.getPort().getStrVal());
    }
    int first = port.getPort().getIntVal();
    int last = port.getEndPort() == null ? first : port.getEndPort();
    return new PolicyPort.Range(protocol, first, last);
  }

  private static Selector selector(@Nullable LabelSelector selector) {
    if (selector == null) {
      return Selector.EVERYTHING;
    }
    Map<String, String> labels = selector.getMatchLabels();
    return new Selector(
        labels == null ? Map.of() : labels,
        selector.getMatchExpressions().stream().map(Model::requirement).toList());
  }

  private static Requirement requirement(LabelSelectorRequirement requirement) {
    for (Operator operator : Operator.values()) {
      if (operator.name().replace("_", "").equalsIgnoreCase(requirement.getOperator())) {
        return new Requirement(requirement.getKey(), operator, requirement.getValues());
      }
    }
    throw new IllegalStateException("no such operator: " + requirement.getOperator());
  }

  private static Protocol protocol(@Nullable String protocol) {
    return protocol == null ? Protocol.TCP : Protocol.valueOf(protocol);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
