package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Answers questions about the clinic in prose. */
@Workload(name = "genai-service", labels = "app=genai-service", ports = @Port(number = 8084))
public interface GenAi {}
