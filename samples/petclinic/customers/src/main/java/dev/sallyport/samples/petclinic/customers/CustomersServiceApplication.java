package dev.sallyport.samples.petclinic.customers;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.Customers;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.Scraped;

/** Serves owners and pets. */
@PetClinicApp
@Scraped
@AllowsIngressFrom({ApiGateway.class, GenAi.class})
public final class CustomersServiceApplication implements Customers {}
