package dev.sallyport.processor;

import dev.sallyport.check.FindingCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The findings that a test shows; {@link EveryFindingTest} sees to it that none is left out. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Shows {
  /** The findings. */
  FindingCode[] value();
}
