package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;

/**
 * Finds out which cluster is meant, as kubectl does. fabric8 reads the files, but left alone it
 * takes the current context where the named one does not exist, and lets its own environment
 * variables override a file: neither may decide where policies are applied.
 */
final class KubeConfig {
  private static final int RETRIES = 3;
  private static final int FIRST_RETRY_MILLIS = 200;

  private final ClusterOptions options;
  private final Map<String, String> environment;
  private final Path home;

  KubeConfig(ClusterOptions options, Map<String, String> environment, Path home) {
    this.options = options;
    this.environment = environment;
    this.home = home;
  }

  /** fabric8's configuration, how messages name the cluster, and where it is. */
  record Target(Config config, String name, String url) {}

  /** Reads the files. */
  Target target() throws ClusterException {
    List<Path> files = files();
    Config config;
    String context;
    if (files.isEmpty()) {
      config = inCluster();
      context = "of this pod";
    } else {
      config = fromFiles(files);
      context = config.getCurrentContext().getName();
    }
    int millis = (int) Math.min(Integer.MAX_VALUE, options.timeout().toMillis());
    config.setRequestTimeout(millis);
    config.setConnectionTimeout(Math.min(millis, 10_000));
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setRequestRetryBackoffInterval(FIRST_RETRY_MILLIS);
    config.setUserAgent("sallyport");
    // Over HTTP/2 an API server answers 401 and closes the connection at once, and the JDK's client
    // then tells of a connection that broke off, and nothing of the 401.
    config.setHttp2Disable(true);
    keyAlgorithm(config);
    proxies(config);
    String url = config.getMasterUrl();
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return new Target(config, "cluster " + context + " (" + url + ")", url);
  }

  private List<Path> files() throws ClusterException {
    Optional<Path> named = options.kubeconfig();
    if (named.isPresent()) {
      if (!Files.isRegularFile(named.get())) {
        throw new ClusterException(
            Reason.NO_CONFIG, "--kubeconfig " + named.get() + ": there is no such file");
      }
      return List.of(named.get());
    }
    List<Path> files = new ArrayList<>();
    String listed = environment.getOrDefault("KUBECONFIG", "");
    if (!listed.isEmpty()) {
      for (String each : listed.split(File.pathSeparator, -1)) {
        if (!each.isEmpty() && Files.isRegularFile(Path.of(each))) {
          files.add(Path.of(each));
        }
      }
      if (files.isEmpty()) {
        throw new ClusterException(
            Reason.NO_CONFIG, "KUBECONFIG names " + listed + ", and there is no such file");
      }
      return files;
    }
    Path standard = home.resolve(".kube/config");
    return Files.isRegularFile(standard) ? List.of(standard) : List.of();
  }

  private Config inCluster() throws ClusterException {
    if (options.context().isPresent() || !environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      throw new ClusterException(
          Reason.NO_CONFIG,
          "there is no kubeconfig: name one with --kubeconfig or KUBECONFIG, or put it at "
              + home.resolve(".kube/config"));
    }
    return Config.autoConfigure(null);
  }

  private Config fromFiles(List<Path> files) throws ClusterException {
    String places = String.join(", ", files.stream().map(Path::toString).toList());
    Config config = Config.empty();
    var parsed = new ArrayList<io.fabric8.kubernetes.api.model.Config>();
    try {
      for (Path file : files) {
        parsed.add(KubeConfigUtils.parseConfig(file.toFile()));
      }
      KubeConfigUtils.merge(
          config,
          options.context().orElse(null),
          parsed.toArray(new io.fabric8.kubernetes.api.model.Config[0]));
    } catch (KubernetesClientException | JacksonException | YamlEngineException e) {
      throw new ClusterException(
          Reason.NO_CONFIG, places + ": can't be read as a kubeconfig: " + message(e), e);
    }
    NamedContext current = config.getCurrentContext();
    String wanted = options.context().orElse("");
    if (!wanted.isEmpty() && (current == null || !wanted.equals(current.getName()))) {
      List<String> known =
          config.getContexts().stream().map(NamedContext::getName).sorted().toList();
      throw new ClusterException(
          Reason.NO_CONFIG,
          places
              + ": there is no context \""
              + wanted
              + "\"; there "
              + (known.isEmpty() ? "is none at all" : "are " + String.join(", ", known)));
    }
    if (current == null) {
      throw new ClusterException(
          Reason.NO_CONFIG, places + ": there is no current context; name one with --context");
    }
    String cluster = current.getContext().getCluster();
    boolean hasServer =
        parsed.stream()
            .flatMap(file -> file.getClusters().stream())
            .anyMatch(
                named ->
                    named.getName().equals(cluster)
                        && named.getCluster() != null
                        && named.getCluster().getServer() != null
                        && !named.getCluster().getServer().isEmpty());
    if (!hasServer) {
      // fabric8 would take https://kubernetes.default.svc
      throw new ClusterException(
          Reason.NO_CONFIG,
          places + ": the cluster of context \"" + current.getName() + "\" has no server");
    }
    return config;
  }

  /** The innermost message that says something. */
  static String message(Throwable problem) {
    String message = "";
    for (Throwable each = problem; each != null; each = each.getCause()) {
      message = each.getMessage() == null ? message : each.getMessage();
    }
    return message.isEmpty() ? problem.getClass().getSimpleName() : firstLine(message);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** fabric8 knows the kind of a key by the first line of its PEM text; PKCS #8 does not say it. */
  private static void keyAlgorithm(Config config) throws ClusterException {
    String data = config.getClientKeyData();
    String file = config.getClientKeyFile();
    if (data == null && file == null) {
      return;
    }
    byte[] key;
    try {
      key =
          data == null
              ? Files.readAllBytes(Path.of(String.valueOf(file)))
              : Base64.getMimeDecoder().decode(data);
    } catch (IOException | IllegalArgumentException e) {
      throw new ClusterException(
          Reason.NO_CONFIG,
          "the client key of the kubeconfig can't be read (" + message(e) + ")",
          e);
    }
    ClientKey.algorithm(new String(key, StandardCharsets.US_ASCII))
        .ifPresent(config::setClientKeyAlgo);
  }

  private void proxies(Config config) {
    if (config.getHttpsProxy() == null) {
      config.setHttpsProxy(variable("HTTPS_PROXY"));
    }
    if (config.getHttpProxy() == null) {
      config.setHttpProxy(variable("HTTP_PROXY"));
    }
    String exceptions = variable("NO_PROXY");
    if (exceptions != null && config.getNoProxy() == null) {
      config.setNoProxy(exceptions.split(",", -1));
    }
  }

  private @Nullable String variable(String name) {
    String value = environment.get(name);
    value = value == null ? environment.get(name.toLowerCase(java.util.Locale.ROOT)) : value;
    return value == null || value.isEmpty() ? null : value;
  }
}
