package dev.sallyport.samples.petclinic;

import dev.sallyport.AllowsIngressFrom;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A part of the platform: the other door of {@link UsesPlatform}. */
@AllowsIngressFrom({
  AdminServer.class,
  ApiGateway.class,
  Customers.class,
  GenAi.class,
  Vets.class,
  Visits.class
})
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ServesEveryApp {}
