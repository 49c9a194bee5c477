/**
 * Tests of policies in Java: {@link dev.sallyport.runtime.junit.SallyportTest} gives a JUnit test
 * the policies, {@link dev.sallyport.runtime.junit.NetworkPolicyAssertions} says what they shall
 * do. The assertions need no test framework; the annotation needs JUnit 5 on the class path.
 */
@NullMarked
package dev.sallyport.runtime.junit;

import org.jspecify.annotations.NullMarked;
