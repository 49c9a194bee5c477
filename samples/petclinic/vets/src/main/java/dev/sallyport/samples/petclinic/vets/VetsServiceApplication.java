package dev.sallyport.samples.petclinic.vets;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.Scraped;
import dev.sallyport.samples.petclinic.Vets;

/** Serves veterinarians. */
@PetClinicApp
@Scraped
@AllowsIngressFrom({ApiGateway.class, GenAi.class})
public final class VetsServiceApplication implements Vets {}
