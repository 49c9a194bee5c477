package dev.sallyport.samples.petclinic.genai;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.petclinic.ApiGateway;
import dev.sallyport.samples.petclinic.GenAi;
import dev.sallyport.samples.petclinic.PetClinicApp;

/** Answers questions. What it asks itself stands on {@link AIDataProvider} and {@link PetclinicChatClient}. */
@PetClinicApp
@AllowsIngressFrom(ApiGateway.class)
public final class GenAIServiceApplication implements GenAi {}
