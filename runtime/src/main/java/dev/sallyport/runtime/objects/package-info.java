/**
 * Kubernetes objects, read strictly from documents: the fields that decide who may connect to whom,
 * in the types of the policy model.
 *
 * <p>Every object on the way to such a field may have only fields that Kubernetes knows, each once
 * and of the right type. What stands inside fields that don't matter (volumes, probes, resources)
 * is not looked at. An object that is refused takes no part; the others do.
 */
@NullMarked
package dev.sallyport.runtime.objects;

import org.jspecify.annotations.NullMarked;
