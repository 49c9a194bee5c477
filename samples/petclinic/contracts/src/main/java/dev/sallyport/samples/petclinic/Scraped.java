package dev.sallyport.samples.petclinic;

import dev.sallyport.AllowsIngressFrom;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The application shows metrics to Prometheus. */
@AllowsIngressFrom(Prometheus.class)
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Scraped {}
