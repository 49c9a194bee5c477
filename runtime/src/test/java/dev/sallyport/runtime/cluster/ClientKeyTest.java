package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {
  @TempDir private Path folder;

  /** A key as {@code openssl genpkey} and cert-manager write it. */
  private static String pkcs8(String algorithm) throws Exception {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private KubeConfig config(String user) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            current-context: a
            contexts: [{name: a, context: {cluster: a, user: a}}]
            clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: a, user: {%s}}]
            """
                .formatted(user));
    ClusterOptions options =
        new ClusterOptions(
            Optional.empty(), Optional.of(file), List.of(), ClusterOptions.STANDARD_TIMEOUT);
    return new KubeConfig(options, Map.of(), folder);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "EdDSA"})
  void in_pkcs8_is_known_by_what_it_holds(String algorithm) throws Exception {
    String key = pkcs8(algorithm);
    assertThat(ClientKey.algorithm(key)).contains(algorithm);
    assertThat(config("client-key-data: " + base64(key)).target().config().getClientKeyAlgo())
        .isEqualTo(algorithm);
    Files.writeString(folder.resolve("user.key"), key);
    assertThat(config("client-key: user.key").target().config().getClientKeyAlgo())
        .isEqualTo(algorithm);
  }

  @Test
  void in_another_form_is_left_to_its_first_line() throws Exception {
    String key = pkcs8("EC").replace("PRIVATE", "EC PRIVATE");
    assertThat(ClientKey.algorithm(key)).isEmpty();
    assertThat(config("client-key-data: " + base64(key)).target().config().getClientKeyAlgo())
        .isEqualTo("EC");
    assertThat(ClientKey.algorithm("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"))
        .isEmpty();
  }

  @Test
  void that_is_not_there_is_named() throws Exception {
    KubeConfig config = config("client-key: gone.key");
    ClusterException failure = catchThrowableOfType(ClusterException.class, config::target);
    assertThat(failure.reason()).isEqualTo(Reason.NO_CONFIG);
    assertThat(failure)
        .hasMessageStartingWith("the client key of the kubeconfig can't be read (")
        .hasMessageContaining("gone.key");
  }
}
