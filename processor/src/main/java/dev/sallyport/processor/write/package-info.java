/** From the model to files, through the compiler's Filer. */
@NullMarked
package dev.sallyport.processor.write;

import org.jspecify.annotations.NullMarked;
