/** What a person at a terminal sees besides the output itself: colours and progress. */
@NullMarked
package dev.sallyport.runtime.terminal;

import org.jspecify.annotations.NullMarked;
