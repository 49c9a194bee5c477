package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/**
 * Collects traces (Zipkin). Nobody here writes its code, so its rules stand on the contract itself
 * and its policy is in the contracts' jar.
 */
@Workload(name = "tracing-server", labels = "app=tracing-server", ports = @Port(number = 9411))
@ServesEveryApp
public interface Tracing {}
