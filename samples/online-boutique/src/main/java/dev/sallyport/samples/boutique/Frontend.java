package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** The web shop that customers see. Its Service listens on 80, its pods on 8080. */
@Workload(name = "frontend", labels = "app=frontend", ports = @Port(number = 8080))
public interface Frontend {}
