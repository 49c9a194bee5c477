/**
 * What an application imports: the annotations, their vocabulary ({@link dev.sallyport.Protocol},
 * {@link dev.sallyport.Dns}, {@link dev.sallyport.Ports}) and the built-in peers.
 *
 * <p>All annotations have {@code CLASS} retention: the compiler reads them from sources and from
 * other jars, and nothing of them is loaded at run time.
 */
@NullMarked
package dev.sallyport;

import org.jspecify.annotations.NullMarked;
