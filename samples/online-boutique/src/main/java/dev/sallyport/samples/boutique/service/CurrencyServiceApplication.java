package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.CurrencyService;
import dev.sallyport.samples.boutique.Frontend;

/** Converts money; calls nobody. */
@AllowsIngressFrom({Frontend.class, CheckoutService.class})
public final class CurrencyServiceApplication implements CurrencyService {}
