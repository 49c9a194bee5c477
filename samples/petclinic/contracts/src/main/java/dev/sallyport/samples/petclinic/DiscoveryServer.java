package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Knows where every application runs (Eureka). */
@Workload(name = "discovery-server", labels = "app=discovery-server", ports = @Port(number = 8761))
public interface DiscoveryServer {}
