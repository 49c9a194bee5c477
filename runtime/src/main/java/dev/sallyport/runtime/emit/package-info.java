/**
 * Policies for a target that can name hosts, made of the contract records of jars: the records hold
 * all that was declared, so it does not matter for which target the jars were compiled.
 */
@NullMarked
package dev.sallyport.runtime.emit;

import org.jspecify.annotations.NullMarked;
