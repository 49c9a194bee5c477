package dev.sallyport.samples.boutique;

import dev.sallyport.Workload;

/** Plays customers. It listens on nothing. */
@Workload(name = "loadgenerator", labels = "app=loadgenerator")
public interface LoadGenerator {}
