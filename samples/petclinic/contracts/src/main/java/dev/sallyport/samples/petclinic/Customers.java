package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Owners and their pets. */
@Workload(
    name = "customers-service",
    labels = "app=customers-service",
    ports = @Port(number = 8081))
public interface Customers {}
