package dev.sallyport.reach.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The facts of NetworkPolicy evaluation that a test shows, by their numbers in the project's list
 * of 62: what the Kubernetes API says, what it leaves open, and what it can't say.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Row {
  int[] value();
}
