package dev.sallyport.samples.petclinic.visits;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.Scraped;
import dev.sallyport.samples.petclinic.Visits;

/** Serves visits. */
@PetClinicApp
@Scraped
@AllowsIngressFrom(ApiGateway.class)
public final class VisitsServiceApplication implements Visits {}
