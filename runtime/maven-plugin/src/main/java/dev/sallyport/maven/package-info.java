/**
 * The Maven plugin: goals that are thin around the public calls of {@code dev.sallyport.runtime}.
 *
 * <p>Both goals look at all modules of a build together, once, in the module that gets there last.
 */
@NullMarked
package dev.sallyport.maven;

import org.jspecify.annotations.NullMarked;
