/**
 * What was said, as it was said: contracts, rules and invariants with the text and place of each
 * part, before anything of it is checked. The compiler's reader and the fluent DSL make these
 * values; {@code dev.sallyport.check} turns them into the policy model.
 */
@NullMarked
package dev.sallyport.declaration;

import org.jspecify.annotations.NullMarked;
