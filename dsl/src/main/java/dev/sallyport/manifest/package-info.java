/**
 * From the policy model to the tree of Kubernetes fields, and from the tree to text: the renderer
 * of manifests and the one small, strict YAML and JSON writer that compiler and command line share.
 *
 * <p>This package runs inside the compiler of every user, where loading and linking classes is what
 * costs. So it has few classes and stays clear of lambdas, streams, regular expressions and the
 * generated methods of records.
 */
@NullMarked
package dev.sallyport.manifest;

import org.jspecify.annotations.NullMarked;
