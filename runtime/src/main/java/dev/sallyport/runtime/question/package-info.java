/** One question about connectivity: who, whom, on what; and its answer with reasons. */
@NullMarked
package dev.sallyport.runtime.question;

import org.jspecify.annotations.NullMarked;
