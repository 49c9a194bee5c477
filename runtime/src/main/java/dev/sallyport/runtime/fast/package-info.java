/**
 * The fast path for what kubectl prints: reads only the fields that matter, byte by byte, and checks
 * on the way that the text is of a small regular subset of JSON or YAML. Whatever is not goes to the
 * full reader: an object of a list on its own, or the whole text. So the two never differ but in
 * speed.
 *
 * <p>Nothing here needs a parser or a model of other libraries: a command that is served by the fast
 * path does not load them.
 */
@NullMarked
package dev.sallyport.runtime.fast;

import org.jspecify.annotations.NullMarked;
