package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Chooses advertisements by the words of a page. */
@Workload(name = "adservice", labels = "app=adservice", ports = @Port(number = 9555))
public interface AdService {}
