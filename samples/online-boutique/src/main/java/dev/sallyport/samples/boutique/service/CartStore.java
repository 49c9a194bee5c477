package dev.sallyport.samples.boutique.service;

import dev.sallyport.EgressTo;
import dev.sallyport.PartOf;
import dev.sallyport.samples.boutique.CartService;
import dev.sallyport.samples.boutique.RedisCart;

/** Reads and writes carts: a part of the cart service that does not implement its contract. */
@PartOf(CartService.class)
@EgressTo(RedisCart.class)
final class CartStore {}
