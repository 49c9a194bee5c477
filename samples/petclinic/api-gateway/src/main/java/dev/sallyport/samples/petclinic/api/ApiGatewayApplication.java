package dev.sallyport.samples.petclinic.api;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.Internet;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.Scraped;
import dev.sallyport.samples.petclinic.Vets;

/**
 * Forwards what browsers ask for to the services.
 *
 * <p>{@link Internet} lets public addresses in and no pod; the load balancer in front must keep the
 * address of the client.
 */
@PetClinicApp
@Scraped
@AllowsIngressFrom(value = Internet.class, why = "browsers, through the load balancer")
@EgressTo({GenAi.class, Vets.class})
public final class ApiGatewayApplication implements ApiGateway {}
