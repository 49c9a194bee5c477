/** Connections between two named ends, as files and reports hold them. */
@NullMarked
package dev.sallyport.runtime.edge;

import org.jspecify.annotations.NullMarked;
