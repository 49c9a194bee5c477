/**
 * From a bundle to what a deployment takes: manifests with namespaces mapped, in the format and
 * order that it wants, written so that a folder is either as before or complete.
 */
@NullMarked
package dev.sallyport.runtime.extract;

import org.jspecify.annotations.NullMarked;
