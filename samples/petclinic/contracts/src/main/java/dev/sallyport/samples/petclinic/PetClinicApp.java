package dev.sallyport.samples.petclinic;

import dev.sallyport.AllowsIngressFrom;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What every application has in common: it uses the platform, and the admin server watches it.
 *
 * <p>One annotation on a class stands for five connections here; change it, and every application
 * follows at its next compilation.
 */
@UsesPlatform
@AllowsIngressFrom(value = AdminServer.class, why = "health, metrics and log levels")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PetClinicApp {}
