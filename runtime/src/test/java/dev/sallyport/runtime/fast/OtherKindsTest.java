package dev.sallyport.runtime.fast;

import static dev.sallyport.runtime.fast.BothPaths.fast;
import static dev.sallyport.runtime.fast.BothPaths.full;
import static dev.sallyport.runtime.fast.BothPaths.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.objects.FastItem;
import dev.sallyport.runtime.objects.KubernetesObjects;
import net.jqwik.api.Example;

/** Objects of a list that are no pods: the fast path hands them on as trees. */
class OtherKindsTest {
  /** A NetworkPolicy, a Namespace, a Service and a kind that is not read, with escapes. */
  static final String OTHER_KINDS =
      """
      {
          "apiVersion": "v1",
          "items": [
              {
                  "apiVersion": "networking.k8s.io/v1",
                  "kind": "NetworkPolicy",
                  "metadata": {
                      "annotations": {
                          "last": "{\\"kind\\":\\"NetworkPolicy\\"}\\n\\u003c\\t",
                          "sallyport.dev/source": "shop.Orders"
                      },
                      "generation": 1,
                      "name": "orders",
                      "namespace": "shop"
                  },
                  "spec": {
                      "egress": [
                          {}
                      ],
                      "ingress": [
                          {
                              "from": [
                                  {
                                      "namespaceSelector": {},
                                      "podSelector": {
                                          "matchExpressions": [
                                              {
                                                  "key": "app",
                                                  "operator": "In",
                                                  "values": [
                                                      "a",
                                                      "b"
                                                  ]
                                              }
                                          ]
                                      }
                                  },
                                  {
                                      "ipBlock": {
                                          "cidr": "10.0.0.0/8",
                                          "except": [
                                              "10.1.0.0/16"
                                          ]
                                      }
                                  }
                              ],
                              "ports": [
                                  {
                                      "endPort": 9000,
                                      "port": 8080,
                                      "protocol": "TCP"
                                  },
                                  {
                                      "port": "http"
                                  }
                              ]
                          }
                      ],
                      "podSelector": {
                          "matchLabels": {
                              "app": "orders"
                          }
                      },
                      "policyTypes": [
                          "Ingress",
                          "Egress"
                      ]
                  }
              },
              {
                  "apiVersion": "v1",
                  "kind": "Namespace",
                  "metadata": {
                      "labels": {
                          "kubernetes.io/metadata.name": "shop"
                      },
                      "name": "shop"
                  }
              },
              {
                  "apiVersion": "v1",
                  "kind": "Service",
                  "metadata": {
                      "name": "orders",
                      "namespace": "shop"
                  },
                  "spec": {
                      "ports": [
                          {
                              "port": 80,
                              "targetPort": 8080
                          }
                      ],
                      "selector": {
                          "app": "orders"
                      }
                  }
              },
              {
                  "apiVersion": "v1",
                  "data": {
                      "n": null,
                      "x": -1.5e3,
                      "y": true
                  },
                  "kind": "ConfigMap",
                  "metadata": {}
              }
          ],
          "kind": "List",
          "metadata": {
              "resourceVersion": ""
          }
      }
      """;

  @Example
  void objects_of_other_kinds_are_read_as_trees() {
    var list = served(OTHER_KINDS);
    assertThat(list).isPresent();
    assertThat(list.get().items()).hasSize(4).allMatch(item -> item instanceof FastItem.Tree);
    KubernetesObjects objects = fast(OTHER_KINDS);
    assertThat(objects).isEqualTo(full(OTHER_KINDS));
    assertThat(objects.problems()).isEmpty();
    assertThat(objects.policies()).hasSize(1);
    assertThat(objects.services()).hasSize(1);
    assertThat(objects.namespaces()).hasSize(1);
    assertThat(objects.skipped()).containsKey("v1 ConfigMap");
  }

  @Example
  void a_tree_has_the_lines_and_the_text_of_the_full_reader() {
    var list = served(OTHER_KINDS);
    var whole =
        dev.sallyport.runtime.document.DocumentReader.read("list", OTHER_KINDS, 1)
            .documents()
            .get(0)
            .root();
    assertThat(whole).isInstanceOf(dev.sallyport.runtime.document.Node.Mapping.class);
    var items =
        ((dev.sallyport.runtime.document.Node.Mapping) whole)
            .fields().stream().filter(f -> f.name().equals("items")).findFirst().orElseThrow();
    assertThat(((dev.sallyport.runtime.document.Node.Sequence) items.value()).items())
        .isEqualTo(
            list.orElseThrow().items().stream()
                .map(item -> ((FastItem.Tree) item).root())
                .toList());
  }
}
