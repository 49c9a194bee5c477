package dev.sallyport.samples.petclinic.api;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.petclinic.Customers;

/** Asks for an owner with pets, to join them with their visits. */
@EgressTo(Customers.class)
final class CustomersServiceClient {}
