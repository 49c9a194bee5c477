package dev.sallyport.runtime.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.runtime.document.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectReaderTest {

  private static KubernetesObjects read(String text) {
    return new KubernetesReader("default")
        .add("in", text.getBytes(StandardCharsets.UTF_8))
        .objects();
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(Problem::toString).toList();
  }

  @Nested
  class A_pod {
    @Test
    void has_the_ports_of_containers_and_sidecars_and_all_its_addresses() {
      FoundWorkload pod =
          read("""
                  apiVersion: v1
                  kind: Pod
                  metadata: {name: p, namespace: shop}
                  spec:
                    initContainers:
                    - name: setup
                      ports: [{containerPort: 1}]
                    - name: proxy
                      restartPolicy: Always
                      ports: [{containerPort: 2, name: envoy}]
                    containers:
                    - name: main
                      ports: [{containerPort: 3, protocol: UDP}]
                  status:
                    podIP: 10.0.0.1
                    podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]
                    fieldOfALaterVersion: 1
                  """)
              .workloads()
              .get(0);
      assertThat(pod.ports())
          .containsExactly(
              new ContainerPort("", 3, Protocol.UDP), new ContainerPort("envoy", 2, Protocol.TCP));
      assertThat(pod.addresses())
          .containsExactly(IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::1"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "spec: {hostNetwrok: true}                      | spec.hostNetwrok: unknown field; did you"
              + " mean \"hostNetwork\"?",
          "spec: {hostNetwork: yes}                       | spec.hostNetwork: must be true or false,"
              + " but yes is ambiguous without quotes",
          "spec: {hostNetwork: \"true\"}                  | spec.hostNetwork: must be true or false,"
              + " but true is a string; write it without quotes",
          "spec: {containers: [{ports: [{containerport: 1}]}]} |"
              + " spec.containers[0].ports[0].containerPort: is missing",
          "spec: {containers: [{ports: [{containerPort: 0}]}]} |"
              + " spec.containers[0].ports[0].containerPort: 0 is not a port number; it must be 1 to"
              + " 65535",
          "status: {podIP: here}                          | status.podIP: ",
        })
    void is_refused_with_the_place_of_what_is_wrong(String field, String problem) {
      String text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n" + field;
      assertThat(problems(text)).anyMatch(p -> p.startsWith("in:4: Pod p: " + problem));
      assertThat(read(text).workloads()).isEmpty();
    }
  }

  @Nested
  class A_list {
    @Test
    void gives_its_kind_to_items_that_have_none() {
      assertThat(
              read("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":"
                      + "\"a\"}},{\"metadata\":{\"name\":\"b\"}}]}")
                  .workloads())
          .extracting(FoundWorkload::name)
          .containsExactly("a", "b");
    }

    @Test
    void may_mix_kinds_and_have_bad_items() {
      KubernetesObjects objects =
          read(
              """
              apiVersion: v1
              kind: List
              items:
              - {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {a: b}}}
              - {apiVersion: v1, kind: Secret, metadata: {name: s}}
              - {apiVersion: v1, kind: Pod, metadata: {name: A}}
              - 7
              - {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}
              """);
      assertThat(objects.namespaces()).hasSize(1);
      assertThat(objects.services().get(0).ports().get(0).targetPort()).isEqualTo("80");
      assertThat(objects.skipped()).containsExactly(Map.entry("v1 Secret", 1));
      assertThat(objects.problems()).extracting(Problem::line).containsExactly(6, 7);
    }
  }

  @Nested
  class A_document {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Kind: Pod               | in:1: Kind: unknown field; did you mean \"kind\"?",
          "kind: Pod               | in:1: apiVersion is missing",
          "apiVersion: v1          | in:1: kind is missing",
          "[1]                     | in:1: is no object",
          "'{\"a\": 1'             | in:1: not valid JSON",
          "'a: \"b'                | in:1: not valid YAML",
        })
    void that_is_no_object_says_why(String text, String problem) {
      assertThat(problems(text)).singleElement().asString().startsWith(problem);
    }

    @Test
    void of_something_else_is_counted() {
      assertThat(read("replicas: 3\nimage: x").skipped())
          .containsExactly(Map.entry("(not Kubernetes)", 1));
    }

    @Test
    void of_an_old_version_is_refused_and_one_of_another_group_is_not_ours() {
      assertThat(problems("apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: d}"))
          .containsExactly(
              "in:1: Deployment d: apiVersion: extensions/v1beta1 is not read here; convert the"
                  + " object to apps/v1");
      assertThat(read("apiVersion: serving.knative.dev/v1\nkind: Service").skipped())
          .containsExactly(Map.entry("serving.knative.dev/v1 Service", 1));
    }

    @Test
    void twice_counts_once_but_two_that_differ_are_a_problem() {
      String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n---\n";
      assertThat(read(pod + pod).problems()).isEmpty();
      assertThat(read(pod + pod).workloads()).hasSize(1);
      assertThat(problems(pod + pod.replace("{name: p}", "{name: p, labels: {a: b}}")))
          .containsExactly(
              "in:5: workload default/Pod/p is there a second time and differs; remove one of the"
                  + " two");
    }

    @Test
    void that_is_not_utf8_is_refused() {
      assertThat(new KubernetesReader("default").add("in", new byte[] {'a', (byte) 0xFF}).objects())
          .extracting(KubernetesObjects::problems)
          .asString()
          .contains("not UTF-8");
    }

    @Test
    void whose_aliases_repeat_too_much_is_refused() {
      StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
      for (int i = 1; i < 9; i++) {
        String alias = "*a" + (i - 1);
        text.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
      }
      assertThat(problems(text.toString())).singleElement().asString().contains("aliases repeat");
    }

    @Test
    void that_nests_too_deep_is_refused_in_both_languages() {
      assertThat(problems("a: " + "[".repeat(5000) + "]".repeat(5000)))
          .singleElement()
          .asString()
          .contains("nest");
      assertThat(problems("{\"a\": " + "[".repeat(5000) + "]".repeat(5000) + "}"))
          .singleElement()
          .asString()
          .contains("nest");
    }
  }

  @Nested
  class Cluster_policies {
    @Test
    void are_read_with_tiers_actions_networks_and_named_ports() {
      KubernetesObjects objects =
          read(
              """
              apiVersion: policy.networking.k8s.io/v1alpha2
              kind: ClusterNetworkPolicy
              metadata: {name: guard}
              spec:
                tier: Admin
                priority: 10
                subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {a: b}}}}
                ingress:
                - name: scrape
                  action: Accept
                  from: [{namespaces: {matchLabels: {team: obs}}}]
                  protocols:
                  - tcp: {destinationPort: {number: 80}}
                  - udp: {destinationPort: {range: {start: 1, end: 2}}}
                  - destinationNamedPort: web
                egress:
                - action: Deny
                  to: [{networks: [10.0.0.0/8]}]
              """);
      assertThat(objects.problems()).isEmpty();
      ClusterPolicy policy = objects.clusterPolicies().get(0);
      assertThat(policy.tier()).isEqualTo(Tier.ADMIN);
      assertThat(policy.priority()).isEqualTo(10);
      assertThat(policy.ingress().get(0).action()).isEqualTo(ClusterAction.ACCEPT);
      assertThat(policy.ingress().get(0).ports())
          .containsExactly(
              new PolicyPort.Range(Protocol.TCP, 80, 80),
              new PolicyPort.Range(Protocol.UDP, 1, 2),
              new PolicyPort.Named(Protocol.TCP, "web"),
              new PolicyPort.Named(Protocol.UDP, "web"),
              new PolicyPort.Named(Protocol.SCTP, "web"));
      assertThat(policy.egress().get(0).peers())
          .containsExactly(new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of()));
      assertThat(policy.egress().get(0).ports()).containsExactly(PolicyPort.EVERY);
    }

    @Test
    void of_the_older_kinds_say_the_same() {
      KubernetesObjects objects =
          read(
              """
              apiVersion: policy.networking.k8s.io/v1alpha1
              kind: AdminNetworkPolicy
              metadata: {name: old}
              spec:
                priority: 7
                subject: {namespaces: {}}
                ingress:
                - action: Pass
                  from: [{pods: {namespaceSelector: {}, podSelector: {}}}]
                  ports:
                  - portNumber: {protocol: UDP, port: 53}
                  - portRange: {start: 10, end: 20}
              ---
              apiVersion: policy.networking.k8s.io/v1alpha1
              kind: BaselineAdminNetworkPolicy
              metadata: {name: default}
              spec:
                subject: {namespaces: {}}
                egress:
                - action: Allow
                  to: [{namespaces: {}}]
                  ports: [{namedPort: web}]
              """);
      assertThat(objects.problems()).isEmpty();
      assertThat(objects.clusterPolicies())
          .extracting(ClusterPolicy::tier)
          .containsExactly(Tier.ADMIN, Tier.BASELINE);
      assertThat(objects.clusterPolicies().get(0).ingress().get(0).ports())
          .containsExactly(
              new PolicyPort.Range(Protocol.UDP, 53, 53),
              new PolicyPort.Range(Protocol.TCP, 10, 20));
      assertThat(objects.clusterPolicies().get(1).egress().get(0).peers())
          .containsExactly(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "tier: Admin     | tier: admin        | spec.tier",
          "priority: 1     | priority: 1001     | spec.priority",
          "priority: 1     | priorty: 1         | spec.priorty",
          "Accept          | Allow              | spec.egress[0].action",
          "namespaces: {}  | nodes: {}          | spec.egress[0].to[0].nodes",
          "namespaces: {}  | domainNames: [a.b] | spec.egress[0].to[0].domainNames",
          "namespaces: {}  | networks: []       | spec.egress[0].to[0].networks",
          "[{namespaces: {}}] | []              | spec.egress[0].to",
        })
    void are_refused_where_they_are_wrong(String right, String wrong, String path) {
      String policy =
          "apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\n"
              + "metadata: {name: p}\nspec:\n  tier: Admin\n  priority: 1\n"
              + "  subject: {pods: {namespaceSelector: {}, podSelector: {}}}\n"
              + "  egress: [{action: Accept, to: [{namespaces: {}}]}]\n";
      assertThat(read(policy).problems()).isEmpty();
      KubernetesObjects refused = read(policy.replace(right, wrong));
      assertThat(refused.problems()).extracting(Problem::path).contains(path);
      assertThat(refused.clusterPolicies()).isEmpty();
    }
  }

  @Nested
  class A_folder {
    @TempDir private Path folder;

    @Test
    void is_read_with_all_below_in_the_order_of_the_names() throws IOException {
      String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\n";
      Files.createDirectories(folder.resolve("b"));
      Files.writeString(folder.resolve("b/x.yml"), pod.formatted("second"));
      Files.writeString(
          folder.resolve("c.json"),
          "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"," + "\"metadata\":{\"name\":\"third\"}}");
      Files.writeString(folder.resolve("a.yaml"), pod.formatted("first"));
      Files.writeString(folder.resolve("notes.txt"), "no manifest");
      assertThat(new KubernetesReader("default").add(folder).objects().workloads())
          .extracting(FoundWorkload::name)
          .containsExactly("first", "second", "third");
    }
  }
}
