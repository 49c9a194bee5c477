package dev.sallyport.runtime.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** The tests' own API server. */
public final class OwnServer extends SuiteServer {
  private final TestApiServer server;

  private OwnServer(TestApiServer server, Path folder) throws ClusterException {
    super("shop", server.kubeconfig(folder));
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param folder where its kubeconfig is written
   */
  public static OwnServer start(Path folder) throws IOException, ClusterException {
    TestApiServer server = new TestApiServer();
    server.with("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
    return new OwnServer(server, folder);
  }

  @Override
  public void create(String yaml) {
    server.with(yaml);
  }

  @Override
  public void close() throws ClusterException {
    super.close();
    server.close();
  }
}
