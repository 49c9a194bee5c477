package dev.sallyport.runtime.rollout;

import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that is killed at one of its calls that change something, before it or after it. */
final class KilledServer implements RolloutServer {
  private final RolloutServer server;
  private final int at;
  private final boolean after;
  private int writes;

  /**
   * A process on a server.
   *
   * @param at the number of the call, from 1; 0 if it is not killed
   */
  KilledServer(RolloutServer server, int at, boolean after) {
    this.server = server;
    this.at = at;
    this.after = after;
  }

  private interface Call<T> {
    T make() throws ClusterException;
  }

  private <T> T write(Call<T> call) throws ClusterException {
    writes++;
    if (writes == at && !after) {
      throw new MemoryServer.Killed();
    }
    T answer = call.make();
    if (writes == at) {
      throw new MemoryServer.Killed();
    }
    return answer;
  }

  /** How many calls changed something, or would have. */
  int writes() {
    return writes;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public KubernetesObjects read() throws ClusterException {
    return server.read();
  }

  @Override
  public List<LivePolicy> policies() throws ClusterException {
    return server.policies();
  }

  @Override
  public void create(StoredPolicy policy) throws ClusterException {
    write(
        () -> {
          server.create(policy);
          return policy;
        });
  }

  @Override
  public void replace(LivePolicy read, StoredPolicy policy) throws ClusterException {
    write(
        () -> {
          server.replace(read, policy);
          return policy;
        });
  }

  @Override
  public void delete(LivePolicy read) throws ClusterException {
    write(
        () -> {
          server.delete(read);
          return read;
        });
  }

  @Override
  public Optional<JournalObject> journal() throws ClusterException {
    return server.journal();
  }

  @Override
  public JournalObject createJournal(Map<String, String> data) throws ClusterException {
    return write(() -> server.createJournal(data));
  }

  @Override
  public JournalObject replaceJournal(JournalObject read, Map<String, String> data)
      throws ClusterException {
    return write(() -> server.replaceJournal(read, data));
  }

  @Override
  public void deleteJournal(JournalObject read) throws ClusterException {
    write(
        () -> {
          server.deleteJournal(read);
          return read;
        });
  }
}
