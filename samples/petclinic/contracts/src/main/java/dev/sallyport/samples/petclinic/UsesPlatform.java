package dev.sallyport.samples.petclinic;

import dev.sallyport.EgressTo;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The application reads its configuration, finds others through discovery, and sends traces. */
@EgressTo({ConfigServer.class, DiscoveryServer.class, Tracing.class})
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface UsesPlatform {}
