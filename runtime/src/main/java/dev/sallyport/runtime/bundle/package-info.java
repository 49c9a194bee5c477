/**
 * Reads what Sallyport wrote into jars, folders and container images: {@code META-INF/sallyport}.
 *
 * <p>Every input is taken as hostile: names, sizes, ratios, nesting and text are checked before
 * anything is believed, and the one failure is {@link
 * dev.sallyport.runtime.bundle.BundleException}. Nothing here writes a file, apart from spooling a
 * compressed archive into a temporary one that is gone when reading ends.
 *
 * <p>Zip and tar are read by small readers of our own on top of the JDK's inflater: nested jars are
 * read in place, and a difference between two readings of one archive is an error rather than a
 * choice.
 */
@NullMarked
package dev.sallyport.runtime.bundle;

import org.jspecify.annotations.NullMarked;
