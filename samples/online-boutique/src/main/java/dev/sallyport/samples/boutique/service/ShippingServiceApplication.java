package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.ShippingService;

/** Ships; calls nobody. */
@AllowsIngressFrom({Frontend.class, CheckoutService.class})
public final class ShippingServiceApplication implements ShippingService {}
