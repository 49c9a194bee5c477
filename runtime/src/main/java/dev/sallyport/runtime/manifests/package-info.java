/**
 * The manifests that the compiler wrote into a jar, a folder of classes or the class path, as
 * fabric8 objects.
 *
 * <p>Jars are only read, never run; entry names serve as names and are never turned into paths.
 */
@NullMarked
package dev.sallyport.runtime.manifests;

import org.jspecify.annotations.NullMarked;
