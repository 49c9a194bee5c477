package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Keeps the shopping carts; what it remembers lies in {@link RedisCart}. */
@Workload(name = "cartservice", labels = "app=cartservice", ports = @Port(number = 7070))
public interface CartService {}
