package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Estimates the cost of a shipment and sends it. */
@Workload(name = "shippingservice", labels = "app=shippingservice", ports = @Port(number = 50051))
public interface ShippingService {}
