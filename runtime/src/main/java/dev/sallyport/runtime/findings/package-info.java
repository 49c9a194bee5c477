/** Findings of deploy time, and the forms in which they are printed. */
@NullMarked
package dev.sallyport.runtime.findings;

import org.jspecify.annotations.NullMarked;
