package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Turns a cart into an order: prices it, charges it, ships it, confirms it. */
@Workload(name = "checkoutservice", labels = "app=checkoutservice", ports = @Port(number = 5050))
public interface CheckoutService {}
