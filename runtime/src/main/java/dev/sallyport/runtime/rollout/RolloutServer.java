package dev.sallyport.runtime.rollout;

import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few calls to an API server that a rollout makes. Policies are changed as a whole and only if
 * they are as they were read, never merged: a merge could leave a rule that the plan does not know.
 */
public interface RolloutServer {

  /** How messages name the cluster. */
  String name();

  /** Everything that decides who may connect to whom. */
  KubernetesObjects read() throws ClusterException;

  /** The NetworkPolicies as they are now. */
  List<LivePolicy> policies() throws ClusterException;

  /**
   * Creates a policy.
   *
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if there is one of the
   *     name
   */
  void create(StoredPolicy policy) throws ClusterException;

  /**
   * Replaces a policy with all its fields, labels and annotations.
   *
   * @param read the policy as it was read
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if it is not that any
   *     more
   */
  void replace(LivePolicy read, StoredPolicy policy) throws ClusterException;

  /**
   * Deletes a policy.
   *
   * @param read the policy as it was read
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if it is not that any
   *     more
   */
  void delete(LivePolicy read) throws ClusterException;

  /** The journal, if there is one. */
  Optional<JournalObject> journal() throws ClusterException;

  /**
   * Creates the journal.
   *
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if there is one
   */
  JournalObject createJournal(Map<String, String> data) throws ClusterException;

  /**
   * Changes the journal.
   *
   * @param read the journal as it was read
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if it is not that any
   *     more
   */
  JournalObject replaceJournal(JournalObject read, Map<String, String> data)
      throws ClusterException;

  /**
   * Deletes the journal.
   *
   * @param read the journal as it was read
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if it is not that any
   *     more
   */
  void deleteJournal(JournalObject read) throws ClusterException;

  /**
   * The journal as the server holds it.
   *
   * @param data its text, by key
   * @param resourceVersion changes with every change
   */
  record JournalObject(Map<String, String> data, String resourceVersion) {
    /** Copies the data. */
    public JournalObject {
      data = Map.copyOf(data);
    }
  }
}
