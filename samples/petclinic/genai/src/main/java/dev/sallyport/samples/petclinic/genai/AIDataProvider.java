package dev.sallyport.samples.petclinic.genai;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.petclinic.Customers;
import dev.sallyport.samples.petclinic.Vets;

/**
 * Fetches what the answers are made of. It belongs to the one workload of this module, so it need
 * not say which.
 */
@EgressTo({Customers.class, Vets.class})
final class AIDataProvider {}
