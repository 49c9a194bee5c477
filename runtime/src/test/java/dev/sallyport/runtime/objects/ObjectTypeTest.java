package dev.sallyport.runtime.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationControllerSpec;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The known fields are those of the fabric8 model, so that a new version of it is noticed here. */
class ObjectTypeTest {

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(ObjectType.OBJECT, Pod.class),
        Arguments.of(ObjectType.LIST, PodList.class),
        Arguments.of(ObjectType.LIST_META, ListMeta.class),
        Arguments.of(ObjectType.OBJECT_META, ObjectMeta.class),
        Arguments.of(ObjectType.OWNER_REFERENCE, OwnerReference.class),
        Arguments.of(ObjectType.POD_SPEC, PodSpec.class),
        Arguments.of(ObjectType.CONTAINER, Container.class),
        Arguments.of(ObjectType.CONTAINER_PORT, ContainerPort.class),
        Arguments.of(ObjectType.POD_IP, PodIP.class),
        Arguments.of(ObjectType.POD_TEMPLATE, PodTemplateSpec.class),
        Arguments.of(ObjectType.DEPLOYMENT_SPEC, DeploymentSpec.class),
        Arguments.of(ObjectType.STATEFUL_SET_SPEC, StatefulSetSpec.class),
        Arguments.of(ObjectType.DAEMON_SET_SPEC, DaemonSetSpec.class),
        Arguments.of(ObjectType.REPLICA_SET_SPEC, ReplicaSetSpec.class),
        Arguments.of(ObjectType.REPLICA_SET_SPEC, ReplicationControllerSpec.class),
        Arguments.of(ObjectType.JOB_SPEC, JobSpec.class),
        Arguments.of(ObjectType.CRON_JOB_SPEC, CronJobSpec.class),
        Arguments.of(ObjectType.JOB_TEMPLATE, JobTemplateSpec.class),
        Arguments.of(ObjectType.SERVICE_SPEC, ServiceSpec.class),
        Arguments.of(ObjectType.SERVICE_PORT, ServicePort.class),
        Arguments.of(ObjectType.LABEL_SELECTOR, LabelSelector.class),
        Arguments.of(ObjectType.LABEL_SELECTOR_REQUIREMENT, LabelSelectorRequirement.class),
        Arguments.of(ObjectType.NETWORK_POLICY_SPEC, NetworkPolicySpec.class),
        Arguments.of(ObjectType.NETWORK_POLICY_INGRESS_RULE, NetworkPolicyIngressRule.class),
        Arguments.of(ObjectType.NETWORK_POLICY_EGRESS_RULE, NetworkPolicyEgressRule.class),
        Arguments.of(ObjectType.NETWORK_POLICY_PEER, NetworkPolicyPeer.class),
        Arguments.of(ObjectType.NETWORK_POLICY_PORT, NetworkPolicyPort.class),
        Arguments.of(ObjectType.IP_BLOCK, IPBlock.class));
  }

  @ParameterizedTest
  @MethodSource("types")
  void has_the_fields_of_the_model(ObjectType type, Class<?> model) {
    List<String> fields =
        Arrays.stream(model.getDeclaredFields())
            .map(field -> field.getAnnotation(JsonProperty.class))
            .filter(Objects::nonNull)
            .map(JsonProperty::value)
            .toList();
    if (type == ObjectType.REPLICA_SET_SPEC) {
      assertThat(type.fields()).containsAll(fields);
    } else {
      assertThat(type.fields()).containsExactlyInAnyOrderElementsOf(fields);
    }
  }
}
