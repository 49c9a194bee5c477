/**
 * The manifests that the compiler wrote into a jar, a folder of classes or the class path, as
 * fabric8 objects.
 *
 * <p>They are read by {@link dev.sallyport.runtime.bundle.BundleReader}, with its limits.
 */
@NullMarked
package dev.sallyport.runtime.manifests;

import org.jspecify.annotations.NullMarked;
