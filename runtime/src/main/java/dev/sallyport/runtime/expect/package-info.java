/**
 * Expectations: which connections shall be possible and which not, checked against policies. Read
 * from files for the command {@code test}, and said in Java by {@code dev.sallyport.runtime.junit}.
 */
@NullMarked
package dev.sallyport.runtime.expect;

import org.jspecify.annotations.NullMarked;
