package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.NeverReachableFrom;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.PaymentService;

/** Charges cards, for orders only. */
@AllowsIngressFrom(CheckoutService.class)
@NeverReachableFrom(value = Frontend.class, why = "a card is charged only for an order")
public final class PaymentServiceApplication implements PaymentService {}
