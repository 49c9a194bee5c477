package dev.sallyport.samples.petclinic.genai;

import dev.sallyport.EgressTo;
import dev.sallyport.Internet;

/** Talks to the language model. */
@EgressTo(
    value = Internet.class,
    ports = "443",
    why = "api.openai.com: answers; by name once a policy kind that carries names is chosen")
final class PetclinicChatClient {}
