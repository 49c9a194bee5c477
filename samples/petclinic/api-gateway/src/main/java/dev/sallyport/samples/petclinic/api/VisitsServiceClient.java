package dev.sallyport.samples.petclinic.api;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.petclinic.Visits;

/** Asks for the visits of pets. */
@EgressTo(Visits.class)
final class VisitsServiceClient {}
