package dev.sallyport.samples.petclinic.admin;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.petclinic.AdminServer;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.Customers;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.UsesPlatform;
import dev.sallyport.samples.petclinic.Vets;
import dev.sallyport.samples.petclinic.Visits;

/**
 * Watches the applications that discovery lists. It uses the platform as they do, but is not
 * watched: hence {@link UsesPlatform} and not all of {@link PetClinicApp}.
 */
@UsesPlatform
@EgressTo({ApiGateway.class, Customers.class, GenAi.class, Vets.class, Visits.class})
public final class SpringBootAdminApplication implements AdminServer {}
