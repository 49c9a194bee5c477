package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Lists, finds and describes the products. */
@Workload(
    name = "productcatalogservice",
    labels = "app=productcatalogservice",
    ports = @Port(number = 3550))
public interface ProductCatalogService {}
