package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Visits of pets to the clinic. */
@Workload(name = "visits-service", labels = "app=visits-service", ports = @Port(number = 8082))
public interface Visits {}
