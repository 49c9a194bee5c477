/** From {@code javax.lang.model} to declarations. Nothing is checked here. */
@NullMarked
package dev.sallyport.processor.read;

import org.jspecify.annotations.NullMarked;
