/** What the samples' tests compare and print. */
@NullMarked
package dev.sallyport.samples.evidence;

import org.jspecify.annotations.NullMarked;
