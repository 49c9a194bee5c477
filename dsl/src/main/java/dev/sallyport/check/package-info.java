/**
 * The checks: from declarations to the policy model, with findings for all that is wrong. The
 * compiler and the command line use the same checks and say the same.
 */
@NullMarked
package dev.sallyport.check;

import org.jspecify.annotations.NullMarked;
