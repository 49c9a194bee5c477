package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;

/**
 * What can be asked of a cluster and done to its NetworkPolicies. A cluster is one; a few maps in
 * memory are another.
 *
 * <p>Changes are made by server-side apply: the server merges, and remembers for each field who set
 * it. A change of a field that somebody else set is a conflict.
 *
 * <p>After a failure with {@link ClusterException#isRetryable()} the same call may be made again.
 * That is safe even where the first call did reach the server: apply sets what is set already, and
 * {@link #delete} of what is gone is no error.
 *
 * <p>Source: Kubernetes documentation, "Server-Side Apply".
 */
public interface PolicyServer {

  /** How messages name it, for example {@code cluster kind-shop (https://127.0.0.1:6443)}. */
  String name();

  /**
   * Everything that decides who may connect to whom: namespaces, pods and what makes them,
   * Services, policies. One request for each kind and page; the kinds are not read at one instant.
   *
   * @throws ClusterException also if only one kind can't be read: without it there is no sure
   *     answer
   */
  KubernetesObjects read() throws ClusterException;

  /**
   * The NetworkPolicies as they are now, sorted by namespace and name.
   *
   * @throws ClusterException also if one of them can't be understood
   */
  List<LivePolicy> policies() throws ClusterException;

  /**
   * What {@link #apply} would do: the server does everything but keep the result.
   *
   * @return the policy as it would be stored
   * @throws ClusterException as {@link #apply}
   */
  LivePolicy dryRun(PolicyManifest manifest, OnConflict onConflict) throws ClusterException;

  /**
   * Creates or changes a policy: the fields of the manifest get its values, fields that this
   * program set earlier and the manifest lacks are removed, fields of others stay.
   *
   * @return the policy as it is stored; look whether it means what the manifest means, because
   *     others may have added to it
   * @throws ClusterException with {@link ClusterException.Reason#CONFLICT} and the fields in
   *     question if others set them to other values; nothing has changed then
   */
  LivePolicy apply(PolicyManifest manifest, OnConflict onConflict) throws ClusterException;

  /**
   * Deletes a policy if it still is what was read; one that is gone already is fine.
   *
   * @throws ClusterException with {@link ClusterException.Reason#CHANGED} if the policy was changed
   *     or made anew since it was read; nothing has changed then
   */
  void delete(LivePolicy policy) throws ClusterException;
}
