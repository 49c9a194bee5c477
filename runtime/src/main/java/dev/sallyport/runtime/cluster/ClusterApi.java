package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Requests to an API server, through fabric8's HTTP client with its ways to authenticate, over the
 * JDK's HTTP client. Answers are read by our own strict reader, so that a cluster's objects and
 * those of files are read by one mind; that also saves fabric8's larger half.
 */
final class ClusterApi implements AutoCloseable {
  private final HttpClient client;
  private final String server;
  private final String name;
  private final Duration timeout;

  ClusterApi(KubeConfig.Target target, Duration timeout) throws ClusterException {
    JdkHttpClientFactory factory = new JdkHttpClientFactory();
    HttpClient.Builder builder = factory.newBuilder();
    try {
      HttpClientUtils.applyCommonConfiguration(target.config(), builder, factory);
      this.client = builder.tag(target.config().getRequestConfig()).build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new ClusterException(Reason.NO_CONFIG, target.name() + ": " + KubeConfig.message(e), e);
    }
    this.server = target.url();
    this.name = target.name();
    this.timeout = timeout;
  }

  /** How messages name the cluster. */
  String name() {
    return name;
  }

  /**
   * What a request is about, for messages.
   *
   * @param verb as RBAC names it
   * @param resource as RBAC names it, for example {@code networkpolicies}
   * @param group the API group; empty for the core group
   * @param namespace the namespace; empty for all, or where there is none
   * @param object the object's name; empty for all
   */
  record Subject(String verb, String resource, String group, String namespace, String object) {}

  /** Reads. */
  Node get(String path, Subject subject) throws ClusterException {
    return send(client.newHttpRequestBuilder().uri(server + path), subject);
  }

  /** Applies; the body is JSON, which is YAML too. */
  Node apply(String path, String body, Subject subject) throws ClusterException {
    return send(
        client
            .newHttpRequestBuilder()
            .uri(server + path)
            .method("PATCH", "application/apply-patch+yaml", body),
        subject);
  }

  /** Creates ({@code POST}) or replaces ({@code PUT}) an object as a whole. */
  Node write(String method, String path, String body, Subject subject) throws ClusterException {
    return send(
        client.newHttpRequestBuilder().uri(server + path).method(method, "application/json", body),
        subject);
  }

  /** Deletes. */
  Node delete(String path, String body, Subject subject) throws ClusterException {
    return send(
        client
            .newHttpRequestBuilder()
            .uri(server + path)
            .method("DELETE", "application/json", body),
        subject);
  }

  private Node send(HttpRequest.Builder request, Subject subject) throws ClusterException {
    request.header("Accept", "application/json");
    request.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    HttpResponse<byte[]> response = answer(request.build(), subject);
    byte[] body = response.body() == null ? new byte[0] : response.body();
    Documents read = DocumentReader.read(name, body);
    boolean whole = read.problems().isEmpty() && read.documents().size() == 1;
    Node root = whole ? read.documents().get(0).root() : Tree.NOTHING;
    if (!HttpResponse.isSuccessful(response.code())) {
      throw Refusal.of(name, subject, response.code(), root);
    }
    if (!(root instanceof Node.Mapping)) {
      throw new ClusterException(
          Reason.UNREADABLE,
          name
              + ": the answer is no object of the Kubernetes API; is this the address of an API"
              + " server?");
    }
    return root;
  }

  private HttpResponse<byte[]> answer(HttpRequest request, Subject subject)
      throws ClusterException {
    // Above what the client itself may take with its retries: a last resort.
    long longest = timeout.toMillis() * 5;
    try {
      return client.sendAsync(request, byte[].class).get(longest, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(Reason.TIMEOUT, name + ": interrupted while waiting", e);
    } catch (TimeoutException e) {
      throw late(subject, e);
    } catch (ExecutionException e) {
      throw failed(subject, e.getCause() == null ? e : e.getCause());
    }
  }

  private ClusterException failed(Subject subject, Throwable problem) {
    for (Throwable each = problem; each != null; each = each.getCause()) {
      if (each instanceof HttpConnectTimeoutException
          || each instanceof ConnectException
          || each instanceof NoRouteToHostException
          || each instanceof UnknownHostException
          || each instanceof UnresolvedAddressException) {
        return new ClusterException(
            Reason.UNREACHABLE,
            name
                + ": can't be reached"
                + (each.getMessage() == null ? "" : " (" + each.getMessage() + ")")
                + "; is it running, and is this the right context?",
            problem);
      }
      if (each instanceof SSLException) {
        return new ClusterException(
            Reason.NO_CONFIG,
            name
                + ": no trusted connection ("
                + KubeConfig.message(each)
                + "); look at the certificates in the kubeconfig",
            problem);
      }
      if (each instanceof HttpTimeoutException || each instanceof TimeoutException) {
        return late(subject, problem);
      }
    }
    if (problem instanceof IOException) {
      return new ClusterException(
          Reason.TIMEOUT,
          name + ": the connection broke off (" + KubeConfig.message(problem) + ")",
          problem);
    }
    return new ClusterException(
        Reason.NO_CONFIG, name + ": " + KubeConfig.message(problem), problem);
  }

  private ClusterException late(Subject subject, Throwable problem) {
    return new ClusterException(
        Reason.TIMEOUT,
        name
            + ": no answer within "
            + seconds(timeout)
            + " to "
            + Refusal.describe(subject)
            + "; give it more time with --request-timeout",
        problem);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  @Override
  public void close() {
    client.close();
  }
}
