/**
 * All services together: the contract records of many jars as declarations again, and the
 * compiler's checks over them.
 */
@NullMarked
package dev.sallyport.runtime.link;

import org.jspecify.annotations.NullMarked;
