package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** The entrance for browsers, and the user interface. */
@Workload(name = "api-gateway", labels = "app=api-gateway", ports = @Port(number = 8080))
public interface ApiGateway {}
