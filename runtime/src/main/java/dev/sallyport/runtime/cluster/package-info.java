/**
 * A live cluster: reading its objects into the same types as files, and changing its
 * NetworkPolicies by server-side apply.
 *
 * <p>Nothing of this package may be loaded by a command that does not speak to a cluster.
 */
@NullMarked
package dev.sallyport.runtime.cluster;

import org.jspecify.annotations.NullMarked;
