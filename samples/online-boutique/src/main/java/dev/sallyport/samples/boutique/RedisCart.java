package dev.sallyport.samples.boutique;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.NeverReachableFrom;
import dev.sallyport.Port;
import dev.sallyport.Workload;

/**
 * The carts' memory: a Redis as it comes, without a line of Java. Its rules stand on the contract
 * itself.
 */
@Workload(name = "redis-cart", labels = "app=redis-cart", ports = @Port(number = 6379))
@AllowsIngressFrom(CartService.class)
@NeverReachableFrom(
    value = {Frontend.class, LoadGenerator.class},
    why = "whoever faces customers does not read other customers' carts")
public interface RedisCart {}
