package dev.sallyport.samples.petclinic.genai;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.Internet;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.Customers;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;
import dev.sallyport.samples.petclinic.Vets;

/** Answers questions about owners, pets and veterinarians. */
@PetClinicApp
@AllowsIngressFrom(ApiGateway.class)
@EgressTo({Customers.class, Vets.class})
@EgressTo(
    value = Internet.class,
    ports = "443",
    why = "api.openai.com: answers; by name once a policy kind that carries names is chosen")
public final class GenAIServiceApplication implements GenAi {}
