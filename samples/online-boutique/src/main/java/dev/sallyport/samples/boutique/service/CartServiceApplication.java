package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.CartService;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.Frontend;

/** Serves carts. It reaches its store through {@link CartStore}. */
@AllowsIngressFrom({Frontend.class, CheckoutService.class})
public final class CartServiceApplication implements CartService {}
