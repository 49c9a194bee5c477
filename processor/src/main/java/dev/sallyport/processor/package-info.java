/**
 * The compiler front end: reads annotations into declarations, has them checked, and writes
 * manifests, contract records and constants. Holds no rule of Kubernetes itself: those are in
 * {@code dev.sallyport.check}.
 */
@NullMarked
package dev.sallyport.processor;

import org.jspecify.annotations.NullMarked;
