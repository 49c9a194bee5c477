/** Everything that a command may be pointed at, as Kubernetes objects with their texts. */
@NullMarked
package dev.sallyport.runtime.input;

import org.jspecify.annotations.NullMarked;
