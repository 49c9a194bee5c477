/**
 * Who may connect to whom, on what, and why: the meaning of a set of policies on a set of pods,
 * exact at the size of the largest clusters.
 *
 * <p>Source: Kubernetes API documentation and "Network Policies" in the Kubernetes documentation.
 */
@NullMarked
package dev.sallyport.reach;

import org.jspecify.annotations.NullMarked;
