package dev.sallyport.runtime.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker can find something. */
class CrdSchemaTest {
  private static final String CILIUM =
      """
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: {name: a}
      spec:
        endpointSelector: {}
        egress:
        - toFQDNs: [{matchName: a.example}]
          toPorts: [{ports: [{port: "443", protocol: TCP}]}]
      """;

  @Test
  void passes_what_is_right() {
    assertThat(CrdSchema.problems(CILIUM)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toFQDNs: | toFqdns:",
        "port: \"443\" | port: 443",
        "port: \"443\" | port: \"x_y\"",
        "matchName: a.example | matchName: a.example, matchPattern: \"*\"",
        "matchName: a.example | matchName: \"*.example\"",
        "toPorts: | toCIDR: [10.0.0.0/8], toPorts:",
        "protocol: TCP | protocol: tcp",
        "metadata: {name: a} | metadata: {}",
      })
  void finds_what_is_wrong(String right, String wrong) {
    String changed =
        CILIUM.contains("toPorts:") && wrong.startsWith("toCIDR")
            ? CILIUM.replace("    toPorts:", "    toCIDR: [10.0.0.0/8]\n    toPorts:")
            : CILIUM.replace(right, wrong);
    assertThat(changed).isNotEqualTo(CILIUM);
    assertThat(CrdSchema.problems(changed)).isNotEmpty();
  }
}
