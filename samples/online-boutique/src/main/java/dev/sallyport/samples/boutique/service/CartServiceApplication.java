package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.samples.boutique.CartService;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.RedisCart;

/** Serves carts. */
@AllowsIngressFrom({Frontend.class, CheckoutService.class})
public final class CartServiceApplication implements CartService {

  /** Reads and writes carts. */
  @EgressTo(RedisCart.class)
  static final class CartStore {}
}
