/**
 * The safe way to default deny: a plan of small steps that is proven before it begins, can be
 * resumed after a crash at any point, and can be walked back.
 *
 * <p>The argument, in ten sentences.
 *
 * <ol>
 *   <li>The first policy that selects a pod isolates it, so "allows first, then deny" cuts what
 *       later policies would have allowed; a rollout must therefore never let a pod be isolated by
 *       some of its policies only.
 *   <li>So each pod that is not isolated yet, and will be, first gets a parachute: a policy that
 *       selects it and allows everything in that direction, which changes nothing, because nothing
 *       was refused in that direction before.
 *   <li>A pod that is isolated already in a direction never gets a parachute in that direction,
 *       because that would open it; where a policy selects both sorts of pods, parachutes select
 *       the lasting labels of single workloads instead, and where even these can't tell the two
 *       apart, the rollout is refused.
 *   <li>The real policies then only add to the parachutes, because NetworkPolicies are a union; a
 *       policy that would open more than it finally may, while the other end of a connection is
 *       still under a parachute, waits until that end is narrow.
 *   <li>Narrowing takes the parachutes of one workload away, when every policy that speaks of its
 *       pods is there; the workload then has in this direction exactly its final door.
 *   <li>Before anything is done, every state that the plan passes through, call by call, is
 *       compared with the engine of {@link dev.sallyport.reach}: no connection that is possible now
 *       and in the end is ever impossible in between, and none is ever possible that is possible
 *       neither now nor in the end; a plan for which that can't be shown is refused.
 *   <li>Going back, after a failure, a refused confirmation or by hand, undoes the steps in reverse
 *       order and so passes through the same proven states only.
 *   <li>The journal, one ConfigMap, is written before the first change and holds the plan with the
 *       previous version of each policy that it touches; each call is repeatable, so that resuming
 *       does the step at the cursor again, on any machine.
 *   <li>Creating the ConfigMap is the lock, every later write of it is conditional on its
 *       resourceVersion, and changes of policies are conditional on what was read, so a second
 *       rollout is refused and one that was taken over stops at its next step.
 *   <li>Before each step the cluster is read again, and if pods, namespaces or policies are not as
 *       they were when the plan was proven, it is proven again for what there is now, or the
 *       rollout stops and says what changed.
 * </ol>
 *
 * <p>What it can't promise: network plugins follow the API server with a delay of their own, pods
 * that appear between two steps are seen before the next step only, and a process that dies while
 * it waits for a confirmation can't put the parachute back until somebody resumes or aborts.
 */
@NullMarked
package dev.sallyport.runtime.rollout;

import org.jspecify.annotations.NullMarked;
