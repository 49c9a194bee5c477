package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Watches the applications (Spring Boot Admin). */
@Workload(name = "admin-server", labels = "app=admin-server", ports = @Port(number = 9090))
public interface AdminServer {}
