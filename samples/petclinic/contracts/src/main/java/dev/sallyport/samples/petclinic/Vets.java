package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** The veterinarians and what they are good at. */
@Workload(name = "vets-service", labels = "app=vets-service", ports = @Port(number = 8083))
public interface Vets {}
