package dev.sallyport.samples.petclinic;

import dev.sallyport.EgressTo;
import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Collects metrics from the applications that carry {@link Scraped}. */
@Workload(
    name = "prometheus-server",
    labels = "app=prometheus-server",
    ports = @Port(number = 9090))
@EgressTo({ApiGateway.class, Customers.class, Visits.class, Vets.class})
public interface Prometheus {}
