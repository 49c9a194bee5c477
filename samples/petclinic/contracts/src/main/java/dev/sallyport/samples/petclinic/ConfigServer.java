package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Serves the configuration of every application. */
@Workload(name = "config-server", labels = "app=config-server", ports = @Port(number = 8888))
public interface ConfigServer {}
